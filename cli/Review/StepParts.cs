using System.Text.Json;

namespace XtCmkInfra.Cli.Review;

/// <summary>Where a part of a step is in memory; nowhere where it is missing or null.</summary>
internal readonly record struct PartOfStep(int Start, int Length)
{
    public bool IsThere => Length > 0;
}

/// <summary>The parts of a resource's state that matter, not yet understood.</summary>
internal struct StateParts
{
    public bool IsThere;
    public string? Id;
    public bool Protect;
    public bool RetainOnDelete;
    public bool IsExternal;
    public PartOfStep Inputs;
    public PartOfStep Outputs;
    public PartOfStep Dependencies;
}

/// <summary>Reads the parts of a step, each after its name. All of them answer false if more memory is needed.</summary>
internal static class StepParts
{
    public static bool Text(ref Utf8JsonReader reader, string name, ref string? text)
    {
        if (!reader.Read())
            return false;
        if (reader.TokenType != JsonTokenType.String)
            throw new UnknownShapeException(name, "a text");
        text = reader.GetString();
        return true;
    }

    private static bool Flag(ref Utf8JsonReader reader, string name, ref bool flag)
    {
        if (!reader.Read())
            return false;
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null))
            throw new UnknownShapeException(name, "true or false");
        flag = reader.TokenType == JsonTokenType.True;
        return true;
    }

    public static bool Slice(ref Utf8JsonReader reader, ref PartOfStep part)
    {
        if (!reader.Read())
            return false;
        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
            return false;
        part = reader.TokenType == JsonTokenType.Null ? default : new PartOfStep(start, (int)reader.BytesConsumed - start);
        return true;
    }

    public static bool Names(ref Utf8JsonReader reader, string name, List<string> names)
    {
        if (!reader.Read())
            return false;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new UnknownShapeException(name, "a list");
        while (true)
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType == JsonTokenType.EndArray)
                return true;
            if (reader.TokenType != JsonTokenType.String)
                throw new UnknownShapeException(name, "a list of texts");
            names.Add(reader.GetString()!);
        }
    }

    public static bool State(ref Utf8JsonReader reader, string name, ref StateParts state)
    {
        if (!reader.Read())
            return false;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new UnknownShapeException(name, "an object");
        state.IsThere = true;
        while (true)
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType == JsonTokenType.EndObject)
                return true;
            var done = reader.ValueTextEquals("inputs"u8) ? Slice(ref reader, ref state.Inputs)
                : reader.ValueTextEquals("outputs"u8) ? Slice(ref reader, ref state.Outputs)
                : reader.ValueTextEquals("protect"u8) ? Flag(ref reader, "protect", ref state.Protect)
                : reader.ValueTextEquals("retainOnDelete"u8) ? Flag(ref reader, "retainOnDelete", ref state.RetainOnDelete)
                : reader.ValueTextEquals("external"u8) ? Flag(ref reader, "external", ref state.IsExternal)
                : reader.ValueTextEquals("id"u8) ? Text(ref reader, "id", ref state.Id)
                : reader.ValueTextEquals("dependencies"u8) ? Slice(ref reader, ref state.Dependencies)
                : reader.TrySkip();
            if (!done)
                return false;
        }
    }
}

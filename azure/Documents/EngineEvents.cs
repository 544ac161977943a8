using System.Text.Json;

namespace XtCmkInfra.Azure;

/// <summary>What the engine says beside the steps: what went wrong, and how many steps there are.</summary>
internal static class EngineEvents
{
    public static void AddDiagnostic(this PreviewFacts facts, JsonElement diagnostic)
    {
        if (TextOf(diagnostic, "severity") != "error")
            return;
        var message = (TextOf(diagnostic, "message") ?? "the engine reports an error").Trim();
        facts.Errors.Add(message.StartsWith("error: ", StringComparison.Ordinal) ? message["error: ".Length..] : message);
    }

    public static void AddSummaryEvent(this PreviewFacts facts, JsonElement summary)
    {
        if (TextOf(summary, "result") is { } result && result is not ("succeeded" or "not-started"))
            facts.Errors.Add(PreviewFacts.EndedWith(result));
        if (summary.TryGetProperty("maybeCorrupt", out var corrupt))
            facts.AddCorruption(corrupt);
        if (summary.TryGetProperty("resourceChanges", out var changes))
            facts.AddSummary(changes, "resourceChanges");
    }

    public static void AddCorruption(this PreviewFacts facts, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.True)
            facts.Errors.Add("the engine says that the stack's state may be corrupt");
    }

    public static void AddSummary(this PreviewFacts facts, JsonElement summary, string property)
    {
        if (summary.ValueKind == JsonValueKind.Null)
            return;
        if (summary.ValueKind != JsonValueKind.Object)
            throw new UnknownShapeException(property, "an object");
        facts.Summary ??= [];
        foreach (var (operation, count) in summary.EnumerateObject().Select(entry => (entry.Name, entry.Value)))
        {
            var known = Operations.Parse(operation)
                ?? throw new UnknownShapeException(property, $"of known operations: it has '{operation}'");
            if (count.ValueKind != JsonValueKind.Number || !count.TryGetInt32(out var number))
                throw new UnknownShapeException($"{property}.{operation}", "a number");
            facts.Summary[known] = facts.Summary.GetValueOrDefault(known) + number;
        }
    }

    public static void AddError(this PreviewFacts facts, JsonElement error) =>
        facts.Errors.Add(TextOf(error, "error") ?? "the engine reports an error");

    private static string? TextOf(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(property, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

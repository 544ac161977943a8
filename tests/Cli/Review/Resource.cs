using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>A resource as a program asks for it, in a preview that a test makes up.</summary>
internal sealed record Resource(string Type, string Name, JsonObject Inputs)
{
    /// <summary>The strings by which the engine stands for what is not known until apply, and for a secret.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public const string Secret = "[secret]";

    public bool Protect { get; init; }

    public bool RetainOnDelete { get; init; }

    public bool IsExternal { get; init; }

    /// <summary>The types of the components that it is in, as a URN has them.</summary>
    public string Parents { get; init; } = "";

    public string Id { get; init; } =
        $"/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Some.Provider/things/{Name}";

    public string[] Dependencies { get; init; } = [];

    public JsonObject? Outputs { get; init; }

    public string Urn => $"urn:pulumi:prod::any-project::{Parents}{Type}::{Name}";

    /// <summary>The same resource with other inputs.</summary>
    public Resource With(Action<JsonNode> edit)
    {
        var inputs = (JsonObject)Inputs.DeepClone();
        edit(inputs);
        return this with { Inputs = inputs };
    }

    /// <summary>As a step of a document has it; a stream has a part of the same.</summary>
    public JsonObject ToState(bool isNew)
    {
        var state = new JsonObject { ["urn"] = Urn, ["custom"] = true, ["type"] = Type };
        if (!isNew)
            state["id"] = Id;
        state["inputs"] = Inputs.DeepClone();
        if (Outputs is not null || !isNew)
            state["outputs"] = (Outputs ?? Inputs).DeepClone();
        if (Protect)
            state["protect"] = true;
        if (RetainOnDelete)
            state["retainOnDelete"] = true;
        if (IsExternal)
            state["external"] = true;
        if (Dependencies.Length > 0)
            state["dependencies"] = new JsonArray([.. Dependencies.Select(urn => (JsonNode)urn)]);
        state["sourcePosition"] = "project:///index.ts#10,5";
        return state;
    }
}

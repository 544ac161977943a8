using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>What the state file of a stack holds of one resource.</summary>
/// <param name="Id">The provider's id; empty for a component.</param>
/// <param name="Inputs">As the program gave them.</param>
/// <param name="Outputs">As the provider answered.</param>
/// <param name="Parent">The parent's key in the stack, or null for the stack itself.</param>
public sealed record ResourceState(
    ResourceKey Key,
    bool Custom,
    string Id,
    JsonObject Inputs,
    JsonObject Outputs,
    ResourceKey? Parent,
    bool Protect,
    bool RetainOnDelete)
{
    /// <summary>The same in less memory: JSON that was parsed stays text until somebody looks into it.</summary>
    public ResourceState AtRest() => this with { Inputs = AtRest(Inputs), Outputs = AtRest(Outputs) };

    private static JsonObject AtRest(JsonObject json) => (JsonObject)JsonNode.Parse(json.ToJsonString())!;
}

/// <summary>What tells the resources of one stack apart in the test host: their type and name, which stand in every URN.</summary>
public readonly record struct ResourceKey(string Type, string Name)
{
    public override string ToString() => $"{Type}::{Name}";
}

/// <summary>The last known state of a stack: its resources in the order in which they were made, and its outputs.</summary>
public sealed class SimulatedStack(string project, string name)
{
    public const string Organization = "organization";

    public string Project { get; } = project;

    public string Name { get; } = name;

    /// <summary>As other stacks refer to it.</summary>
    public string FullName => $"{Organization}/{Project}/{Name}";

    public Dictionary<ResourceKey, ResourceState> Resources { get; } = [];

    public JsonObject Outputs { get; set; } = [];
}

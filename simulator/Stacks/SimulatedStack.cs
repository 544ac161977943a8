using System.Text.Json.Nodes;
using Pulumi;

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
    /// <summary>What only documents show; null where the engine was not asked to keep it.</summary>
    public ResourceDetails? Details { get; init; }

    /// <summary>The same in less memory: JSON that was parsed stays text until somebody looks into it.</summary>
    public ResourceState AtRest() => this with { Inputs = AtRest(Inputs), Outputs = AtRest(Outputs) };

    private static JsonObject AtRest(JsonObject json) => (JsonObject)JsonNode.Parse(json.ToJsonString())!;
}

/// <summary>What the engine notes about a resource besides its values.</summary>
/// <param name="Provider">The URN and id of its provider; null for a component.</param>
/// <param name="Dependencies">The URNs of the resources that it waits for, in the order of their declaration.</param>
/// <param name="PropertyDependencies">For each input, those that it comes from.</param>
/// <param name="Secrets">The paths of the inputs that are secret.</param>
/// <param name="Created">Null before the resource is there.</param>
public sealed record ResourceDetails(
    string Urn,
    string ParentUrn,
    string? Provider,
    IReadOnlyList<string> Dependencies,
    IReadOnlyDictionary<string, IReadOnlyList<string>> PropertyDependencies,
    IReadOnlyList<string> Secrets,
    DateTimeOffset? Created,
    DateTimeOffset? Modified);

/// <summary>What distinguishes the resources of one stack in the test host: their type and name, which stand in every URN.</summary>
public readonly record struct ResourceKey(string Type, string Name)
{
    public static ResourceKey Of(Resource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceKey(resource.GetResourceType(), resource.GetResourceName());
    }

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

    /// <summary>What its program logged in its last run or preview, which may have failed; not kept with the state.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; internal set; } = [];

    /// <summary>When its program was first run for good; null while it is only initialized.</summary>
    public DateTimeOffset? Created { get; set; }

    /// <summary>Puts the resources in the order in which the program declares them, whatever order they were made in.</summary>
    internal void Sort(Func<ResourceKey, int> orderOf)
    {
        var sorted = Resources.Values.OrderBy(state => orderOf(state.Key)).ToList();
        Resources.Clear();
        foreach (var state in sorted)
            Resources.Add(state.Key, state);
    }
}

using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>What is done with a stack.</summary>
public enum StackRun
{
    /// <summary>It is brought to what its program says.</summary>
    Update,

    /// <summary>Its state is brought to what is live.</summary>
    Refresh,

    /// <summary>All that is in it is deleted.</summary>
    Destroy,
}

/// <summary>What a run would do, or has done, with one stack.</summary>
/// <param name="Stack">As it is before.</param>
/// <param name="Steps">One for each resource and component: in the order of the program, and then what it no longer declares.</param>
/// <param name="Refusals">Steps that the engine would refuse; where there is one, an update would do nothing.</param>
/// <param name="Outputs">The outputs after, as far as they are known.</param>
public sealed record StackPreview(
    SimulatedStack Stack, IReadOnlyList<ResourceStep> Steps, IReadOnlyList<Refusal> Refusals, JsonObject Outputs)
{
    public StackRun Run { get; init; }

    /// <summary>What the program logged.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}

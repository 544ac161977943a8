using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>What an update would do with one stack.</summary>
/// <param name="Stack">As it is before.</param>
/// <param name="Steps">One for each resource and component: in the order of the program, and then what it no longer declares.</param>
/// <param name="Refusals">Steps that the engine would refuse; where there is one, an update would do nothing.</param>
/// <param name="Outputs">The outputs after, as far as they are known.</param>
public sealed record StackPreview(
    SimulatedStack Stack, IReadOnlyList<ResourceStep> Steps, IReadOnlyList<Refusal> Refusals, JsonObject Outputs)
{
    /// <summary>What the program logged.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}

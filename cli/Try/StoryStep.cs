using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>What became of a step of the story.</summary>
internal enum StepStatus
{
    Ok,

    /// <summary>The simulated Azure did not do what a whole chain of trust, or a broken one, must do.</summary>
    Failed,

    /// <summary>An earlier step failed that it builds on.</summary>
    NotReached,

    /// <summary>The settings have no such step.</summary>
    NotApplicable,
}

/// <summary>A step of the story: something that happens in the simulated tenants.</summary>
/// <param name="LeftOut">Why settings have no such step, as the end of a sentence; null where they have it.</param>
/// <param name="BuildsChain">Whether the later steps have nothing to look at when this one fails.</param>
internal sealed record StoryStep(
    string Id, string Title, Func<StoryWorld, Task<StepOutcome>> RunAsync, Func<StorySettings, string?> LeftOut, bool BuildsChain = false);

/// <summary>What a step showed.</summary>
/// <param name="Ok">Whether the simulated Azure did what a whole chain of trust, or a broken one, must do.</param>
/// <param name="Detail">One sentence or two of what was seen.</param>
internal sealed record StepOutcome(bool Ok, string Detail)
{
    /// <summary>What the rules said while something was broken, where the step broke something and mended it.</summary>
    public ChainVerdict? Meanwhile { get; init; }

    /// <summary>The codes of the rules that the step leaves broken on purpose, in their order.</summary>
    public IReadOnlyList<string> Leaves { get; init; } = [];
}

/// <summary>A step that was run, or left out.</summary>
/// <param name="Chain">What the rules say of the chain after the step; null where there is nothing to judge.</param>
/// <param name="Diagnostics">What the programs logged meanwhile.</param>
internal sealed record FinishedStep(
    StoryStep Step, StepStatus Status, string Detail, ChainVerdict? Chain, ChainVerdict? Meanwhile, IReadOnlyList<Diagnostic> Diagnostics);

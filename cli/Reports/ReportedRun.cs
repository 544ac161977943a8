using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Reports;

internal enum ReportedVerdict
{
    Holds,
    Finding,
    CannotBeDetermined,
    NotChecked,
}

/// <summary>What a run of review or verify says of one rule at one resource, as formats of other tools take it.</summary>
/// <param name="Text">Whole sentences: what is the case, before and after or expected and found.</param>
/// <param name="File">The file of a repository to show it at, best known by the resource.</param>
/// <param name="AcceptedBecause">The reason for which a finding is accepted; null where it is not.</param>
internal sealed record ReportedResult(
    Rule Rule, ResourceName Resource, ReportedVerdict Verdict, string Text, string File, string? AcceptedBecause = null);

/// <summary>A run of review or verify, as formats of other tools take it.</summary>
/// <param name="Problems">What keeps the run from a whole answer: one sentence each.</param>
/// <param name="FailOn">The lowest severity that fails; null for none.</param>
internal sealed record ReportedRun(
    string Verb, string Verdict, IReadOnlyList<ReportedResult> Results, IReadOnlyList<string> Problems, Severity? FailOn)
{
    /// <summary>What the run rests on, a sentence for each part.</summary>
    public IReadOnlyList<string> Source { get; init; } = [];

    /// <summary>Whether this result alone makes the run fail.</summary>
    public bool Fails(ReportedResult result) =>
        result is { Verdict: ReportedVerdict.Finding, AcceptedBecause: null } && FailOn is { } lowest && result.Rule.Severity >= lowest;
}

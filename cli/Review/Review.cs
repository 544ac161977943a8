using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>A finding, and the reason for which it is accepted; null where it is not.</summary>
internal sealed record ReviewedFinding(Finding Finding, string? AllowedBecause)
{
    public bool IsAllowed => AllowedBecause is not null;
}

/// <summary>One document that was read.</summary>
internal sealed record ReviewedDocument(string Name, PreviewFacts Facts);

/// <summary>What all documents together do to encryption.</summary>
/// <param name="Findings">Worst first; the accepted ones after the others.</param>
/// <param name="Errors">What the engine said that went wrong, in its own words.</param>
/// <param name="Notes">What the documents cannot show.</param>
/// <param name="FailOn">The lowest severity that fails; null for none.</param>
internal sealed record Review(
    IReadOnlyList<ReviewedDocument> Documents,
    IReadOnlyList<ReviewedFinding> Findings,
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Notes,
    Severity? FailOn)
{
    public static readonly IReadOnlyList<Severity> WorstFirst = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low];

    /// <summary>Why documents could not be read: nothing is known of what they say.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    public IEnumerable<Finding> Open => Findings.Where(finding => !finding.IsAllowed).Select(finding => finding.Finding);

    public Severity? Worst => Open.Any() ? Open.Max(finding => finding.Rule.Severity) : null;

    public bool Fails => FailOn is { } lowest && Worst >= lowest;

    /// <summary>A document with an error never gives the all-clear, whatever was found in it.</summary>
    public int ExitCode => Unreadable.Count > 0 ? Cli.ExitCode.CannotBeDetermined
        : Fails ? Cli.ExitCode.Findings
        : Errors.Count > 0 ? Cli.ExitCode.CannotBeDetermined
        : Cli.ExitCode.Clean;

    public int Count(Severity severity) => Open.Count(finding => finding.Rule.Severity == severity);

    /// <summary>Whether a document is about simulated tenants.</summary>
    public bool IsSimulated => Documents.Any(document => document.Facts.IsSimulated);

    /// <summary>The verdict in one sentence.</summary>
    public string Verdict => IsSimulated ? $"{SimulatedTenants.Mark}: {WhatWasFound}" : WhatWasFound;

    private string WhatWasFound
    {
        get
        {
            var found = WorstFirst.Where(severity => Count(severity) > 0).Select(severity => $"{Count(severity)} {severity.Word()}");
            var counts = string.Join(", ", found);
            var accepted = Findings.Count(finding => finding.IsAllowed);
            var verdict = (counts.Length, accepted) switch
            {
                (0, 0) => "No change to customers' keys",
                (0, _) => $"{accepted} accepted, nothing else",
                (_, 0) => counts,
                _ => $"{counts}; {accepted} accepted",
            };
            if (Unreadable.Count > 0)
            {
                return $"Could not be determined, for {Unreadable.Count} of {Unreadable.Count + Documents.Count} documents cannot be read; "
                    + $"in the others: {verdict}.";
            }

            return Errors.Count > 0
                ? $"Not everything can be determined: Pulumi stopped with an error. Up to there: {verdict}."
                : $"{verdict}.";
        }
    }
}

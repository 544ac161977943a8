using XtCmkInfra.Azure;
using XtCmkInfra.Cli.Reports;

namespace XtCmkInfra.Cli.Review;

/// <summary>A review as formats of other tools take it.</summary>
internal static class ReviewResults
{
    public static ReportedRun Of(Review review) => new(
        "review",
        review.Verdict,
        [
            .. review.Findings.Select(finding => new ReportedResult(
                finding.Finding.Rule,
                finding.Finding.Resource,
                ReportedVerdict.Finding,
                $"{finding.Finding.Rule.Title}: {finding.Finding.Before} → {finding.Finding.After}.",
                FileOf(finding.Finding.Resource.Id),
                finding.AllowedBecause)),
        ],
        Problems(review),
        review.FailOn);

    /// <summary>What keeps the review from a whole answer.</summary>
    public static IReadOnlyList<string> Problems(Review review) =>
        [.. review.Unreadable.Select(reason => $"Cannot be read: {reason}"), .. review.Errors.Select(error => $"Pulumi reports: {error}")];

    /// <summary>The settings of the resource's stack: where a reader begins to look.</summary>
    private static string FileOf(string urn) => PulumiUrn.Parse(urn) is { Stack: var stack } ? $"Pulumi.{stack}.yaml" : "Pulumi.yaml";
}

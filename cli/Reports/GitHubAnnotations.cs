using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Reports;

/// <summary>The worst of a run as annotations of a step of GitHub Actions, which reads them from what a step prints.</summary>
internal static class GitHubAnnotations
{
    /// <summary>GitHub shows so many of each level and step.</summary>
    private const int MostOfOneLevel = 10;

    public static void Write(ReportedRun run, CommandContext context)
    {
        if (!context.IsGitHubActions)
            return;
        var problems = run.Problems.Select(problem => (Level: "error", Title: "Cannot be determined", Text: problem, File: ""));
        var results = run.Results
            .Where(result => result is
                { Verdict: ReportedVerdict.Finding or ReportedVerdict.CannotBeDetermined, AcceptedBecause: null })
            .Select(result => (
                Level: run.Fails(result) || result.Verdict == ReportedVerdict.CannotBeDetermined ? "error"
                    : result.Rule.Severity >= Severity.Medium ? "warning" : "notice",
                Title: $"{result.Rule.Code} ({result.Rule.Severity.Word()})",
                Text: $"{result.Resource.Name}: {result.Text}",
                File: $"file={Property(result.File)},"));
        foreach (var line in problems.Concat(results).GroupBy(line => line.Level).SelectMany(level => level.Take(MostOfOneLevel)))
            context.Error.WriteLine($"::{line.Level} {line.File}title={Property(line.Title)}::{Data(line.Text)}");
    }

    private static string Data(string text) => PlainText.CleanLog(text).Replace("%", "%25", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}

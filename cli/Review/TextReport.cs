using Rule = XtCmkInfra.Trust.Rule;
using Spectre.Console;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>A review for a terminal: the verdict, and under each rule that is broken where, what it means and what to do.</summary>
internal static class TextReport
{
    /// <summary>More than anybody reads; the rest is counted.</summary>
    private const int ResourcesOfOneRule = 100;

    /// <summary>What is low needs nobody to look at each.</summary>
    public const int LowResourcesOfOneRule = 10;

    public static void Write(Review review, IAnsiConsole console)
    {
        // A line is as long as what it says: nothing is wrapped, so that a pipe can search it.
        console.Profile.Width = int.MaxValue;
        console.WriteStyled((review.Verdict, Styles.Bold));
        foreach (var reason in review.Unreadable)
            console.WriteStyled(("Cannot be read:", Styles.Red), ($" {reason}", null));
        foreach (var error in review.Errors)
            console.WriteStyled(("Pulumi reports:", Styles.Red), ($" {error}", null));
        foreach (var group in review.Findings.GroupBy(finding => (finding.Finding.Rule, finding.AllowedBecause)))
            WriteRule(group.Key.Rule, group.Key.AllowedBecause, [.. group.Select(finding => finding.Finding)], console);
        if (review.Notes.Count > 0)
            console.WriteLine();
        foreach (var note in review.Notes)
            console.WriteStyled(($"Note: {note}", Styles.Grey));
    }

    private static void WriteRule(Rule rule, string? allowedBecause, IReadOnlyList<Finding> findings, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteStyled(
            allowedBecause is null
                ? (rule.Severity.Word().ToUpperInvariant(), StyleOf(rule.Severity))
                : ("accepted", StyleOf(Severity.Low)),
            ($"  {rule.Title}", Styles.Bold),
            (allowedBecause is null ? $" ({rule.Code})" : $" ({rule.Code}, {rule.Severity.Word()})", null));
        var shown = rule.Severity == Severity.Low && findings.Count > LowResourcesOfOneRule ? 0 : ResourcesOfOneRule;
        foreach (var finding in findings.Take(shown))
        {
            console.WritePlain($"  {finding.Resource.Name}: {finding.Before} → {finding.After}");
            console.WriteStyled(($"    {finding.Resource.Id}", Styles.Grey));
        }

        if (shown == 0)
        {
            var names = string.Join(", ", findings.Take(3).Select(finding => finding.Resource.Name));
            console.WritePlain($"  {findings.Count} resources, among them {names}");
        }
        else if (findings.Count > shown)
        {
            console.WritePlain($"  and {findings.Count - shown} more; --format json has them all");
        }

        console.WritePlain($"  It means: {rule.Meaning}");
        console.WritePlain(allowedBecause is null ? $"  To do:    {rule.Remedy}" : $"  Accepted: {allowedBecause}");
    }

    private static Style StyleOf(Severity severity) => severity switch
    {
        Severity.Critical => new Style(Color.White, Color.DarkRed, Decoration.Bold),
        Severity.High => new Style(Color.Red, decoration: Decoration.Bold),
        Severity.Medium => new Style(Color.Yellow),
        _ => new Style(Color.Grey),
    };
}

using System.Text;
using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>
/// A review as a comment: the verdict, a table for each rule, a picture of the chain, and the documents and notes, folded into one line.
/// </summary>
internal static class MarkdownReport
{
    /// <summary>By which a bot finds its own comment again.</summary>
    public const string Marker = "<!-- xtcmk-review -->";

    /// <summary>In UTF-16 units, below the 65,536 that GitHub takes.</summary>
    public const int MostCharacters = 60_000;

    // Together they leave the table half of the comment, even where every character has to be escaped.
    private const int MostOfOneCell = 300;
    private const int MostErrors = 5;
    private const int MostOfOneError = 600;
    private const int MostDocuments = 10;
    private const int MostNotes = 10;
    private const int MostOfOneLine = 150;

    public static string Write(Review review)
    {
        var head = Head(review);
        var tail = ChainDiagram.Draw(review) + Folded(review);
        var text = new StringBuilder(head);
        var shown = 0;
        foreach (var group in review.Findings.GroupBy(finding => (finding.Finding.Rule, finding.AllowedBecause)))
        {
            var (rule, because) = group.Key;
            var count = WriteRule(text, rule, because, [.. group.Select(finding => finding.Finding)], tail.Length);
            shown += count;
            if (count < group.Count())
                break;
        }

        if (shown < review.Findings.Count)
            text.Append($"\n**{review.Findings.Count - shown} more findings** do not fit into a comment; `--format json` has them all.\n");
        return text.Append(tail).ToString();
    }

    /// <summary>What a rule means and what to do, once, and where it is broken.</summary>
    /// <param name="reserved">How many characters must stay free.</param>
    /// <returns>How many of the findings there was room for.</returns>
    private static int WriteRule(StringBuilder text, Rule rule, string? because, List<Finding> findings, int reserved)
    {
        const string header = "| resource | before → after |\n|---|---|\n";
        var severity = because is null ? $"{Mark(rule.Severity)} {rule.Severity.Word()}" : $"☑️ accepted ({rule.Severity.Word()})";
        var todo = because is null ? $"**To do:** {rule.Remedy}" : $"**Accepted:** {MarkdownText.Plain(because, MostOfOneCell)}";
        var isOneLine = rule.Severity == Severity.Low && findings.Count > TextReport.LowResourcesOfOneRule;
        var names = isOneLine
            ? $" {findings.Count} resources, among them {Names(findings.Take(3))}."
            : "";
        var lead = $"\n{severity}: **{rule.Title}** (`{rule.Code}`).{names} {rule.Meaning} {todo}\n";
        var room = MostCharacters - reserved - 200 - text.Length - lead.Length - header.Length - 1;
        if (isOneLine && room > 0)
        {
            text.Append(lead);
            return findings.Count;
        }

        var rows = findings.Select(Row).TakeWhile(row => (room -= row.Length) > 0).ToList();
        if (rows.Count > 0)
            text.Append(lead).Append('\n').Append(header).AppendJoin("", rows);
        return rows.Count;
    }

    private static string Names(IEnumerable<Finding> findings) =>
        string.Join(", ", findings.Select(finding => MarkdownText.Code(finding.Resource.Name, 100)));

    private static string Head(Review review)
    {
        var mark = review.Fails ? "❌" : review.Errors.Count + review.Unreadable.Count > 0 || review.Worst >= Severity.Medium ? "⚠️" : "✅";
        var text = new StringBuilder($"{Marker}\n### {mark} Encryption: {MarkdownText.Plain(review.Verdict, MostOfOneLine * 2)}\n\n");
        foreach (var reason in review.Unreadable.Take(MostErrors))
            text.Append($"> Cannot be read: {MarkdownText.Code(reason, MostOfOneError)}\n\n");
        foreach (var error in review.Errors.Take(MostErrors))
            text.Append($"> Pulumi reports: {MarkdownText.Code(error, MostOfOneError)}\n\n");
        var more = Math.Max(0, review.Errors.Count - MostErrors) + Math.Max(0, review.Unreadable.Count - MostErrors);
        if (more > 0)
            text.Append($"> and {more} more errors.\n\n");
        return text.ToString();
    }

    private static string Row(Finding finding) =>
        $"| **{MarkdownText.Code(finding.Resource.Name, 100)}**<br>{MarkdownText.Code(finding.Resource.Id, MostOfOneCell)} "
        + $"| {MarkdownText.Code(finding.Before, MostOfOneCell)} → {MarkdownText.Code(finding.After, MostOfOneCell)} |\n";

    private static string Folded(Review review)
    {
        var text = new StringBuilder("\n<details><summary>Documents and notes</summary>\n\n");
        foreach (var (name, facts) in review.Documents.Take(MostDocuments))
        {
            var steps = facts.Steps.OrderBy(entry => entry.Key).Select(entry => $"{entry.Value} {Operations.NameOf(entry.Key)}").ToList();
            text.Append($"- {MarkdownText.Code(name, MostOfOneLine)}{(facts.IsSimulated ? $" ({SimulatedTenants.Mark})" : "")}: ")
                .Append(facts.IsRefresh ? "what was found in Azure; " : "what will be done; ")
                .Append(steps.Count == 0 ? "no steps" : string.Join(", ", steps))
                .Append('\n');
        }

        foreach (var note in review.Notes.Take(MostNotes))
            text.Append($"- {MarkdownText.Plain(note, MostOfOneLine * 2)}\n");
        if (review.Notes.Count > MostNotes || review.Documents.Count > MostDocuments)
            text.Append("- and more, which does not fit here\n");
        return text.Append("\n</details>\n").ToString();
    }

    private static string Mark(Severity severity) => severity switch
    {
        Severity.Critical => "🟥",
        Severity.High => "🟧",
        Severity.Medium => "🟨",
        _ => "⬜",
    };
}

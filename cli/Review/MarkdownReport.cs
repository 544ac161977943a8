using System.Text;
using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>A review as a comment: the verdict, a table, a picture of the chain, and what else there was in one folded line.</summary>
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
        var rows = new StringBuilder();
        var shown = 0;
        foreach (var finding in review.Findings)
        {
            var row = Row(finding);
            if (head.Length + tail.Length + rows.Length + row.Length + 200 > MostCharacters)
                break;
            rows.Append(row);
            shown++;
        }

        var text = new StringBuilder(head);
        if (review.Findings.Count > 0)
            text.Append("| | what | resource | before → after | what it means, and what to do |\n|---|---|---|---|---|\n").Append(rows);
        if (shown < review.Findings.Count)
            text.Append($"\n**{review.Findings.Count - shown} more findings** do not fit into a comment; `--format json` has them all.\n");
        return text.Append(tail).ToString();
    }

    private static string Head(Review review)
    {
        var mark = review.Fails ? "❌" : review.Errors.Count > 0 ? "⚠️" : "✅";
        var text = new StringBuilder($"{Marker}\n### {mark} Encryption: {MarkdownText.Plain(review.Verdict, MostOfOneLine * 2)}\n\n");
        foreach (var error in review.Errors.Take(MostErrors))
            text.Append($"> Pulumi says: {MarkdownText.Code(error, MostOfOneError)}\n\n");
        if (review.Errors.Count > MostErrors)
            text.Append($"> and {review.Errors.Count - MostErrors} more errors.\n\n");
        return text.ToString();
    }

    private static string Row(ReviewedFinding reviewed)
    {
        var (finding, because) = reviewed;
        var rule = finding.Rule;
        var severity = because is null ? $"{Mark(rule.Severity)} {rule.Severity.Word()}" : "☑️ accepted";
        var advice = because is null ? $"{rule.Meaning} **To do:** {rule.Remedy}" : $"{rule.Meaning} **Accepted:** {MarkdownText.Plain(because, MostOfOneCell)}";
        return $"| {severity} | {rule.Title} (`{rule.Code}`) | **{MarkdownText.Code(finding.Resource.Name, 100)}**<br>{MarkdownText.Code(finding.Resource.Id, MostOfOneCell)} "
            + $"| {MarkdownText.Code(finding.Before, MostOfOneCell)} → {MarkdownText.Code(finding.After, MostOfOneCell)} | {advice} |\n";
    }

    private static string Folded(Review review)
    {
        var text = new StringBuilder("\n<details><summary>What else there was</summary>\n\n");
        foreach (var (name, facts) in review.Documents.Take(MostDocuments))
        {
            var steps = string.Join(", ", facts.Steps.OrderBy(entry => entry.Key).Select(entry => $"{entry.Value} {Operations.NameOf(entry.Key)}"));
            text.Append($"- {MarkdownText.Code(name, MostOfOneLine)}: {(facts.IsRefresh ? "what was found in Azure" : "what will be done")}; {(steps.Length == 0 ? "no steps" : steps)}\n");
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

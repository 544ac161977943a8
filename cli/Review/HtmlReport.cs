using System.Text;
using XtCmkInfra.Cli.Reports;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>A review as a page: the verdict, each rule that is broken with its meaning and what to do, and where.</summary>
internal static class HtmlReport
{
    private const string Style = """
        th, td { border: 1px solid #bbb; padding: .3rem .45rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
        thead th { background: #e4e4e4 } td small { color: #555 }
        """;

    public static string Write(Review review)
    {
        var body = new StringBuilder($"<p class=\"verdict {Class(review)}\">{Text(review.Verdict)}</p>\n");
        List(body, "What cannot be determined", ReviewResults.Problems(review));
        foreach (var group in review.Findings.GroupBy(finding => (finding.Finding.Rule, finding.AllowedBecause)))
            Rule(body, group.Key.Rule, group.Key.AllowedBecause, group.Select(finding => finding.Finding));
        List(body, "Documents", [.. review.Documents.Select(document =>
            $"{document.Name}{(document.Facts.IsSimulated ? $" ({SimulatedTenants.Mark})" : "")}: "
                + $"{(document.Facts.IsRefresh ? "what was found in Azure" : "what will be done")}")]);
        List(body, "Notes", review.Notes);
        var mark = review.IsSimulated ? $"{SimulatedTenants.Mark}: " : "";
        return HtmlPage.Write($"Encryption: {review.Verdict}", $"{mark}What happens to encryption", Style, body.ToString());
    }

    private static void Rule(StringBuilder body, Rule rule, string? because, IEnumerable<Finding> findings)
    {
        var last = because is null ? $"<strong>To do:</strong> {Text(rule.Remedy)}" : $"<strong>Accepted:</strong> {Text(because)}";
        var severity = because is null ? rule.Severity.Word() : $"accepted ({rule.Severity.Word()})";
        var style = because is null ? ClassOf(rule.Severity) : "unseen";
        body.Append($"<h2><span class=\"{style}\">{severity}</span>: {Text(rule.Title)}</h2>\n"
            + $"<p><code>{Text(rule.Code)}</code>. {Text(rule.Meaning)} {last}</p>\n"
            + "<table>\n<thead><tr><th scope=\"col\">resource</th><th scope=\"col\">before</th><th scope=\"col\">after</th></tr></thead>\n"
            + "<tbody>\n");
        foreach (var finding in findings)
        {
            body.Append($"<tr><td>{Text(finding.Resource.Name)}<br><small>{Text(finding.Resource.Id)}</small></td>"
                + $"<td>{Text(finding.Before)}</td><td>{Text(finding.After)}</td></tr>\n");
        }

        body.Append("</tbody>\n</table>\n");
    }

    private static void List(StringBuilder body, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
            body.Append($"<h2>{title}</h2>\n<ul>\n").AppendJoin("", lines.Select(line => $"<li>{Text(line)}</li>\n")).Append("</ul>\n");
    }

    private static string Class(Review review) =>
        review.ExitCode == ExitCode.CannotBeDetermined ? "unknown" : review.Worst is { } worst ? ClassOf(worst) : "holds";

    private static string ClassOf(Severity severity) => severity switch
    {
        >= Severity.High => "broken",
        Severity.Medium => "weak",
        _ => "unseen",
    };

    private static string Text(string text) => HtmlPage.Text(text);
}

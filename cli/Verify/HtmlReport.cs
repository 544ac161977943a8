using System.Text;
using XtCmkInfra.Cli.Reports;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>
/// A verification for an auditor: one page that needs nothing else, no script and no colour. The verdict, the chain as a picture, and
/// the evidence: what was expected, what was found, and when it was read.
/// </summary>
internal static class HtmlReport
{
    private const string Style = """
        col.short { width: 11% } col.rule { width: 26% }
        th, td { border: 1px solid #bbb; padding: .3rem .45rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
        thead th { background: #e4e4e4 } th[scope=rowgroup] { background: #f5f5f5 }
        th small { font-weight: 400 } td:first-child { font-weight: 600 }
        li { overflow-wrap: anywhere }
        svg { width: 100%; height: auto } svg text { font: 13px system-ui, sans-serif }
        """;

    public static string Write(Verification verification)
    {
        var page = new StringBuilder();
        page.Append(
            $$"""
            <p class="verdict {{Class(verification)}}">{{Text(verification.Summary)}}</p>
            <p>Each line below shows what was expected, what was found, and when. “Cannot be determined” is not “holds”.</p>
            <h2>Source</h2>
            <ul>
            {{string.Concat(verification.Source.Lines().Select(line => $"<li>{Text(line)}</li>\n"))}}</ul>
            <h2>The chain</h2>

            """);
        page.Append(ChainSvg.Draw(verification));
        if (verification.Customers.Count > 1)
            Customers(page, verification.Customers);
        Table(page, "What does not hold, or cannot be determined", verification.Findings.Concat(verification.Unknown));
        Table(page, "What does not hold, and is accepted for now", verification.Accepted);
        Table(page, "What holds", verification.Results.Where(result => result.Verdict == Trust.Verdict.Holds));
        Table(page, "What was not checked", verification.Results.Where(result => result.Verdict == Trust.Verdict.NotVisible));
        if (verification.Notes.Count > 0)
        {
            page.Append("<h2>Notes</h2>\n<ul>\n")
                .AppendJoin("", verification.Notes.Select(note => $"<li>{Text(note)}</li>\n"))
                .Append("</ul>\n");
        }

        var mark = Mark(verification);
        return HtmlPage.Write(
            $"{mark}Chain of trust: {Verdict(verification)}",
            $"{mark}Chain of trust of customer-managed keys",
            Style,
            page.ToString());
    }

    public static string ClassOf(Verdict verdict) => verdict switch
    {
        Trust.Verdict.Holds => "holds",
        Trust.Verdict.Weak => "weak",
        Trust.Verdict.Broken => "broken",
        Trust.Verdict.CannotBeDetermined => "unknown",
        _ => "unseen",
    };

    public static string Text(string text) => HtmlPage.Text(text);

    /// <summary>A table in which what is said of one link stands together, in the order in which each is first spoken of.</summary>
    private static void Table(StringBuilder page, string title, IEnumerable<CheckResult> results)
    {
        var rows = results.ToList();
        if (rows.Count == 0)
            return;
        page.Append($"<h2>{Text(title)} ({rows.Count})</h2>\n<table>\n");
        page.Append("<colgroup><col class=\"short\"><col class=\"rule\"><col><col><col class=\"short\"></colgroup>\n")
            .Append(Head("verdict", "rule", "expected", "found", "read (UTC)"));
        foreach (var link in rows.GroupBy(row => row.Resource))
        {
            page.Append("<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"5\">")
                .Append($"{Text(link.Key.Name)}<br><small>{Text(link.Key.Id)}</small></th></tr>\n");
            foreach (var row in link)
                Row(page, row);
            page.Append("</tbody>\n");
        }

        page.Append("</table>\n");
    }

    private static string Head(params string[] columns) =>
        $"<thead><tr>{string.Concat(columns.Select(column => $"<th scope=\"col\">{column}</th>"))}</tr></thead>\n";

    private static void Customers(StringBuilder page, IReadOnlyList<CustomerSummary> customers)
    {
        string[] columns = ["customer", "broken", "weak", "cannot be determined", "accepted", "not visible", "holds"];
        page.Append($"<h2>Customers ({customers.Count})</h2>\n<table>\n{Head(columns)}<tbody>\n");
        foreach (var customer in customers)
        {
            page.Append($"<tr><td>{Text(customer.Name)}</td><td>{customer.Broken}</td><td>{customer.Weak}</td><td>{customer.Unknown}</td>"
                + $"<td>{customer.Accepted}</td><td>{customer.NotVisible}</td><td>{customer.Holds}</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void Row(StringBuilder page, CheckResult row)
    {
        var read = row.ReadAt is { } at ? $"<time datetime=\"{at:O}\">{at:yyyy-MM-dd HH:mm:ss}</time>" : "";
        var isDetermined = row.Verdict is Trust.Verdict.Holds or Trust.Verdict.Broken or Trust.Verdict.Weak;
        var title = isDetermined ? $"<br><strong>{Text(row.Title)}.</strong>" : "";
        var advice = row.IsFinding ? $" {Text(row.Rule.Meaning)} <strong>To do:</strong> {Text(row.Rule.Remedy)}" : "";
        if (row.AcceptedBecause is { } because)
            advice = $" <strong>Accepted:</strong> {Text(because)}";
        var verdict = row.AcceptedBecause is null ? Verification.Name(row.Verdict) : $"accepted ({row.Rule.Severity.Word()})";
        var style = row.AcceptedBecause is null ? ClassOf(row.Verdict) : "unseen";
        page.Append($"<tr><td class=\"{style}\">{verdict}</td><td><code>{Text(row.Rule.Code)}</code>{title}{advice}</td>"
            + $"<td>{Text(row.Expected)}</td><td>{Text(Verification.Found(row))}</td><td>{read}</td></tr>\n");
    }

    /// <summary>What stands before titles.</summary>
    private static string Mark(Verification verification) => verification.Source.IsSimulated ? $"{SimulatedTenants.Mark}: " : "";

    /// <summary>By what was found, and not by what was asked to fail.</summary>
    private static string Verdict(Verification verification) => Class(verification) switch
    {
        "holds" => verification.IsPartial ? "every visible link holds" : "every link holds",
        "weak" when !verification.Findings.Any() => "every link holds but for what is accepted",
        "unknown" => "cannot be determined",
        _ => "broken or weak",
    } + string.Concat(verification.NotChecked.Select(what => $"; {what}"));

    private static string Class(Verification verification) => verification switch
    {
        { IsClean: true } when verification.Accepted.Any() => "weak",
        { IsClean: true } => "holds",
        _ when verification.Count(Trust.Verdict.Broken) > 0 => "broken",
        _ when verification.Findings.Any() => "weak",
        _ => "unknown",
    };
}

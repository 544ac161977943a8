using System.Text;
using Spectre.Console;
using XtCmkInfra.Cli.Reports;
using XtCmkInfra.Cli.Review;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What verify has found, in each format.</summary>
internal static class VerifyReport
{
    /// <summary>More than anybody reads in a terminal or a comment; the rest is counted.</summary>
    private const int MostOfOneRule = 50;

    /// <summary>In characters, what the lines of customers may take of a comment.</summary>
    private const int MostOfCustomers = 12_000;

    public static ReportFormats<Verification> Formats() => new(
        ("text", (verification, context) => Text(verification, context.Console)),
        ("markdown", (verification, context) => context.Out.Write(Markdown(verification))),
        ("json", (verification, context) => context.WriteJson(JsonReport.Write(verification))),
        ("html", (verification, context) => context.Out.Write(HtmlReport.Write(verification))),
        ("sarif", (verification, context) => context.WriteJson(SarifReport.Write(VerifyResults.Of(verification)))),
        ("junit", (verification, context) => context.Out.Write(JUnitReport.Write(VerifyResults.Of(verification)))));

    public static void Text(Verification verification, IAnsiConsole console)
    {
        console.Profile.Width = int.MaxValue;
        console.WriteStyled((verification.Summary, Styles.Bold));
        foreach (var group in verification.Findings.GroupBy(result => (result.Rule, result.Verdict)))
        {
            Heading(console, group.Key.Verdict, group.Key.Rule.Title, $"({group.Key.Rule.Code}, {group.Key.Rule.Severity.Word()})");
            foreach (var result in group.Take(MostOfOneRule))
                console.WritePlain($"  {result.Resource.Name}: expected {result.Expected}; found {result.Found}");
            if (group.Count() > MostOfOneRule)
                console.WritePlain($"  and {group.Count() - MostOfOneRule} more; --format json has them all");
            console.WritePlain($"  It means: {group.Key.Rule.Meaning}");
            console.WritePlain($"  To do:    {group.Key.Rule.Remedy}");
        }

        foreach (var group in verification.Accepted.GroupBy(result => (result.Rule, result.AcceptedBecause)))
        {
            var rule = group.Key.Rule;
            console.WriteLine();
            console.WriteStyled(
                ("ACCEPTED", Styles.Grey), ($"  {rule.Title}", Styles.Bold), ($" ({rule.Code}, {rule.Severity.Word()})", null));
            foreach (var result in group.Take(MostOfOneRule))
                console.WritePlain($"  {result.Resource.Name}: expected {result.Expected}; found {result.Found}");
            if (group.Count() > MostOfOneRule)
                console.WritePlain($"  and {group.Count() - MostOfOneRule} more; --format json has them all");
            console.WritePlain($"  Accepted: {group.Key.AcceptedBecause}");
        }

        foreach (var group in Unseen(verification))
        {
            Heading(console, group.Key.Verdict, group.Key.Why, "");
            var links = ByLink(group);
            foreach (var (link, codes) in links.Take(MostOfOneRule))
                console.WritePlain($"  {link}: {string.Join(", ", codes)}");
            if (links.Count > MostOfOneRule)
                console.WritePlain($"  and {links.Count - MostOfOneRule} more; --format json has them all");
        }

        if (verification.Count(Verdict.Holds) > 0)
            Heading(console, Verdict.Holds, Held(verification), "");
        if (verification.Customers.Count > 1)
        {
            console.WriteLine();
            foreach (var line in ByCustomer(verification))
                console.WritePlain(line);
        }

        console.WriteLine();
        foreach (var line in verification.Source.Lines())
            console.WritePlain(line);
        foreach (var note in verification.Notes)
            console.WriteStyled(($"Note: {note}", Styles.Grey));
    }

    private static string Markdown(Verification verification)
    {
        var text = new StringBuilder($"<!-- xtcmk-verify -->\n### Chain of trust: {MarkdownText.Plain(verification.Summary)}\n\n");
        var rows = Rows(verification).ToList();
        if (rows.Count > 0)
            text.Append("| verdict | rule | link | expected | found | what to do |\n|---|---|---|---|---|---|\n");
        var shown = 0;
        foreach (var row in rows)
        {
            if (text.Length + row.Length + 1500 + MostOfCustomers > MarkdownReport.MostCharacters)
                break;
            text.Append(row);
            shown++;
        }

        if (shown < rows.Count)
            text.Append($"\n**{rows.Count - shown} more** do not fit here; `--format json` has them all.\n");
        if (rows.Count > 0)
            text.Append('\n');
        if (verification.Customers.Count > 1)
            text.Append($"<details><summary>{verification.Customers.Count} customers</summary>\n\n")
                .AppendJoin("", ByCustomer(verification).Select(line => $"- {MarkdownText.Plain(line)}\n"))
                .Append("\n</details>\n\n");
        text.Append($"<details><summary>{Checks(verification.Count(Verdict.Holds))} hold</summary>\n\n");
        if (verification.Count(Verdict.Holds) > 0)
            text.Append($"- {MarkdownText.Plain(Held(verification))}\n");
        foreach (var note in verification.Notes.Take(20))
            text.Append($"- {MarkdownText.Plain(note)}\n");
        foreach (var line in verification.Source.Lines())
            text.Append($"- {MarkdownText.Plain(line)}\n");
        return text.Append("\n</details>\n").ToString();
    }

    /// <summary>A line for each customer who needs attention, and one for all the others.</summary>
    private static IEnumerable<string> ByCustomer(Verification verification)
    {
        var notClean = verification.Customers.Where(customer => !customer.IsClean).ToList();
        foreach (var customer in notClean.Take(MostOfOneRule))
            yield return $"{customer.Name}: {customer}";
        if (notClean.Count > MostOfOneRule)
            yield return $"and {notClean.Count - MostOfOneRule} more customers like these; --format json has them all";
        var clean = verification.Customers.Count - notClean.Count;
        if (clean > 0)
            yield return $"{clean} customers: every checked link holds";
    }

    private static IEnumerable<string> Rows(Verification verification)
    {
        foreach (var result in verification.Findings)
        {
            yield return $"| {Verification.Name(result.Verdict)} | {result.Rule.Title} (`{result.Rule.Code}`) "
                + $"| {MarkdownText.Plain(result.Resource.Name)} | {MarkdownText.Plain(result.Expected)} "
                + $"| {MarkdownText.Plain(result.Found)} | {result.Rule.Remedy} |\n";
        }

        foreach (var result in verification.Accepted)
        {
            yield return $"| accepted ({result.Rule.Severity.Word()}) | {result.Rule.Title} (`{result.Rule.Code}`) "
                + $"| {MarkdownText.Plain(result.Resource.Name)} | {MarkdownText.Plain(result.Expected)} "
                + $"| {MarkdownText.Plain(result.Found)} | {MarkdownText.Plain(result.AcceptedBecause!)} |\n";
        }

        foreach (var group in Unseen(verification))
        {
            var links = ByLink(group);
            foreach (var (link, codes) in links.Take(MostOfOneRule))
            {
                yield return $"| {Verification.Name(group.Key.Verdict)} | {string.Join(", ", codes.Select(code => $"`{code}`"))} "
                    + $"| {MarkdownText.Plain(link)} | | {MarkdownText.Plain(group.Key.Why)} | |\n";
            }

            if (links.Count > MostOfOneRule)
            {
                yield return $"| {Verification.Name(group.Key.Verdict)} | | and {links.Count - MostOfOneRule} more "
                    + $"| | {MarkdownText.Plain(group.Key.Why)} | |\n";
            }
        }
    }

    /// <summary>What cannot be determined or is not visible, by why: most often one call is the reason of many.</summary>
    private static IEnumerable<IGrouping<(Verdict Verdict, string Why), CheckResult>> Unseen(Verification verification) =>
        verification.Results
        .Where(result => result.Verdict is Verdict.CannotBeDetermined or Verdict.NotVisible)
        .GroupBy(result => (result.Verdict, Verification.Found(result)));

    private static List<(string Link, IEnumerable<string> Codes)> ByLink(IEnumerable<CheckResult> results) =>
    [
        .. results.GroupBy(result => (result.Resource.Id, result.Resource.Name))
            .Select(link => (link.Key.Name, link.Select(result => result.Rule.Code))),
    ];

    /// <summary>How many checks hold of each kind of link.</summary>
    private static string Held(Verification verification) => string.Join(", ", verification.Results
        .Where(result => result.Verdict == Verdict.Holds)
        .GroupBy(result => result.Resource.Kind)
        .OrderBy(kind => kind.Key)
        .Select(kind => $"{Words(kind.Key)} {kind.Count()}"));

    private static string Words(ResourceKind? kind) => kind is null ? "other" : string.Concat(kind.ToString()!.Select((letter, index) =>
        char.IsUpper(letter) ? (index > 0 ? " " : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Checks(int count) => count == 1 ? "1 check" : $"{count} checks";

    private static void Heading(IAnsiConsole console, Verdict verdict, string title, string detail)
    {
        console.WriteLine();
        console.WriteStyled(
            (Verification.Name(verdict).ToUpperInvariant(), StyleOf(verdict)),
            ($"  {title}", Styles.Bold),
            (detail.Length > 0 ? $" {detail}" : "", null));
    }

    private static Style StyleOf(Verdict verdict) => verdict switch
    {
        Verdict.Broken => new Style(Color.White, Color.DarkRed, Decoration.Bold),
        Verdict.Weak => new Style(Color.Yellow, decoration: Decoration.Bold),
        Verdict.CannotBeDetermined => new Style(Color.Magenta1, decoration: Decoration.Bold),
        Verdict.Holds => new Style(Color.Green, decoration: Decoration.Bold),
        _ => new Style(Color.Grey),
    };
}

using Spectre.Console;
using XtCmkInfra.Cli.Review;
using XtCmkInfra.Core.Trust;
using Rule = XtCmkInfra.Core.Trust.Rule;

namespace XtCmkInfra.Cli.Verify;

/// <summary>Writes what verify has found, in the format that was asked for.</summary>
internal static class VerifyReport
{
    /// <summary>More than anybody reads in a terminal or a comment; the rest is counted.</summary>
    private const int MostOfOneRule = 50;

    public static void Write(Verification verification, string format, VerifySurroundings around)
    {
        switch (format)
        {
            case "markdown":
                around.Out.Write(Markdown(verification));
                break;
            case "json":
                around.Out.Write(JsonReport.Write(verification));
                break;
            case "html":
                around.Out.Write(HtmlReport.Write(verification));
                break;
            default:
                Text(verification, around.Console);
                break;
        }
    }

    public static void Text(Verification verification, IAnsiConsole console)
    {
        console.Profile.Width = int.MaxValue;
        console.WriteStyled((verification.Summary, Output.Bold));
        foreach (var group in verification.Statements.Where(IsTold).GroupBy(statement => (statement.Rule, statement.Verdict)))
        {
            console.WriteLine();
            console.WriteStyled(
                (Verification.Name(group.Key.Verdict).ToUpperInvariant(), StyleOf(group.Key.Verdict)),
                ($"  {Title(group.Key.Rule, group.Key.Verdict)}", Output.Bold),
                ($" ({group.Key.Rule.Code}, {group.Key.Rule.Severity.Word()})", null));
            foreach (var statement in group.Take(MostOfOneRule))
                console.WriteLine($"  {statement.Resource.Name}: {Clean(Line(statement))}");
            if (group.Count() > MostOfOneRule)
                console.WriteLine($"  and {group.Count() - MostOfOneRule} more; --format json has them all");
            if (group.Key.Verdict is Verdict.Broken or Verdict.Weak)
            {
                console.WriteLine($"  It means: {group.Key.Rule.Meaning}");
                console.WriteLine($"  To do:    {group.Key.Rule.Remedy}");
            }
        }

        if (verification.Notes.Count > 0)
            console.WriteLine();
        foreach (var note in verification.Notes)
            console.WriteStyled(($"Note: {note}", Output.Grey));
    }

    private static string Markdown(Verification verification)
    {
        var text = new System.Text.StringBuilder($"<!-- xtcmk-verify -->\n### Chain of trust: {MarkdownText.Plain(verification.Summary)}\n\n");
        var told = verification.Statements.Where(IsTold).ToList();
        if (told.Count > 0)
            text.Append("| verdict | rule | link | promised → seen | what to do |\n|---|---|---|---|---|\n");
        var shown = 0;
        foreach (var statement in told)
        {
            var remedy = statement.IsFinding ? statement.Rule.Remedy : "";
            var row = $"| {Verification.Name(statement.Verdict)} | {Title(statement.Rule, statement.Verdict)} (`{statement.Rule.Code}`) | {MarkdownText.Plain(statement.Resource.Name)} | {MarkdownText.Plain(Line(statement))} | {remedy} |\n";
            if (text.Length + row.Length + 500 > MarkdownReport.MostCharacters)
                break;
            text.Append(row);
            shown++;
        }

        if (shown < told.Count)
            text.Append($"\n**{told.Count - shown} more** do not fit here; `--format json` has them all.\n");
        text.Append($"\n<details><summary>{verification.Count(Verdict.Holds)} checks hold</summary>\n\n");
        foreach (var note in verification.Notes.Take(20))
            text.Append($"- {MarkdownText.Plain(note)}\n");
        return text.Append($"- read {verification.ReadAt:u}\n\n</details>\n").ToString();
    }

    private static bool IsTold(Statement statement) => statement.Verdict != Verdict.Holds;

    /// <summary>A rule's title says what is the case when it is broken; of others it can only be said what was looked at.</summary>
    private static string Title(Rule rule, Verdict verdict) => verdict is Verdict.Broken or Verdict.Weak ? rule.Title : $"Whether it is so: {rule.Title}";

    private static string Line(Statement statement) => statement.IsFinding
        ? $"{statement.Promised} → {statement.Seen}"
        : Verification.Seen(statement);

    private static string Clean(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    private static Style StyleOf(Verdict verdict) => verdict switch
    {
        Verdict.Broken => new Style(Color.White, Color.DarkRed, Decoration.Bold),
        Verdict.Weak => new Style(Color.Yellow, decoration: Decoration.Bold),
        Verdict.CouldNotTell => new Style(Color.Magenta1, decoration: Decoration.Bold),
        _ => new Style(Color.Grey),
    };
}

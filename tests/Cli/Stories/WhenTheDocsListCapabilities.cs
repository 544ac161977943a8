using System.Text;

namespace XtCmkInfra.Tests.Cli.Stories;

/// <summary>The table of docs/operate.md is made from the list of which every story is run.</summary>
public sealed class WhenTheDocsListCapabilities
{
    private const string File = "docs/operate.md";
    private const string Heading = "## What the story shows of each";
    private const int LongestValue = 60;

    [Fact]
    public void The_table_is_the_list_that_is_run()
    {
        var text = System.IO.File.ReadAllText(Path.Combine(Repository.Root, File));
        var start = text.IndexOf("\n| ", text.IndexOf(Heading, StringComparison.Ordinal), StringComparison.Ordinal) + 1;
        var end = text.IndexOf("\n\n", start, StringComparison.Ordinal) + 1;

        Golden.Compare(File, text[..start] + Table() + text[end..]);
    }

    [Fact]
    public void Every_section_of_either_side_is_in_it()
    {
        var sections = System.IO.File.ReadAllLines(Path.Combine(Repository.Root, File))
            .SkipWhile(line => line != "## The vendor")
            .TakeWhile(line => line != Heading)
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line[4..]);

        var tried = Capabilities.All.Select(capability => capability.Section).Distinct();
        Assert.Equal(sections.Order(StringComparer.Ordinal), tried.Order(StringComparer.Ordinal));
    }

    private static string Table()
    {
        var table = new StringBuilder("| section | settings | step | what it shows |\n|---|---|---|---|\n");
        string? section = null;
        foreach (var capability in Capabilities.All)
        {
            var name = capability.Section == section ? "" : capability.Section;
            section = capability.Section;
            var edits = capability.Edits.Length == 0 ? "as they stand" : string.Join("; ", BySide(capability.Edits));
            table.Append($"| {name} | {edits} | `{capability.Step}` | {capability.Shows} |\n");
        }

        return table.ToString();
    }

    private static IEnumerable<string> BySide(IEnumerable<string> edits) => edits
        .Select(edit => edit.Split(' ', 2))
        .GroupBy(edit => edit[0], edit => edit[1])
        .Select(side => $"{side.Key} {string.Join(", ", side.Select(InWords))}");

    private static string InWords(string edit)
    {
        if (edit.StartsWith('-'))
            return $"without `{edit[1..]}`";
        return edit.Length <= LongestValue ? $"`{edit}`" : $"`{edit[..LongestValue]}…`";
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Cli;

/// <summary>Options that stand together in the help, by their long names.</summary>
internal sealed record OptionGroup(string Title, params IReadOnlyList<string> Options);

/// <summary>The help of a verb, made of the parser's own: options in groups, then examples, then exit codes.</summary>
internal static partial class HelpText
{
    private const string Head = "\nOptions:\n";

    /// <summary>The groups in the order of the help. An option has one group, whichever verb it belongs to.</summary>
    public static readonly IReadOnlyList<OptionGroup> Groups =
    [
        new("Input options", "--isv", "--customer", "--customer-name", "--officer", "--handoff", "--for", "--settings", "--program",
            "--project", "--stack", "--customers", "--principal", "--add", "--name", "--cloud"),
        new("Azure options", "--tenant", "--subscription", "--endpoint", "--certificate", "--timeout", "--probe"),
        new("Finding options", "--fail-on", "--warn-days", "--allow", "--because", "--config"),
        new("Output options", "--format", "--report", "--json", "--show-sames", "--output"),
        new("Change options", "--check", "--preview-only", "--remove", "--revoke", "--yes"),
        new("Advanced options", "--port", "--refuse-retired", "--storage-accounts", "--state", "--root"),
        new("Help options", "--help", "--version"),
    ];

    /// <param name="standard">What the parser writes, with line feeds; an empty line ends each section.</param>
    /// <param name="examples">Lines to run; empty for a verb that only groups others.</param>
    /// <param name="codes">What each exit code means, in order.</param>
    public static string Of(
        string standard, IReadOnlyList<OptionGroup> groups, IReadOnlyList<string> examples, IReadOnlyList<(int Code, string Meaning)> codes)
    {
        var text = new StringBuilder(Grouped(standard, groups).TrimEnd('\n')).Append("\n\n");
        if (examples.Count > 0)
            text.Append("Examples:\n").Append(string.Concat(examples.Select(line => $"  {line}\n"))).Append('\n');
        text.Append("Exit codes:\n").Append(string.Concat(codes.Select(one => $"  {one.Code}  {one.Meaning}\n")));
        return text.ToString();
    }

    /// <summary>The long names in the left column of an entry of the help.</summary>
    public static IEnumerable<string> NamesOf(string entry) =>
        LongName().Matches(entry.TrimStart().Split("  ")[0]).Select(match => match.Value);

    private static string Grouped(string standard, IReadOnlyList<OptionGroup> groups)
    {
        var begin = standard.IndexOf(Head, StringComparison.Ordinal);
        if (begin < 0)
            return standard;
        var end = standard.IndexOf("\n\n", begin + Head.Length, StringComparison.Ordinal);
        var entries = Entry().Split(standard[(begin + Head.Length)..end]).ToLookup(entry =>
            groups.Single(group => NamesOf(entry).Any(group.Options.Contains)).Title);
        var sections = groups.Where(group => entries.Contains(group.Title))
            .Select(group => $"{group.Title}:\n{string.Join('\n', entries[group.Title])}");
        return $"{standard[..(begin + 1)]}{string.Join("\n\n", sections)}{standard[end..]}";
    }

    /// <summary>Where an entry begins: its description may go on in further lines, which are indented more.</summary>
    [GeneratedRegex(@"\n(?=  -)")]
    private static partial Regex Entry();

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex LongName();
}

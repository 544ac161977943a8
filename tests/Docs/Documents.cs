using System.Text.RegularExpressions;

namespace XtCmkInfra.Tests.Docs;

/// <summary>The documents of this repository that people read, by their path from its root.</summary>
internal static partial class Documents
{
    public static readonly IReadOnlyList<string> All =
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "actions/README.md", "cli/Bundle/Pulumi/README.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Order(),
    ];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    /// <summary>The text of all of them, one after the other.</summary>
    public static string Text { get; } = string.Join('\n', All.Select(Read));

    /// <summary>A document without what a fence holds: code is no prose, and has no links.</summary>
    public static string Prose(string file) => Fence().Replace(Read(file), "");

    /// <summary>The anchors of a document's headings, as GitHub makes them.</summary>
    public static IReadOnlySet<string> Anchors(string file) => Heading().Matches(Prose(file))
        .Select(match => NotInAnchors().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'))
        .ToHashSet();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}

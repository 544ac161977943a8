using System.Text.RegularExpressions;

namespace XtCmkInfra.Tests.Docs;

/// <summary>Links within the repository. Those to other sites need a network, which no test has.</summary>
public sealed partial class WhenADocumentLinks
{
    public static TheoryData<string, string> Links => new(Documents.All
        .SelectMany(file => Link().Matches(Documents.Prose(file)).Select(match => (file, match.Groups[1].Value)))
        .Where(link => !link.Item2.Contains("://", StringComparison.Ordinal))
        .Distinct());

    [Theory]
    [MemberData(nameof(Links))]
    public void The_file_and_the_heading_exist(string file, string link)
    {
        var (path, anchor) = link.Split('#') is [var name, var heading] ? (name, heading) : (link, null);
        var target = path.Length == 0
            ? file
            : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, path)).Replace('\\', '/');

        Assert.True(File.Exists(Path.Combine(Repository.Root, target)), $"{file}: {link}: there is no file {target}");
        if (anchor is not null)
            Assert.Contains(anchor, Documents.Anchors(target));
    }

    [Fact]
    public void Every_page_is_linked_from_another() => Assert.All(
        Documents.All.Where(file => file.StartsWith("docs/", StringComparison.Ordinal)),
        page => Assert.Contains(Documents.All, file => file != page && Link().Matches(Documents.Prose(file))
            .Any(match => Path.GetFileName(match.Groups[1].Value.Split('#')[0]) == Path.GetFileName(page))));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}

using System.Text.RegularExpressions;

namespace XtCmkInfra.Tests.Docs;

/// <summary>Commands of the build and of the Pulumi CLI, in text or in a block of commands.</summary>
public sealed partial class WhenADocumentNamesAnotherProgram
{
    /// <summary>Of Pulumi's reference, those that the documents need.</summary>
    private static readonly string[] PulumiVerbs =
        ["destroy", "login", "package add", "preview", "refresh", "stack init", "stack output", "state move", "state unprotect", "up"];

    public static TheoryData<string, string> BuildVerbs => Named(Build());

    public static TheoryData<string, string> Pulumi => Named(PulumiCommand());

    [Theory]
    [MemberData(nameof(BuildVerbs))]
    public void The_build_has_the_command(string file, string verb) =>
        Assert.True(File.ReadAllText(Path.Combine(Repository.Root, "build.cs")).Contains($"(\"{verb}\","), $"{file}: {verb}");

    [Theory]
    [MemberData(nameof(Pulumi))]
    public void Pulumi_has_the_command(string file, string words) => Assert.True(
        PulumiVerbs.Any(verb => words == verb || words.StartsWith(verb + ' ', StringComparison.Ordinal)), $"{file}: pulumi {words}");

    private static TheoryData<string, string> Named(Regex mention) => new(Documents.All
        .SelectMany(file => mention.Matches(Documents.Read(file)).Select(match => (file, match.Groups[1].Value.Trim())))
        .Distinct());

    [GeneratedRegex("dotnet run build.cs (?:-- )?([a-z]+)")]
    private static partial Regex Build();

    [GeneratedRegex(@"(?:`|^ {4,})pulumi ((?:[a-z]+ ?)+)", RegexOptions.Multiline)]
    private static partial Regex PulumiCommand();
}

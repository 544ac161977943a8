using System.Text.RegularExpressions;
using XtCmkInfra.Cli.Sim.Az;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

/// <summary>What the documents say about commands of the Azure CLI.</summary>
public sealed partial class WhenDocumentsNameCommands
{
    /// <summary>
    /// What is about the Azure CLI itself, and what is not modelled: deployments of templates, which the tests make from snapshots.
    /// </summary>
    private static readonly string[] Itself =
        ["az upgrade", "az deployment group create", "az deployment group what-if", "az provider register --namespace Microsoft.KeyVault"];

    public static TheoryData<string, string> Named => new(Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
        .Append(Path.Combine(Repository.Root, "README.md"))
        .Append(Path.Combine(Repository.Root, "cli", "Bundle", "Pulumi", "README.md"))
        .SelectMany(file => Mention()
            .Matches(File.ReadAllText(file))
            .Select(match => (Path.GetFileName(file), match.Groups[1].Value.Trim())))
        .Where(mention => !Itself.Contains(mention.Item2))
        .Distinct());

    [Fact]
    public void The_page_lists_the_table_of_commands() => Golden.Compare(ReferencePage.File, ReferencePage.Text());

    [Theory]
    [MemberData(nameof(Named))]
    public void A_command_that_a_document_names_is_known_with_its_options(string file, string mention)
    {
        var words = mention.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        var path = words.TakeWhile(word => Word().IsMatch(word)).ToList();
        var rows = AzCommands.All.Where(row => row.Path.Take(path.Count).SequenceEqual(path)).ToList();

        Assert.True(rows.Count > 0, $"{file}: there is no command '{mention}'");
        if (rows.Find(row => row.Path.Length == path.Count) is not { } command)
            return;
        var known = command.Options.Concat(AzParser.Global).SelectMany(option => option.Names).ToHashSet();
        Assert.All(words.Where(word => word.StartsWith("--", StringComparison.Ordinal)),
            option => Assert.Contains(option.Split('=')[0], known));
    }

    /// <summary>In code, to its end or to what is passed on to the next command.</summary>
    [GeneratedRegex(@"(?:`|^ {4,}|\$\()(az [a-z][^`\n|)]*)", RegexOptions.Multiline)]
    private static partial Regex Mention();

    [GeneratedRegex("^[a-z][a-z-]*\\z")]
    private static partial Regex Word();
}

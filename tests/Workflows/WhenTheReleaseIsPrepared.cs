using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>The steps of release.yml that hold the tag against the version and the changelog.</summary>
public sealed class WhenTheReleaseIsPrepared
{
    private static readonly WorkflowStep Step = Workflow.Read("release.yml").Job("pack").Steps
        .Single(step => step.Name == "Hold the tag against the version and the changelog");

    [Theory]
    [InlineData("v1.2.3", 0, "- what is new\n")]
    [InlineData("v1.2.4", 1, "")]
    public async Task The_notes_are_the_changelogs_section_of_the_tag(string tag, int expected, string notes)
    {
        using var folder = new WorkflowFolder();
        File.WriteAllText(folder.Of("CHANGELOG.md"),
            "# Changelog\n\n## Unreleased\n\n- later\n\n## 1.2.3 (2026-12-01)\n- what is new\n## 1.2.30\n- other\n");

        var answer = await Shell.RunAsync(folder.Path, Step, commands: "dotnet() { echo 1.2.3; }", variables: [("GITHUB_REF_NAME", tag)]);

        Assert.Equal(expected, answer.ExitCode);
        if (expected == 0)
            Assert.Equal(notes, folder.Read("artifacts/packages/notes.md"));
    }

    [Fact]
    public async Task A_version_without_a_section_is_not_released()
    {
        using var folder = new WorkflowFolder();
        File.WriteAllText(folder.Of("CHANGELOG.md"), "# Changelog\n\n## Unreleased\n\n- later\n");

        var answer =
            await Shell.RunAsync(folder.Path, Step, commands: "dotnet() { echo 1.2.3; }", variables: [("GITHUB_REF_NAME", "v1.2.3")]);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("There is no section '## 1.2.3'.", answer.Out);
    }

    [Fact]
    public void The_version_is_in_one_place()
    {
        var version = (string)XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single();
        var projects = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => !Regex.IsMatch(file[Repository.Root.Length..], @"[\\/](artifacts|offline|node_modules)[\\/]"));

        Assert.Matches(@"^\d+\.\d+\.\d+$", version);
        Assert.All(projects, file => Assert.DoesNotContain(
            XDocument.Load(file).Descendants(), element => element.Name.LocalName is "Version" or "PackageVersion"));
    }
}

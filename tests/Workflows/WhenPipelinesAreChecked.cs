using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>The pipelines for Azure DevOps: what they use of Microsoft's schema, and that they do what GitHub's workflows do.</summary>
public sealed partial class WhenPipelinesAreChecked
{
    private static readonly string Folder = Path.Combine(Repository.Root, "pipelines", "azure");

    /// <summary>A step by its kind, and what else such a step may say.</summary>
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["bash"] = ["displayName", "name", "condition", "env"],
        ["task"] = ["displayName", "inputs", "env"],
        ["checkout"] = ["fetchDepth", "persistCredentials"],
        ["publish"] = ["artifact", "displayName", "condition"],
        ["template"] = ["parameters"],
    };

    private static readonly Dictionary<string, string[]> Tasks = new()
    {
        ["AzureCLI@2"] = ["azureSubscription", "addSpnToEnvironment", "scriptType", "scriptLocation", "workingDirectory", "inlineScript"],
        ["UseDotNet@2"] = ["packageType", "useGlobalJson"],
        ["DownloadPipelineArtifact@2"] = ["itemPattern", "targetPath"],
    };

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.yml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_step_is_of_a_kind_that_the_schema_has(string file) => Assert.All(StepsOf(file), step =>
    {
        var names = Yaml.Entries(step).Select(entry => entry.Name).ToList();
        Assert.True(Kinds.TryGetValue(names[0], out var more), names[0]);
        Assert.Empty(names[1..].Except(more!));
        if (Yaml.Child(step, "task")?.ToString() is { } task)
            Assert.Empty(Yaml.Texts(Yaml.Child(step, "inputs"))!.Keys.Except(Tasks[task]));
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void No_token_is_left_in_a_clone(string file) => Assert.All(
        StepsOf(file).Where(step => Yaml.Child(step, "checkout") is not null),
        step => Assert.Equal("false", Yaml.Child(step, "persistCredentials")?.ToString()));

    /// <summary>What is pasted into a script before the shell reads it could be anything; what a template is given is our own.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_is_pasted_into_a_script(string file) => Assert.All(StepsOf(file), step =>
    {
        var inputs = Yaml.Texts(Yaml.Child(step, "inputs"));
        var script = Yaml.Child(step, "bash")?.ToString() ?? inputs?.GetValueOrDefault("inlineScript") ?? "";
        Assert.DoesNotMatch(Macro(), script);
        Assert.DoesNotContain("${{", script.Replace("${{ parameters.script }}", "", StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("preview.yml", "preview", "Preview")]
    [InlineData("drift.yml", "verify", "Look for drift")]
    public void Pulumi_is_run_as_the_workflow_of_the_same_name_runs_it(string file, string job, string step)
    {
        var workflow = Workflow.Read(file).Job(job).Steps.Single(one => one.Name == step).Run!;

        var template = StepsOf(file).Single(one => Yaml.Child(one, "template")?.ToString() == "pulumi.yml");

        Assert.Equal(Commands(workflow), Commands(Yaml.Child(Yaml.Child(template, "parameters")!, "script")!.ToString()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_script_and_template_that_is_named_is_there(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));

        Assert.All(Script().Matches(text), match => Assert.True(File.Exists(Path.Combine(Repository.Root, match.Value)), match.Value));
        Assert.All(Template().Matches(text), match => Assert.True(File.Exists(Path.Combine(Folder, match.Groups[1].Value)), match.Value));
    }

    private static List<YamlMappingNode> StepsOf(string file)
    {
        var root = Yaml.Read(File.ReadAllText(Path.Combine(Folder, file)));
        return [.. root.AllNodes
            .OfType<YamlMappingNode>()
            .SelectMany(node => Yaml.Child(node, "steps") is YamlSequenceNode steps ? steps.OfType<YamlMappingNode>() : [])];
    }

    private static IEnumerable<string> Commands(string script) =>
        script.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("pulumi ", StringComparison.Ordinal));

    [GeneratedRegex(@"\$\([A-Z][A-Za-z]*(\.[A-Za-z]+)+\)")]
    private static partial Regex Macro();

    [GeneratedRegex(@"(actions|pipelines)/[\w/]+\.sh")]
    private static partial Regex Script();

    [GeneratedRegex(@"template: (\w+\.yml)")]
    private static partial Regex Template();
}

using YamlDotNet.RepresentationModel;

namespace XtCmkInfra.Tests.Workflows;

/// <param name="Permissions">Null where it declares none and has the workflow's.</param>
internal sealed record WorkflowJob(
    string Name, string? Condition, IReadOnlyDictionary<string, string>? Permissions, IReadOnlyList<WorkflowStep> Steps);

/// <summary>A workflow of GitHub Actions, as far as the tests look at it.</summary>
internal sealed record Workflow(
    string Text, IReadOnlyList<string> Events, IReadOnlyDictionary<string, string>? Permissions, IReadOnlyList<WorkflowJob> Jobs)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, ".github", "workflows");

    public static Workflow Read(string file) => Parse(File.ReadAllText(Path.Combine(Folder, file)));

    public static Workflow Parse(string text)
    {
        var root = Yaml.Read(text);
        return new Workflow(
            text,
            EventsOf(Yaml.Child(root, "on")!),
            Yaml.Texts(Yaml.Child(root, "permissions")),
            [.. Yaml.Entries(Yaml.Child(root, "jobs")).Select(JobOf)]);
    }

    public WorkflowJob Job(string name) => Jobs.Single(job => job.Name == name);

    private static List<string> EventsOf(YamlNode events) => events switch
    {
        YamlMappingNode map => [.. Yaml.Entries(map).Select(entry => entry.Name)],
        YamlSequenceNode list => [.. list.Select(item => item.ToString())],
        _ => [events.ToString()],
    };

    private static WorkflowJob JobOf((string Name, YamlNode Value) entry) => new(
        entry.Name,
        Yaml.Child(entry.Value, "if")?.ToString(),
        Yaml.Texts(Yaml.Child(entry.Value, "permissions")),
        [.. ((YamlSequenceNode?)Yaml.Child(entry.Value, "steps") ?? []).Select(WorkflowStep.Of)]);
}

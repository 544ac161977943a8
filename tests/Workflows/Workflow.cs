using YamlDotNet.RepresentationModel;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>One step of a job.</summary>
internal sealed record WorkflowStep(string Name, string? Uses, string? Run, IReadOnlyDictionary<string, string> With, IReadOnlyDictionary<string, string> Environment);

/// <param name="Permissions">Null where it declares none and has the workflow's.</param>
internal sealed record WorkflowJob(string Name, string? Condition, IReadOnlyDictionary<string, string>? Permissions, IReadOnlyList<WorkflowStep> Steps);

/// <summary>A workflow of GitHub Actions, as far as the tests look at it.</summary>
internal sealed record Workflow(string Text, IReadOnlyList<string> Events, IReadOnlyDictionary<string, string>? Permissions, IReadOnlyList<WorkflowJob> Jobs)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, ".github", "workflows");

    public static Workflow Read(string file) => Parse(File.ReadAllText(Path.Combine(Folder, file)));

    public static Workflow Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        return new Workflow(text, EventsOf(Child(root, "on")!), Texts(Child(root, "permissions")), [.. Entries(Child(root, "jobs")).Select(JobOf)]);
    }

    public WorkflowJob Job(string name) => Jobs.Single(job => job.Name == name);

    private static List<string> EventsOf(YamlNode events) => events switch
    {
        YamlMappingNode map => [.. Entries(map).Select(entry => entry.Name)],
        YamlSequenceNode list => [.. list.Select(item => item.ToString())],
        _ => [events.ToString()],
    };

    private static WorkflowJob JobOf((string Name, YamlNode Value) entry) => new(
        entry.Name,
        Child(entry.Value, "if")?.ToString(),
        Texts(Child(entry.Value, "permissions")),
        [.. ((YamlSequenceNode?)Child(entry.Value, "steps") ?? []).Select(StepOf)]);

    private static WorkflowStep StepOf(YamlNode step) => new(
        Child(step, "name")?.ToString() ?? Child(step, "uses")?.ToString() ?? "",
        Child(step, "uses")?.ToString(),
        Child(step, "run")?.ToString(),
        Texts(Child(step, "with")) ?? new Dictionary<string, string>(),
        Texts(Child(step, "env")) ?? new Dictionary<string, string>());

    private static YamlNode? Child(YamlNode node, string name) => node is YamlMappingNode map && map.Children.TryGetValue(name, out var child) ? child : null;

    private static IEnumerable<(string Name, YamlNode Value)> Entries(YamlNode? node) =>
        ((YamlMappingNode?)node ?? []).Select(entry => (entry.Key.ToString(), entry.Value));

    /// <summary>A word in place of a map, such as write-all, is its only entry.</summary>
    private static Dictionary<string, string>? Texts(YamlNode? node) => node switch
    {
        null => null,
        YamlMappingNode map => Entries(map).ToDictionary(entry => entry.Name, entry => entry.Value.ToString()),
        var word => new() { [word.ToString()] = word.ToString() },
    };
}

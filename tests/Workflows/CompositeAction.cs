using YamlDotNet.RepresentationModel;

namespace XtCmkInfra.Tests.Workflows;

/// <param name="Description">Null where it has none.</param>
internal sealed record ActionValue(string Name, string? Description);

/// <summary>An action of this repository that is made of steps, as far as the tests look at it.</summary>
internal sealed record CompositeAction(
    string Name,
    string Text,
    string? Description,
    IReadOnlyList<ActionValue> Inputs,
    IReadOnlyList<ActionValue> Outputs,
    IReadOnlyList<WorkflowStep> Steps)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "actions");

    public static CompositeAction Read(string name) => Parse(name, File.ReadAllText(Path.Combine(Folder, name, "action.yml")));

    public static CompositeAction Parse(string name, string text)
    {
        var root = Yaml.Read(text);
        return new CompositeAction(
            name,
            text,
            Yaml.Child(root, "description")?.ToString(),
            Values(Yaml.Child(root, "inputs")),
            Values(Yaml.Child(root, "outputs")),
            [.. ((YamlSequenceNode)Yaml.Child(Yaml.Child(root, "runs")!, "steps")!).Select(WorkflowStep.Of)]);
    }

    public WorkflowStep Step(string name) => Steps.Single(step => step.Name == name);

    private static List<ActionValue> Values(YamlNode? node) =>
        [.. Yaml.Entries(node).Select(entry => new ActionValue(entry.Name, Yaml.Child(entry.Value, "description")?.ToString()))];
}

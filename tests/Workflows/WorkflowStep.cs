using YamlDotNet.RepresentationModel;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>One step of a job or of an action.</summary>
internal sealed record WorkflowStep(
    string Name,
    string? Uses,
    string? Run,
    string? Shell,
    string? Condition,
    IReadOnlyDictionary<string, string> With,
    IReadOnlyDictionary<string, string> Environment)
{
    public static WorkflowStep Of(YamlNode step) => new(
        Yaml.Child(step, "name")?.ToString() ?? Yaml.Child(step, "uses")?.ToString() ?? "",
        Yaml.Child(step, "uses")?.ToString(),
        Yaml.Child(step, "run")?.ToString(),
        Yaml.Child(step, "shell")?.ToString(),
        Yaml.Child(step, "if")?.ToString(),
        Yaml.Texts(Yaml.Child(step, "with")) ?? new Dictionary<string, string>(),
        Yaml.Texts(Yaml.Child(step, "env")) ?? new Dictionary<string, string>());
}

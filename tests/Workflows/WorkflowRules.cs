using System.Text.RegularExpressions;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>What every workflow of this repository keeps to; each rule gives its complaints, one sentence each.</summary>
internal static partial class WorkflowRules
{
    /// <summary>A right to write, and what in a job needs it.</summary>
    private static readonly Dictionary<string, Func<WorkflowStep, bool>> NeedOfWriting = new()
    {
        ["attestations"] = step => Uses(step, "actions/attest@"),
        ["contents"] = step => Runs(step, "gh release create"),
        ["id-token"] = step => Uses(step, "azure/login@") || Uses(step, "actions/attest@") || Uses(step, "NuGet/login@"),
        ["issues"] = step => Uses(step, "./actions/issues"),
        ["pull-requests"] = step => Runs(step, "gh api") || Uses(step, "./actions/review"),
        ["security-events"] = step => Uses(step, "github/codeql-action/analyze@"),
    };

    public static IEnumerable<string> Complaints(Workflow workflow) =>
        [
            .. Pins(workflow.Text), .. Permissions(workflow), .. Events(workflow), .. Checkouts(workflow),
            .. workflow.Jobs.SelectMany(job => Scripts(job.Steps, $"the job {job.Name}")),
        ];

    public static IEnumerable<string> Complaints(CompositeAction action) =>
        [.. Pins(action.Text), .. Scripts(action.Steps, $"the action {action.Name}"), .. Documentation(action)];

    private static IEnumerable<string> Pins(string text) =>
        from line in text.Split('\n')
        where line.TrimStart(' ', '-').StartsWith("uses:", StringComparison.Ordinal) && !Pinned().IsMatch(line)
        select $"'{line.Trim()}' names no commit with its version behind it";

    private static IEnumerable<string> Permissions(Workflow workflow)
    {
        if (workflow.Permissions is null)
            yield return "the workflow declares no permissions";
        foreach (var (right, level) in workflow.Permissions ?? new Dictionary<string, string>())
        {
            if (level is not ("read" or "none"))
                yield return $"the workflow gives every job {right}: {level}";
        }

        foreach (var job in workflow.Jobs)
        {
            foreach (var (right, _) in (job.Permissions ?? new Dictionary<string, string>())
                .Where(entry => entry.Value is not ("read" or "none")))
            {
                if (!NeedOfWriting.TryGetValue(right, out var needs) || !job.Steps.Any(needs))
                    yield return $"the job {job.Name} may write {right} and does not need it";
            }
        }
    }

    /// <summary>An expression in a script is pasted into it before the shell reads it, whatever somebody wrote into a title.</summary>
    private static IEnumerable<string> Scripts(IEnumerable<WorkflowStep> steps, string where) =>
        from step in steps
        where step.Run?.Contains("${{", StringComparison.Ordinal) == true
        select $"the script '{step.Name}' of {where} has an expression in it";

    private static IEnumerable<string> Documentation(CompositeAction action)
    {
        if (string.IsNullOrWhiteSpace(action.Description))
            yield return "the action has no description";
        foreach (var value in action.Inputs.Concat(action.Outputs).Where(value => string.IsNullOrWhiteSpace(value.Description)))
            yield return $"{value.Name} has no description";
        foreach (var input in action.Inputs.Where(input => !action.Text.Contains($"inputs.{input.Name}", StringComparison.Ordinal)))
            yield return $"the input {input.Name} is not used";
        foreach (Match use in UseOfInput().Matches(action.Text))
        {
            if (action.Inputs.All(input => input.Name != use.Groups[1].Value))
                yield return $"the input {use.Groups[1].Value} is not declared";
        }

        foreach (var step in action.Steps.Where(step => step.Run is not null && step.Shell != "bash"))
            yield return $"the script '{step.Name}' is not run by bash";
    }

    /// <summary>This event runs with the repository's secrets on what a stranger wrote.</summary>
    private static IEnumerable<string> Events(Workflow workflow) =>
        from name in workflow.Events
        where name is "pull_request_target" or "workflow_run"
        select $"it runs on {name}";

    private static IEnumerable<string> Checkouts(Workflow workflow) =>
        from job in workflow.Jobs
        from step in job.Steps
        where step.Uses?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true
            && step.With.GetValueOrDefault("persist-credentials") != "false"
        select $"the job {job.Name} leaves its token in the clone";

    private static bool Uses(WorkflowStep step, string action) => step.Uses?.StartsWith(action, StringComparison.Ordinal) == true;

    private static bool Runs(WorkflowStep step, string command) => step.Run?.Contains(command, StringComparison.Ordinal) == true;

    /// <summary>An action of the repository itself is of the same commit.</summary>
    [GeneratedRegex(@"^\s*(- )?uses: (\./actions/\w+|[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+)\s*$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"inputs\.([\w-]+)")]
    private static partial Regex UseOfInput();
}

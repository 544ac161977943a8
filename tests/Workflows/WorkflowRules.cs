using System.Text.RegularExpressions;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>What every workflow of this repository keeps to; each rule gives its complaints, one sentence each.</summary>
internal static partial class WorkflowRules
{
    /// <summary>A right to write, and what in a job needs it.</summary>
    private static readonly Dictionary<string, Func<WorkflowStep, bool>> NeedOfWriting = new()
    {
        ["id-token"] = step => step.Uses?.StartsWith("azure/login@", StringComparison.Ordinal) == true,
        ["pull-requests"] = step => step.Run?.Contains("gh api", StringComparison.Ordinal) == true,
        ["issues"] = step => step.Run?.Contains("/issues\"", StringComparison.Ordinal) == true,
    };

    public static IEnumerable<string> Complaints(Workflow workflow) =>
        [.. Pins(workflow), .. Permissions(workflow), .. Scripts(workflow), .. Events(workflow), .. Checkouts(workflow)];

    private static IEnumerable<string> Pins(Workflow workflow) =>
        from line in workflow.Text.Split('\n')
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
            foreach (var (right, _) in (job.Permissions ?? new Dictionary<string, string>()).Where(entry => entry.Value is not ("read" or "none")))
            {
                if (!NeedOfWriting.TryGetValue(right, out var needs) || !job.Steps.Any(needs))
                    yield return $"the job {job.Name} may write {right} and does not need it";
            }
        }
    }

    /// <summary>An expression in a script is pasted into it before the shell reads it, whatever somebody wrote into a title.</summary>
    private static IEnumerable<string> Scripts(Workflow workflow) =>
        from job in workflow.Jobs
        from step in job.Steps
        where step.Run?.Contains("${{", StringComparison.Ordinal) == true
        select $"the script '{step.Name}' of the job {job.Name} has an expression in it";

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

    [GeneratedRegex(@"^\s*(- )?uses: [\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+\s*$")]
    private static partial Regex Pinned();
}

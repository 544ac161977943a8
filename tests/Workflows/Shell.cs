using System.Diagnostics;
using XtCmkInfra.Tests.Cli;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>A script of a workflow, run as GitHub and Azure Pipelines run it: by bash, which stops at the first failure.</summary>
internal static class Shell
{
    private const string Bash = "/bin/bash";

    /// <param name="script">May call the tool as <c>xtcmk</c>.</param>
    /// <param name="variables">What the workflow sets; anything else that the script reads is a failure.</param>
    /// <param name="commands">Functions that stand for programs; one named <c>xtcmk</c> may call the tool as <c>tool</c>.</param>
    public static async Task<Answer> RunAsync(
        string folder, string script, IReadOnlyDictionary<string, string> variables, string commands = "")
    {
        Assert.SkipUnless(File.Exists(Bash), "There is no bash on this machine.");
        var tool = Path.Combine(AppContext.BaseDirectory, "xtcmk.dll");
        var set = string.Concat(variables.Select(variable => $"{variable.Key}='{variable.Value}'\n"));
        // -a: what is defined here reaches scripts that the script runs, functions among it.
        var whole = $"set -au\n{set}tool() {{ dotnet '{tool}' \"$@\"; }}\nxtcmk() {{ tool \"$@\"; }}\n{commands}\nset +a\n{script}";
        using var process = Process.Start(new ProcessStartInfo(Bash, ["--noprofile", "--norc", "-eo", "pipefail", "-c", whole])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["GITHUB_ACTIONS"] = "" }, // where it is set, annotations go to stderr
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Answer(process.ExitCode, await output, await error);
    }

    /// <summary>A step; a variable that GitHub does not set must be one of the step's own.</summary>
    /// <param name="action">The folder of the action that has the step, if one has.</param>
    /// <inheritdoc cref="RunAsync(string, string, IReadOnlyDictionary{string, string}, string)"/>
    public static Task<Answer> RunAsync(
        string folder, WorkflowStep step, string action = "", string commands = "", params (string Name, string Value)[] variables)
    {
        Assert.All(variables, variable => Assert.True(
            variable.Name.StartsWith("GITHUB_", StringComparison.Ordinal) || step.Environment.ContainsKey(variable.Name), variable.Name));
        return RunAsync(
            folder,
            step.Run!,
            variables.Append(("GITHUB_ACTION_PATH", Path.Combine(CompositeAction.Folder, action))).ToDictionary(),
            commands);
    }

    /// <summary>The tests of scripts that read JSON.</summary>
    public static void NeedsJq() => Assert.SkipUnless(File.Exists("/usr/bin/jq"), "There is no jq on this machine.");
}

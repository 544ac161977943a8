using System.Diagnostics;
using XtCmkInfra.Tests.Cli;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>A script of a workflow, run as GitHub runs it: by bash, which stops at the first failure.</summary>
internal static class Shell
{
    private const string Bash = "/bin/bash";

    /// <param name="variables">What the workflow sets; anything else that the script reads is a failure.</param>
    /// <param name="commands">Functions that stand for programs.</param>
    public static async Task<Answer> RunAsync(string folder, WorkflowStep step, IReadOnlyDictionary<string, string> variables, string commands = "")
    {
        Assert.SkipUnless(File.Exists(Bash), "There is no bash on this machine.");
        var tool = Path.Combine(AppContext.BaseDirectory, "xtcmk.dll");
        var set = string.Concat(variables.Select(variable => $"{variable.Key}='{variable.Value}'\n"));
        var script = $"set -u\n{set}xtcmk() {{ dotnet '{tool}' \"$@\"; }}\n{commands}\n{step.Run}";
        using var process = Process.Start(new ProcessStartInfo(Bash, ["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Answer(process.ExitCode, await output, await error);
    }
}

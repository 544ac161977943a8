using System.Diagnostics;

namespace XtCmkInfra.Tests.Cli.Ending;

/// <summary>A line of a POSIX shell.</summary>
internal static class Shell
{
    /// <summary>How a line begins that runs the tool.</summary>
    public static string Tool { get; } = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "xtcmk.dll")}'";

    public static Process Start(string line) => Process.Start(new ProcessStartInfo("sh", ["-c", line])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
        WorkingDirectory = Path.GetTempPath(),
        Environment = { ["GITHUB_ACTIONS"] = "" }, // where it is set, annotations go to stderr
    })!;

    public static async Task<Answer> RunAsync(string line)
    {
        using var process = Start(line);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    public static async Task<Answer> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Answer(process.ExitCode, await output, await error);
    }
}

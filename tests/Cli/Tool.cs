using System.Diagnostics;

namespace XtCmkInfra.Tests.Cli;

/// <summary>What a run of the tool answered.</summary>
internal sealed record Answer(int ExitCode, string Out, string Error);

/// <summary>The tool as a process of its own, as a shell runs it.</summary>
internal static class Tool
{
    public static Task<Answer> RunAsync(params string[] arguments) => RunWithInputAsync(ReadOnlyMemory<byte>.Empty, arguments);

    public static async Task<Answer> RunWithInputAsync(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "xtcmk.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [tool, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment = { ["GITHUB_ACTIONS"] = "" }, // where it is set, annotations go to stderr
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Answer(process.ExitCode, await output, await error);
    }
}

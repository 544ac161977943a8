using System.Diagnostics;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli;

/// <summary>What a run of the tool answered.</summary>
internal sealed record Answer(int ExitCode, string Out, string Error);

/// <summary>The tool, in this process where the process itself is not what is tested: a new one compiles all its code again.</summary>
internal static class Tool
{
    public static Task<Answer> RunAsync(params string[] arguments) => RunWithInputAsync(ReadOnlyMemory<byte>.Empty, arguments);

    public static async Task<Answer> RunWithInputAsync(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(output, error) { In = () => new MemoryStream(input.ToArray()) };
        var code = await CommandLine.RunAsync(context, arguments, TestContext.Current.CancellationToken);
        return new Answer(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs the tool as a process of its own, as a shell does.</summary>
    public static async Task<Answer> RunProcessAsync(ReadOnlyMemory<byte> input, params string[] arguments)
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

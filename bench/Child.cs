using System.Diagnostics;

namespace XtCmkInfra.Bench;

/// <summary>A process, from its start to its end.</summary>
internal static class Child
{
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    /// <exception cref="InvalidOperationException">It failed; the message has the end of what it said.</exception>
    public static (string Output, double Seconds) Run(string program, IEnumerable<string> arguments, string folder)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (output, watch.Elapsed.TotalSeconds)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Result.Trim().Split('\n')[^1]}");
    }
}

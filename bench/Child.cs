using System.Diagnostics;

namespace XtCmkInfra.Bench;

/// <summary>What a process took from its start to its end, and what it wrote to stdout.</summary>
/// <param name="PeakMegabytes">The most memory it had at once, as far as the system reports; sampled every few milliseconds.</param>
internal sealed record Ended(string Output, double Seconds, double PeakMegabytes);

/// <summary>A process, from its start to its end.</summary>
internal static class Child
{
    private const int MillisecondsBetweenLooks = 10;
    private const int LinesOfReason = 5;

    /// <param name="mayFind">Whether exit code 1 says that something was found, and not that it failed.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    /// <exception cref="InvalidOperationException">It failed; the message has the end of what it said.</exception>
    public static Ended Run(string program, IEnumerable<string> arguments, string folder, bool mayFind = false, bool keepOutput = true)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = keepOutput ? process.StandardOutput.ReadToEndAsync() : Drain(process.StandardOutput.BaseStream);
        var peak = 0L;
        while (!process.WaitForExit(MillisecondsBetweenLooks))
            peak = Math.Max(peak, PeakOf(process));
        var text = output.Result;
        return process.ExitCode == 0 || (mayFind && process.ExitCode == 1)
            ? new Ended(text, watch.Elapsed.TotalSeconds, peak / (1024.0 * 1024))
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {Reason(errors.Result, text)}");
    }

    private static string Reason(string errors, string output) =>
        errors.Trim() is { Length: > 0 } said ? said.Split('\n')[^1] : string.Join('\n', output.Split('\n').Take(LinesOfReason));

    private static async Task<string> Drain(Stream output)
    {
        await output.CopyToAsync(Stream.Null);
        return "";
    }

    /// <summary>Zero where the process has just ended.</summary>
    private static long PeakOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}

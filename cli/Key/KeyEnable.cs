using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary><c>xtcmk key enable</c>: the version that the URI names, or the newest.</summary>
internal static class KeyEnable
{
    /// <exception cref="BadInputException">There is no such version, or it is not wanted.</exception>
    public static async Task<int> RunAsync(KeyRun run)
    {
        var list = await run.VersionsAsync();
        var listed = run.Key.Version is { } named ? run.Find(list, named) : list.Listed[0];
        var (version, uri) = (listed.Version.Version, run.UriOf(listed.Version.Version));
        if (listed.Version.IsEnabled)
        {
            await run.Out.WriteLineAsync($"{uri} is enabled already; nothing was changed.");
            return ExitCode.Clean;
        }

        await run.Prompt.RequireAsync($"{uri} is enabled; accounts that use it can be read and written again.");
        await run.ChangeAsync(run.Client.SetEnabledAsync(version, true, run.Cancellation));
        var rollover = Rollover.Of(list, listed);
        await run.Out.WriteLineAsync($"Enabled {uri}.");
        await run.Out.WriteLineAsync(rollover.FoundBy > list.AnsweredAt
            ? $"To undo that, from {KeyRun.Time(rollover.FoundBy.Value)} on, when accounts have found the newer version:"
            : "To undo that:");
        await run.Out.WriteLineAsync(
            "  " + (rollover.IsLast ? run.Line("disable", uri, $"--revoke {run.Key.KeyName}") : run.Line("disable", uri)));
        return ExitCode.Clean;
    }
}

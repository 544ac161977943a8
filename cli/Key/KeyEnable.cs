using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Key;

/// <summary>
/// <c>xtcmk key enable</c>: the version that the URI names; or without one, the newest, and with it those that were disabled with it.
/// </summary>
internal static class KeyEnable
{
    /// <summary>The most that lies between two versions that <see cref="KeyDisable"/> disables one after the other.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    /// <exception cref="BadInputException">There is no such version, or it is not confirmed.</exception>
    public static async Task<int> RunAsync(KeyRun run)
    {
        var list = await run.VersionsAsync();
        var first = run.Key.Version is { } named ? run.Find(list, named) : list.Versions[0];
        if (first.IsEnabled)
        {
            await run.Out.WriteLineAsync($"{run.UriOf(first)} is already enabled. Nothing was changed.");
            return ExitCode.Clean;
        }

        List<KeyVersion> chosen = run.Key.Version is null ? DisabledTogether(list) : [first];
        await run.Prompt.RequireAsync(
            $"Enable {run.UrisOf(chosen)}? "
                + $"Accounts that use {(chosen.Count == 1 ? "it" : "one of them")} can be read and written again.");
        await EnableAsync(run, list, chosen);
        var left = list.Versions.Where(version => !version.IsEnabled).Except(chosen).ToList();
        if (run.Key.Version is null && left.Count > 0)
        {
            var which = left.Count == 1 ? "it was" : "they were";
            await run.Out.WriteLineAsync(
                $"Still disabled, since {which} not disabled together with the newest: {run.UrisOf(left)}.");
        }

        return ExitCode.Clean;
    }

    /// <summary>
    /// The newest version and those that the same run disabled: that runs from the newest version to the oldest, without a long pause. A
    /// version that was disabled before that run stays as it is, however short before; so does one that was changed since.
    /// </summary>
    private static List<KeyVersion> DisabledTogether(VersionList list)
    {
        var together = new List<KeyVersion> { list.Versions[0] };
        foreach (var older in list.Versions.Skip(1).Where(version => !version.IsEnabled))
        {
            var pause = older.Updated - together[^1].Updated;
            if (pause >= TimeSpan.Zero && pause <= LongestPause)
                together.Add(older);
        }

        return together;
    }

    private static async Task EnableAsync(KeyRun run, VersionList list, IReadOnlyList<KeyVersion> chosen)
    {
        var enabled = new List<KeyVersion>();
        try
        {
            foreach (var version in chosen)
            {
                run.Unfinished = $"Not enabled: {run.UrisOf(chosen.Except(enabled))}.";
                await run.ChangeAsync(run.Client.SetEnabledAsync(version.Version, true, run.Cancellation));
                enabled.Add(version);
            }

            run.Unfinished = null;
        }
        finally
        {
            foreach (var version in enabled)
            {
                var rollover = Rollover.Of(list, version);
                await run.Out.WriteLineAsync($"Enabled {run.UriOf(version)}.");
                await run.Out.WriteLineAsync(rollover.FoundBy > list.AnsweredAt
                    ? $"To undo this, from {KeyRun.Time(rollover.FoundBy.Value)}, when accounts use the newer version:"
                    : "To undo this:");
                await run.Out.WriteLineAsync($"  {run.Line("disable", run.UriOf(version))}");
            }
        }
    }
}

using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Key;

/// <summary>
/// <c>xtcmk key disable</c>: the version that the URI names; or without one, every enabled version, the newest first, which takes the
/// access away whichever of them an account uses.
/// </summary>
internal static class KeyDisable
{
    /// <exception cref="BadInputException">There is no such version, it is too early, or it is not wanted.</exception>
    public static async Task<int> RunAsync(KeyRun run)
    {
        var list = await run.VersionsAsync();
        List<KeyVersion> disabled = [];
        foreach (var version in run.Key.Version is { } named ? await OneAsync(run, list, named) : await AllAsync(run, list))
        {
            await run.ChangeAsync(run.Client.SetEnabledAsync(version.Version, false, run.Cancellation));
            disabled.Add(version);
            await run.Out.WriteLineAsync($"Disabled {run.UriOf(version.Version)}. To undo that:");
            await run.Out.WriteLineAsync($"  {run.Line("enable", run.UriOf(version.Version))}");
        }

        var left = list.Versions.Except(disabled).Count(version => version.IsEnabled);
        if (disabled.Count == 0)
            await run.Out.WriteLineAsync($"{run.Key} is disabled already; nothing was changed.");
        else if (left > 0)
            await run.Out.WriteLineAsync($"Still enabled: {left} other version{(left == 1 ? "" : "s")}, for accounts that use {(left == 1 ? "it" : "them")}.");
        return ExitCode.Clean;
    }

    private static async Task<IReadOnlyList<KeyVersion>> OneAsync(KeyRun run, VersionList list, string version)
    {
        var listed = run.Find(list, version);
        if (!listed.Version.IsEnabled)
            return [];
        var rollover = Rollover.Of(list, listed);
        if (rollover.IsLast)
        {
            await run.Prompt.RequireRevocationAsync(
                $"{run.Key} is the newest version that can be used: without it the customer's data goes offline.", run.Key.KeyName);
            return [listed.Version];
        }

        if (rollover.FoundBy > list.AnsweredAt)
            throw new BadInputException(TooEarly(run, rollover, rollover.FoundBy.Value - list.AnsweredAt));
        await run.Prompt.RequireAsync($"{run.Key} is disabled; accounts that are pinned to it, and data that still needs it, go offline.");
        return [listed.Version];
    }

    private static async Task<IReadOnlyList<KeyVersion>> AllAsync(KeyRun run, VersionList list)
    {
        IReadOnlyList<KeyVersion> enabled = [.. list.Versions.Where(version => version.IsEnabled)];
        if (enabled.Count > 0)
        {
            await run.Prompt.RequireRevocationAsync(
                $"Every enabled version of {run.Key} is disabled ({enabled.Count} of {list.Versions.Count}): "
                    + "the customer's data goes offline, whichever of them an account uses.",
                run.Key.KeyName);
        }

        return enabled;
    }

    private static string TooEarly(KeyRun run, Rollover rollover, TimeSpan left) =>
        $"{run.Key} may still be in use: the newer version {rollover.Youngest!.Version} has been there for less than 24 hours, and Azure "
            + $"Storage looks for a newer version once a day. Nothing was changed. It may be disabled from {KeyRun.Time(rollover.FoundBy!.Value)} "
            + $"on, in {InHours(left)}. To take all access away at once: "
            + run.Line("disable", run.Key.WithoutVersion.ToString(), $"--revoke {run.Key.KeyName}");

    private static string InHours(TimeSpan left) => Math.Ceiling(left.TotalHours) is var hours and not 1 ? $"{hours} hours" : "an hour";
}

using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Key;

/// <summary>
/// <c>xtcmk key disable</c>: the version that the URI names; or without one, every enabled version, the newest first, which revokes
/// access whichever of them an account uses. The versions are read again afterwards: the report has only what was found then.
/// </summary>
internal static class KeyDisable
{
    /// <exception cref="BadInputException">
    /// There is no such version, it is too early, it is not confirmed, or access continues.
    /// </exception>
    public static async Task<int> RunAsync(KeyRun run)
    {
        var before = await run.VersionsAsync();
        IReadOnlyList<KeyVersion> chosen = run.Key.Version is not { } named ? Enabled(before)
            : run.Find(before, named) is { IsEnabled: true } one ? [one]
            : [];
        if (chosen.Count == 0)
        {
            await run.Out.WriteLineAsync($"{run.Key} is already disabled. Nothing was changed.");
            return ExitCode.Clean;
        }

        var revokes = await ConfirmAsync(run, before, chosen);
        var after = await DisableAsync(run, chosen);
        List<string> disabled = [.. chosen.Select(version => version.Version)];
        // To be left are those that were enabled before; after a revocation, nothing that was made meanwhile.
        var left = Enabled(after);
        var unwanted = left.Where(version => disabled.Contains(version.Version)
            || (revokes && !before.Versions.Any(known => known.Version == version.Version && known.IsEnabled))).ToList();
        if (unwanted.Count > 0)
        {
            throw new BadInputException(
                $"Access continues: {run.UrisOf(unwanted)} {(unwanted.Count == 1 ? "is" : "are")} enabled, created or enabled meanwhile. "
                    + "Run it again.");
        }

        if (left.Count > 0)
        {
            await run.Out.WriteLineAsync(left.Count == 1
                ? "Still enabled: 1 other version, for accounts that use it."
                : $"Still enabled: {left.Count} other versions, for accounts that use them.");
        }

        return ExitCode.Clean;
    }

    /// <returns>Whether the data goes offline.</returns>
    private static async Task<bool> ConfirmAsync(KeyRun run, VersionList list, IReadOnlyList<KeyVersion> chosen)
    {
        var broken = KeyGuard.Broken(Live(list, []), Live(list, chosen));
        if (run.Key.Version is null)
        {
            await run.Prompt.RequireRevocationAsync(
                $"Disable {(chosen.Count == 1 ? "the only enabled version" : $"all {chosen.Count} enabled versions")} of {run.Key}? "
                    + $"Every account that uses the key goes offline.{InWords(broken)}",
                run.Key.KeyName);
            return true;
        }

        var rollover = Rollover.Of(list, chosen[0]);
        if (rollover.IsLast)
        {
            await run.Prompt.RequireRevocationAsync(
                $"Disable {run.Key}, the newest usable version? Every account that uses the key goes offline.{InWords(broken)}",
                run.Key.KeyName);
            return true;
        }

        if (rollover.FoundBy > list.AnsweredAt)
            throw TooEarly(run, list, rollover.Newest!, rollover.FoundBy.Value);
        if (broken.Contains(KeyGuard.DisabledEarly))
            throw TooEarly(run, list, list.Versions[0], list.Versions[0].Created + StorageKeys.LooksForNewVersionEvery);
        await run.Prompt.RequireAsync(
            $"Disable {run.Key}? Accounts that are pinned to it, and data that still needs it, go offline.{InWords(broken)}");
        return false;
    }

    /// <summary>Says what was done, also of a run that fails halfway.</summary>
    /// <returns>The versions as they are afterwards.</returns>
    private static async Task<VersionList> DisableAsync(KeyRun run, IReadOnlyList<KeyVersion> chosen)
    {
        var disabled = new List<KeyVersion>();
        try
        {
            foreach (var version in chosen)
            {
                run.Unfinished = $"Access continues. Not disabled: {run.UrisOf(chosen.Except(disabled))}.";
                await run.ChangeAsync(run.Client.SetEnabledAsync(version.Version, false, run.Cancellation));
                disabled.Add(version);
            }

            run.Unfinished =
                $"The chosen versions are disabled. Whether another version was created meanwhile is not known: {run.StatusLine} shows it.";
            var after = await run.VersionsAsync();
            run.Unfinished = null;
            return after;
        }
        finally
        {
            foreach (var version in disabled)
            {
                await run.Out.WriteLineAsync($"Disabled {run.UriOf(version)}. To undo this:");
                await run.Out.WriteLineAsync($"  {run.Line("enable", run.UriOf(version))}{run.Agreed}");
            }
        }
    }

    private static IReadOnlyList<KeyVersion> Enabled(VersionList list) => [.. list.Versions.Where(version => version.IsEnabled)];

    private static LiveKey Live(VersionList list, IReadOnlyList<KeyVersion> disabled)
    {
        var versions = list.Versions.Select(version => disabled.Contains(version)
            ? version with { IsEnabled = false, Updated = list.AnsweredAt }
            : version);
        return new LiveKey(Trust.Key.Hidden, [.. versions], list.AnsweredAt);
    }

    /// <summary>As <c>xtcmk verify</c> reports it afterwards.</summary>
    private static string InWords(IReadOnlyList<Rule> broken) => string.Concat(broken.Select(rule => $" {rule.Meaning} ({rule.Code})"));

    private static BadInputException TooEarly(KeyRun run, VersionList list, KeyVersion newer, DateTimeOffset from) => new(
        $"{run.Key} may still be in use: the newer version {newer.Version} is less than 24 hours old, and Azure "
            + $"Storage checks for a newer version once a day. Nothing was changed. You can disable it from {KeyRun.Time(from)}, "
            + $"in {InHours(from - list.AnsweredAt)}. To revoke all access at once, disable the key without a version.");

    private static string InHours(TimeSpan left) => Math.Ceiling(left.TotalHours) is var hours and not 1 ? $"{hours} hours" : "an hour";
}

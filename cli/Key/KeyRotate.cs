using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary><c>xtcmk key rotate</c>.</summary>
internal static class KeyRotate
{
    /// <exception cref="BadInputException">It is not wanted.</exception>
    public static async Task<int> RunAsync(KeyRun run)
    {
        if (run.Key.Version is not null)
        {
            throw new BadInputException(
                $"A key is rotated, not one of its versions: leave the version out, as in {run.Key.WithoutVersion}.");
        }

        await run.Prompt.RequireAsync($"A new version of {run.Key} is made, and accounts that follow the newest take it within a day.");
        var made = (await run.ChangeAsync(run.Client.RotateAsync(run.Cancellation))).Version;
        var foundBy = KeyRun.Time(Rollover.AvailableSince(made with { Updated = null }) + StorageKeys.LooksForNewVersionEvery);
        await run.Out.WriteLineAsync(
            $"""
            Made {run.UriOf(made)}{(made.Expires is { } expires ? $", which expires {KeyRun.Time(expires)}" : "")}.
            Accounts that follow the newest version take it within a day. Leave the older ones enabled until {foundBy}.
            A new version cannot be taken back, and the older ones stay as they are. This line disables the new one, once somebody has typed
            the key's name; accounts that have taken it are then offline until it is enabled again:
              {run.Line("disable", run.UriOf(made))}
            """);
        return ExitCode.Clean;
    }
}

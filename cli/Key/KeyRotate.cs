using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary><c>xtcmk key rotate</c>.</summary>
internal static class KeyRotate
{
    /// <exception cref="BadInputException">It is not confirmed.</exception>
    public static async Task<int> RunAsync(KeyRun run)
    {
        if (run.Key.Version is not null)
        {
            throw new BadInputException(
                $"{run.Key} names a version, and only a key can be rotated. Leave the version out: {run.Key.WithoutVersion}.");
        }

        await run.Prompt.RequireAsync($"Create a new version of {run.Key}? Accounts that follow the newest version use it within a day.");
        var made = (await run.ChangeAsync(run.Client.RotateAsync(run.Cancellation))).Version;
        var foundBy = KeyRun.Time(Rollover.AvailableSince(made with { Updated = null }) + StorageKeys.LooksForNewVersionEvery);
        await run.Out.WriteLineAsync(
            $"""
            Created {run.UriOf(made)}{(made.Expires is { } expires ? $", which expires {KeyRun.Time(expires)}" : "")}.
            Accounts that follow the newest version use it within a day. Keep the older versions enabled until {foundBy}.
            A new version cannot be deleted alone. This line disables it, after asking for the key's name; accounts that use it go offline:
              {run.Line("disable", run.UriOf(made))}
            """);
        return ExitCode.Clean;
    }
}

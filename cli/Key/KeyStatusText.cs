using System.Globalization;
using System.Text;
using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Key;

/// <summary>The versions of a key as a table: whole version ids, since that is what the other subcommands take.</summary>
internal static class KeyStatusText
{
    public static string Write(KeyRun run, VersionList list, IReadOnlyList<KeyVersion> shown, KeyRotation rotation)
    {
        var now = list.AnsweredAt;
        var text = new StringBuilder();
        var mark = run.IsSimulated ? $"{SimulatedTenants.Mark}: " : "";
        text.Append(CultureInfo.InvariantCulture, $"{mark}{run.Key} at {KeyRun.Time(now)}\n");
        text.Append(CultureInfo.InvariantCulture, $"rotation policy: {RotationOf(rotation)}\n\n");
        Row(text, "version", "state", "created", "age", "expires", "notes");
        foreach (var version in shown)
        {
            Row(
                text,
                version.Version,
                VersionStates.Of(version, now).InWords(),
                KeyRun.Time(version.Created)[..16],
                $"{(int)(now - version.Created).TotalDays} d",
                version.Expires is { } expires ? $"{Day(expires)} ({(int)Math.Floor((expires - now).TotalDays)} d)" : "never",
                string.Join("; ", Notes(list, version)));
        }

        if (list.Versions.All(version => VersionStates.Of(version, now) != VersionState.Enabled))
            text.Append("\nNo version can be used: data under this key is offline, or soon will be.\n");
        return text.ToString();
    }

    private static string RotationOf(KeyRotation rotation) =>
        (rotation.Rotates is { } rotates ? $"a new version {rotates}" : "none that makes new versions")
            + (rotation.Expiry is { } expiry ? $"; new versions expire after {expiry}" : "");

    private static IEnumerable<string> Notes(VersionList list, KeyVersion version)
    {
        var now = list.AnsweredAt;
        if (version == list.Versions[0])
            yield return "newest";
        if (version.NotBefore is { } notBefore && notBefore > now)
            yield return $"valid from {KeyRun.Time(notBefore)}";
        if (version.IsEnabled && Rollover.Of(list, version).FoundBy is { } foundBy)
            yield return foundBy > now ? $"may be disabled from {KeyRun.Time(foundBy)}" : "may be disabled";
        // When it was disabled, unless something else of it was changed since.
        if (!version.IsEnabled && version.Updated is { } updated)
            yield return $"last changed {KeyRun.Time(updated)}";
    }

    private static void Row(StringBuilder text, string version, string state, string created, string age, string expires, string notes) =>
        text.Append($"{version,-32}  {state,-13}  {created,-16}  {age,6}  {expires,-19}  {notes}".TrimEnd()).Append('\n');

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json.Nodes;
using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Key;

/// <summary>The versions of a key for programs. Times are UTC, ages and spans whole days, rounded down.</summary>
internal static class KeyStatusJson
{
    public static JsonObject Write(KeyRun run, VersionList list, IReadOnlyList<KeyVersion> shown, KeyRotation rotation) => new()
    {
        ["schema"] = "xtcmk/key-status/1",
        [PreviewFacts.SimulatedMark] = run.IsSimulated,
        ["key"] = run.Key.WithoutVersion.ToString(),
        ["managedHsm"] = run.Key.IsManagedHsm,
        ["tenant"] = run.Tenant.Value,
        ["readAt"] = Time(list.AnsweredAt),
        ["rotationPolicy"] = new JsonObject { ["rotates"] = rotation.Rotates, ["expiry"] = rotation.Expiry },
        ["versions"] = new JsonArray([.. shown.Select(JsonNode (version) => Version(list, version))]),
    };

    private static JsonObject Version(VersionList list, KeyVersion version)
    {
        var now = list.AnsweredAt;
        return new JsonObject
        {
            ["version"] = version.Version,
            ["isNewest"] = version == list.Versions[0],
            ["state"] = VersionStates.Of(version, now).InWords(),
            ["enabled"] = version.IsEnabled,
            ["created"] = Time(version.Created),
            ["updated"] = Time(version.Updated),
            ["ageInDays"] = Days(now - version.Created),
            ["notBefore"] = Time(version.NotBefore),
            ["expires"] = Time(version.Expires),
            ["expiresInDays"] = version.Expires is { } expires ? Days(expires - now) : null,
            ["mayBeDisabledFrom"] = version.IsEnabled ? Time(Rollover.Of(list, version).FoundBy) : null,
        };
    }

    private static int Days(TimeSpan span) => (int)Math.Floor(span.TotalDays);

    private static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

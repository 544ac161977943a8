using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Azure;

namespace XtCmkInfra.Cli.Key;

/// <summary>The versions of a key for programs. Times are UTC, ages and spans whole days, rounded down.</summary>
internal static class KeyStatusJson
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(KeyRun run, VersionList list, IReadOnlyList<ListedVersion> shown, KeyRotation rotation) => new JsonObject
    {
        ["schema"] = "xtcmk/key-status/1",
        ["key"] = run.Key.WithoutVersion.ToString(),
        ["managedHsm"] = run.Key.IsManagedHsm,
        ["tenant"] = run.Tenant.Value,
        ["readAt"] = Time(list.AnsweredAt),
        ["rotationPolicy"] = new JsonObject { ["rotates"] = rotation.Rotates, ["expiry"] = rotation.Expiry },
        ["versions"] = new JsonArray([.. shown.Select(JsonNode (listed) => Version(list, listed))]),
    }.ToJsonString(Indented) + "\n";

    private static JsonObject Version(VersionList list, ListedVersion listed)
    {
        var (version, now) = (listed.Version, list.AnsweredAt);
        return new JsonObject
        {
            ["version"] = version.Version,
            ["isNewest"] = listed == list.Listed[0],
            ["state"] = VersionStates.Of(version, now).InWords(),
            ["enabled"] = version.IsEnabled,
            ["created"] = Time(version.Created),
            ["updated"] = Time(listed.Updated),
            ["ageInDays"] = Days(now - version.Created),
            ["notBefore"] = Time(version.NotBefore),
            ["expires"] = Time(version.Expires),
            ["expiresInDays"] = version.Expires is { } expires ? Days(expires - now) : null,
            ["mayBeDisabledFrom"] = version.IsEnabled ? Time(Rollover.Of(list, listed).FoundBy) : null,
        };
    }

    private static int Days(TimeSpan span) => (int)Math.Floor(span.TotalDays);

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

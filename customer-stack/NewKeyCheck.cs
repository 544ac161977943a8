using System.Globalization;
using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>
/// A key is not made that has expired, or expires before anything follows it. A key that exists may well be past the date in its settings,
/// since that was its first version's: the settings then stay as they are, and every run goes on.
/// </summary>
public static class NewKeyCheck
{
    /// <exception cref="RunException">The settings' expiry is too early, and there is no such key yet.</exception>
    internal static void Verify(CustomerSettings settings, KeysInVault found, DateTimeOffset now)
    {
        if (found.NoCurrent is not { } reason || Refusal(settings.Key, now) is not { } sentence)
            return;
        var mistake = new Mistake(
            $"{CustomerSettings.Project}:key.expires",
            $"{sentence}. Give a later date; a key '{settings.Key.Name}' that exists was not found ({reason})");
        RunRefusal.ThrowIfAny([mistake]);
    }

    /// <summary>Why a key that is made now would be of no use; null where it would do.</summary>
    public static string? Refusal(KeySettings key, DateTimeOffset now)
    {
        var rotation = key.Rotation?.RotateAfter.AddTo(now);
        return key.Expires is not { } expires || expires > (rotation ?? now) ? null
            : expires <= now ? $"is {Day(expires)}, which is past: a new key would have expired already"
            : $"is {Day(expires)}, before the first rotation on {Day(rotation!.Value)}: nothing would follow a new key in time";
    }

    private static string Day(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

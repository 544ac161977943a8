using System.Collections.Immutable;
using Pulumi.AzureNative.KeyVault.Outputs;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>The newest version of a key as Azure answers, as far as settings speak of it.</summary>
internal sealed record LiveKey(
    string? Type, int? Size, KeyAttributesResponse? Attributes, RotationPolicyResponse? Policy, ImmutableDictionary<string, string>? Tags);

/// <summary>Where the settings of a key differ from the key that exists, as sentences that name the way to change it.</summary>
internal static class KeyDifferences
{
    public static List<string> Find(KeySettings wanted, IReadOnlyDictionary<string, string> tags, LiveKey live)
    {
        var differences = new List<string>();
        var type = wanted.Hsm ? "RSA-HSM" : "RSA";
        if (live.Type is not null && live.Type != type)
        {
            differences.Add(
                $"its type is {live.Type}, but the settings have {type}. Give the key another name, and the vendor the new handoff "
                    + "record.");
        }
        if (live.Size is not null && live.Size != wanted.Size)
        {
            differences.Add(
                $"its size is {live.Size}, but the settings have {wanted.Size}. Rotating keeps the size: give the key another name for "
                    + "another "
                + "size, and the vendor the new handoff record.");
        }

        if (wanted.Expires is { } date && live.Attributes is { } attributes)
            CompareExpiry(date, attributes, [live.Policy?.Attributes?.ExpiryTime, wanted.Rotation?.ExpireAfter?.Text], differences);
        if (live.Policy is not null || wanted.Rotation is not null)
            Compare(wanted.Rotation, live.Policy, differences);
        if (Text(tags) != Text(live.Tags ?? []))
        {
            differences.Add(
                $"its tags are {Text(live.Tags ?? [])}, but the settings have {Text(tags)}. Change them with "
                + "'az keyvault key set-attributes --tags'.");
        }

        return differences;
    }

    /// <summary>
    /// The date in the settings is that of the first version. A later one expires as the rotation policy says, and to set that back would
    /// end its life too early or too late. ARM does not say which version is the first.
    /// </summary>
    private static void CompareExpiry(DateTimeOffset wanted, KeyAttributesResponse live, string?[] periods, List<string> differences)
    {
        var expires = live.Expires is > 0 and var seconds ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : (DateTimeOffset?)null;
        var created = DateTimeOffset.FromUnixTimeSeconds((long)live.Created);
        if (expires == wanted || periods.Any(period => expires is { } end && IsOfPolicy(created, end, period)))
            return;
        differences.Add(
            $"it expires {Day(expires)}, but the settings have {Day(wanted)}. If its first version is still the newest, change that with "
            + "'az keyvault key set-attributes --expires'. If it has been rotated since, remove key.expires from the settings.");
    }

    private static bool IsOfPolicy(DateTimeOffset created, DateTimeOffset expires, string? period) =>
        period is not null
        && Iso8601Period.Parse(period) is { Ok: true, Value: { } life }
        && (life.AddTo(created) - expires).Duration() < TimeSpan.FromDays(1);

    private static void Compare(RotationSettings? wanted, RotationPolicyResponse? policy, List<string> differences)
    {
        // Azure gives every key a policy that only notifies; without a rotation in the settings there is nothing to hold it against.
        if (wanted is null)
            return;
        var rotateAfter = Trigger(policy, "rotate")?.TimeAfterCreate;
        if (rotateAfter != wanted.RotateAfter.Text)
            differences.Add($"it rotates after {rotateAfter ?? "never"}, but the settings have {wanted.RotateAfter}. {HowToChange}");
        var expireAfter = policy?.Attributes?.ExpiryTime;
        if (wanted.ExpireAfter is { } expire && expireAfter != expire.Text)
            differences.Add($"new versions expire after {expireAfter ?? "never"}, but the settings have {expire}. {HowToChange}");
        var notifyBefore = Trigger(policy, "notify")?.TimeBeforeExpiry;
        if (wanted.NotifyBefore is { } notify && notifyBefore != notify.Text)
            differences.Add($"it notifies {notifyBefore ?? "never"} before expiry, but the settings have {notify}. {HowToChange}");
    }

    private const string HowToChange = "Change it with 'az keyvault key rotation-policy update'.";

    private static TriggerResponse? Trigger(RotationPolicyResponse? policy, string action) => policy is { LifetimeActions.IsDefault: false }
        ? policy.LifetimeActions.FirstOrDefault(
            candidate => string.Equals(candidate.Action?.Type, action, StringComparison.OrdinalIgnoreCase))?.Trigger
        : null;

    private static string Text(IReadOnlyDictionary<string, string> tags) => tags.Count == 0
        ? "none"
        : string.Join(", ", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));

    private static string Day(DateTimeOffset? date) => date is { } day
        ? $"on {day.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}"
        : "never";
}

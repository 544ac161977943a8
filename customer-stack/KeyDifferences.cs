using Pulumi.AzureNative.KeyVault.Outputs;

namespace XtCmkInfra.CustomerStack;

/// <summary>Where the settings of a key differ from the key that exists, as sentences that name the way to change it.</summary>
internal static class KeyDifferences
{
    public static List<string> Find(
        KeySettings wanted, string? kty, int? size, KeyAttributesResponse? attributes, RotationPolicyResponse? policy)
    {
        var differences = new List<string>();
        var type = wanted.Hsm ? "RSA-HSM" : "RSA";
        if (kty is not null && kty != type)
            differences.Add($"its type is {kty}, the settings say {type}. Give the key another name, and the vendor the new hand-over.");
        if (size is not null && size != wanted.Size)
        {
            differences.Add(
                $"its size is {size}, the settings say {wanted.Size}. Rotating keeps the size: give the key another name for another size, "
                + "and the vendor the new hand-over.");
        }

        var expires = attributes?.Expires is > 0 and var seconds ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : (DateTimeOffset?)null;
        if (wanted.Expires is { } date && expires != date && attributes is not null)
            differences.Add($"it expires {Day(expires)}, the settings say {Day(date)}. Change it with 'az keyvault key set-attributes --expires'.");
        if (policy is not null || wanted.Rotation is not null)
            Compare(wanted.Rotation, policy, differences);
        return differences;
    }

    private static void Compare(RotationSettings? wanted, RotationPolicyResponse? policy, List<string> differences)
    {
        // Azure gives every key a policy that only notifies; without a rotation in the settings there is nothing to hold it against.
        if (wanted is null)
            return;
        var rotateAfter = Trigger(policy, "rotate")?.TimeAfterCreate;
        if (rotateAfter != wanted.RotateAfter.Text)
            differences.Add($"it rotates after {rotateAfter ?? "never"}, the settings say {wanted.RotateAfter}. {HowToChange}");
        var expireAfter = policy?.Attributes?.ExpiryTime;
        if (wanted.ExpireAfter is { } expire && expireAfter != expire.Text)
            differences.Add($"new versions expire after {expireAfter ?? "never"}, the settings say {expire}. {HowToChange}");
        var notifyBefore = Trigger(policy, "notify")?.TimeBeforeExpiry;
        if (wanted.NotifyBefore is { } notify && notifyBefore != notify.Text)
            differences.Add($"it notifies {notifyBefore ?? "never"} before expiry, the settings say {notify}. {HowToChange}");
    }

    private const string HowToChange = "Change it with 'az keyvault key rotation-policy update'.";

    private static TriggerResponse? Trigger(RotationPolicyResponse? policy, string action) => policy is { LifetimeActions.IsDefault: false }
        ? policy.LifetimeActions.FirstOrDefault(
            candidate => string.Equals(candidate.Action?.Type, action, StringComparison.OrdinalIgnoreCase))?.Trigger
        : null;

    private static string Day(DateTimeOffset? date) => date is { } day
        ? $"on {day.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}"
        : "never";
}

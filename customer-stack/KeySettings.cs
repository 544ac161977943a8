using System.Globalization;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>
/// The key as it is created. Through ARM a key is only ever created: on an existing key a change of anything here has no effect.
/// </summary>
/// <param name="Hsm">RSA-HSM instead of RSA.</param>
/// <param name="Size">In bits: 2048, 3072 or 4096.</param>
/// <param name="Expires">When the first version expires; null for never.</param>
/// <param name="Rotation">When new versions are made; null for by hand only.</param>
public sealed record KeySettings(string Name, bool Hsm, int Size, DateTimeOffset? Expires, RotationSettings? Rotation)
{
    private const int DefaultSize = 3072;

    internal static KeySettings? Read(ObjectReader settings, KeyHomeSettings? store, bool isHsm)
    {
        if (isHsm)
        {
            settings.RefuseIfGiven("key", "cannot be set with a managed HSM: its key exists already and is named by managedHsm.keyUri");
            return store is KeyHomeSettings.ManagedHsm hsm ? new KeySettings(hsm.Key.KeyName, true, 0, null, null) : null;
        }

        if (settings.Section("key") is not { } reader)
        {
            settings.Refuse("key", "is missing: give at least the key's name");
            return null;
        }

        var name = reader.Required("name", AzureNames.Key, "the key's name");
        var isHsmKey = reader.Choice("type", ("RSA", false), ("RSA-HSM", true));
        if (isHsmKey && store is KeyHomeSettings.NewVault { Premium: false })
            reader.Refuse("type", "'RSA-HSM' needs a vault with sku: premium");
        var size = reader.Choice("size", [.. StorageKeys.Sizes.OrderBy(size => size != DefaultSize).Select(Word)]);
        var expires = reader.Optional("expires", Date);
        var rotation = RotationSettings.Read(reader);
        reader.RefuseOthers();
        return name is null ? null : new KeySettings(name, isHsmKey, size, expires?.Value, rotation);
    }

    /// <summary>Reads <c>formerKeys</c>: the way from one key to another without a moment in which the data cannot be read.</summary>
    internal static IReadOnlyList<string> ReadFormer(ObjectReader settings, KeySettings? key)
    {
        var names = settings.Texts("formerKeys", AzureNames.Key);
        if (key is not null && names.Contains(key.Name, StringComparer.OrdinalIgnoreCase))
            settings.Refuse("formerKeys", $"names '{key.Name}', which is the current key");
        return names;
    }

    /// <summary>A date, also in the form in which Pulumi passes one that has no quotes around it.</summary>
    private static Parsed<Moment> Date(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd 00:00:00 +0000 'UTC'"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? new Moment(date)
            : new Mistake($"'{text}' must be a date such as 2030-12-31");

    private static (string Word, int Size) Word(int size) => (size.ToString(CultureInfo.InvariantCulture), size);

    private sealed record Moment(DateTimeOffset Value);
}

/// <summary>The key's rotation policy.</summary>
/// <param name="RotateAfter">A version of this age is followed by a new one; at least 7 days.</param>
/// <param name="ExpireAfter">New versions expire at this age; at least 28 days. Null for never.</param>
/// <param name="NotifyBefore">How long before expiry Event Grid is notified; at least 7 days.</param>
public sealed record RotationSettings(Iso8601Period RotateAfter, Iso8601Period? ExpireAfter, Iso8601Period? NotifyBefore)
{
    private const int LeastDays = KeyVaultLimits.LeastRotationDays;
    private const int LeastDaysToExpiry = KeyVaultLimits.LeastExpiryDays;

    internal static RotationSettings? Read(ObjectReader key)
    {
        if (key.Section("rotation") is not { } reader)
            return null;
        var rotate = reader.Required("rotateAfter", Iso8601Period.Parse, "the age at which a new version follows, such as P90D");
        var expire = reader.Optional("expireAfter", Iso8601Period.Parse);
        var notify = reader.Optional("notifyBefore", Iso8601Period.Parse);
        if (rotate is { AboutDays: < LeastDays })
            reader.Refuse("rotateAfter", $"'{rotate}' is shorter than Azure allows: at least P{LeastDays}D");
        if (expire is { AboutDays: < LeastDaysToExpiry })
            reader.Refuse("expireAfter", $"'{expire}' is shorter than Azure allows: at least P{LeastDaysToExpiry}D");
        if (notify is { AboutDays: < LeastDays })
            reader.Refuse("notifyBefore", $"'{notify}' is shorter than Azure allows: at least P{LeastDays}D");
        if (notify is not null && expire is null && !reader.Has("expireAfter"))
            reader.Refuse("notifyBefore", "has nothing to come before: give expireAfter too");
        if (notify is not null && expire is not null && notify.AboutDays >= expire.AboutDays)
            reader.Refuse("notifyBefore", $"'{notify}' must be shorter than expireAfter, which is '{expire}'");
        if (rotate is not null && expire is not null && expire.AboutDays - rotate.AboutDays < LeastDays)
            reader.Refuse("rotateAfter", $"'{rotate}' must be at least {LeastDays} days before the expiry at '{expire}'");
        reader.RefuseOthers();
        return rotate is null ? null : new RotationSettings(rotate, expire, notify);
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What Key Vault returns of one version of a key.</summary>
/// <param name="Id">The key with its version.</param>
/// <param name="RecoveryLevel">Whether the key can be recovered and purged once it is deleted, in Key Vault's words.</param>
public sealed record KeyBundle(
    KeyUri Id,
    string Kty,
    int KeySize,
    IReadOnlyList<string> KeyOps,
    bool Enabled,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    DateTimeOffset? NotBefore,
    DateTimeOffset? Expires,
    string RecoveryLevel,
    int RecoverableDays,
    IReadOnlyDictionary<string, string>? Tags = null)
{
    public string Version => Id.Version!;

    /// <summary>The answer of Key Vault, but without the public key: see <see cref="KeyVaultService.GetPublicKey"/>.</summary>
    public JsonObject ToJson() => new()
    {
        ["key"] = new JsonObject { ["kid"] = Id.ToString(), ["kty"] = Kty, ["key_ops"] = Json.Array(KeyOps) },
        ["attributes"] = Attributes(),
    };

    /// <summary>The attributes as Key Vault and Azure Resource Manager both write them.</summary>
    internal JsonObject Attributes() => Json.Compact(new JsonObject
    {
        ["enabled"] = Enabled,
        ["nbf"] = NotBefore?.ToUnixTimeSeconds(),
        ["exp"] = Expires?.ToUnixTimeSeconds(),
        ["created"] = Created.ToUnixTimeSeconds(),
        ["updated"] = Updated.ToUnixTimeSeconds(),
        ["recoveryLevel"] = RecoveryLevel,
    });

    internal static KeyBundle Of(
        IKeyStore store, KeyUri key, KeyVersion version, IReadOnlyDictionary<string, string>? tags = null) => new(
        KeyUri.Parse($"{key.WithoutVersion}/{version.Version}").Value!,
        version.Kty,
        version.KeySize,
        version.KeyOps,
        version.Enabled,
        version.Created,
        version.Updated,
        version.NotBefore,
        version.Expires,
        (store.RetentionDays < KeyVaultLimits.MostRetentionDays ? "Customized" : "")
            + (store.PurgeProtection ? "Recoverable" : "Recoverable+Purgeable"),
        store.RetentionDays,
        tags);
}

/// <summary>A soft-deleted key.</summary>
/// <param name="Key">Its latest version, as it was.</param>
/// <param name="ScheduledPurge">When it is gone for good.</param>
public sealed record DeletedKey(KeyBundle Key, DateTimeOffset Deleted, DateTimeOffset ScheduledPurge);

/// <summary>What is to change of a version of a key; null for what stays.</summary>
/// <param name="Tags">Those of the whole key.</param>
public sealed record KeyChanges(
    bool? Enabled = null,
    DateTimeOffset? NotBefore = null,
    DateTimeOffset? Expires = null,
    IReadOnlyList<string>? KeyOps = null,
    IReadOnlyDictionary<string, string>? Tags = null);

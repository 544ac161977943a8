using System.Text.Json.Serialization;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What holds keys and answers on a host of its own: a key vault or a managed HSM.</summary>
internal interface IKeyStore
{
    string Id { get; }

    string Name { get; }

    TenantId TenantId { get; }

    bool PurgeProtection { get; }

    int RetentionDays { get; }

    /// <summary>Set while it is soft-deleted.</summary>
    DateTimeOffset? Deleted { get; }

    ByName<VaultKey> Keys { get; }

    ByName<VaultKey> DeletedKeys { get; }
}

internal sealed class Vault : IKeyStore
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required SubscriptionId SubscriptionId { get; init; }

    public required TenantId TenantId { get; init; }

    public required string Location { get; init; }

    public required VaultSettings Settings { get; set; }

    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    /// <summary>Set while the vault is soft-deleted.</summary>
    public DateTimeOffset? Deleted { get; set; }

    public ByName<VaultKey> Keys { get; init; } = new();

    public ByName<VaultKey> DeletedKeys { get; init; } = new();

    [JsonIgnore]
    public bool PurgeProtection => Settings.PurgeProtection == true;

    [JsonIgnore]
    public int RetentionDays => Settings.RetentionDays;

    [JsonIgnore]
    public bool IsPremium => Settings.SkuName == "premium";
}

/// <summary>A managed HSM. Its keys and its role assignments are made on its data plane, once it is activated.</summary>
internal sealed class ManagedHsm : IKeyStore
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required TenantId TenantId { get; init; }

    public required string Location { get; init; }

    public required bool PurgeProtection { get; set; }

    public required int RetentionDays { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    /// <summary>Whether its security domain has been downloaded: before that, nothing but this can be done on its data plane.</summary>
    public required bool IsActivated { get; set; }

    /// <summary>Set while the HSM is soft-deleted.</summary>
    public DateTimeOffset? Deleted { get; set; }

    public ByName<VaultKey> Keys { get; init; } = new();

    public ByName<VaultKey> DeletedKeys { get; init; } = new();

    /// <summary>The local role assignments, by name.</summary>
    public ByName<HsmRoleAssignment> RoleAssignments { get; init; } = new();
}

/// <param name="Scope">/, /keys or /keys/{name}.</param>
internal sealed record HsmRoleAssignment(string Name, string Scope, string DefinitionId, ObjectId PrincipalId);

internal sealed class VaultKey
{
    public required string Name { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    /// <summary>Set while the key is soft-deleted.</summary>
    public DateTimeOffset? Deleted { get; set; }

    /// <summary>In the order of their creation; never empty.</summary>
    public List<KeyVersion> Versions { get; init; } = [];

    public RotationPolicy? RotationPolicy { get; set; }

    /// <summary>When the rotation policy makes the next version; null where it makes none.</summary>
    public DateTimeOffset? NextRotation { get; set; }

    [JsonIgnore]
    public KeyVersion Latest => Versions[^1];
}

internal sealed class KeyVersion
{
    public required string Version { get; init; }

    public required string Kty { get; init; }

    public required int KeySize { get; init; }

    public required IReadOnlyList<string> KeyOps { get; set; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; set; }

    public required bool Enabled { get; set; }

    public DateTimeOffset? NotBefore { get; set; }

    public DateTimeOffset? Expires { get; set; }

    /// <summary>PKCS #8; null until the key pair is first needed, for making one takes long and most are never used.</summary>
    public byte[]? PrivateKey { get; set; }
}

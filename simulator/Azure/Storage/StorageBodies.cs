using System.Text.Json.Serialization;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record StorageAccountBody(
    string? Kind = null,
    StorageSku? Sku = null,
    string? Location = null,
    AccountIdentityBody? Identity = null,
    StorageAccountProperties? Properties = null,
    IReadOnlyDictionary<string, string>? Tags = null);

internal sealed record StorageSku(string Name);

internal sealed record AccountIdentityBody(string Type, IReadOnlyDictionary<string, AttachedIdentity?>? UserAssignedIdentities = null);

/// <summary>An identity in a request: an empty object, for what Azure returns of it is read-only.</summary>
internal sealed record AttachedIdentity;

/// <summary>An account's properties in requests and answers; what is kept of them are <see cref="AccountOptions"/>.</summary>
internal sealed record StorageAccountProperties(
    string? AccessTier = null,
    bool? AllowBlobPublicAccess = null,
    bool? AllowCrossTenantReplication = null,
    bool? AllowSharedKeyAccess = null,
    string? AllowedCopyScope = null,
    bool? DefaultToOAuthAuthentication = null,
    string? DnsEndpointType = null,
    EncryptionBody? Encryption = null,
    bool? IsHnsEnabled = null,
    bool? IsLocalUserEnabled = null,
    bool? IsNfsV3Enabled = null,
    bool? IsSftpEnabled = null,
    string? LargeFileSharesState = null,
    string? MinimumTlsVersion = null,
    StorageNetworkAcls? NetworkAcls = null,
    string? PublicNetworkAccess = null,
    bool? SupportsHttpsTrafficOnly = null);

internal sealed record StorageNetworkAcls(
    string? Bypass = null,
    string? DefaultAction = null,
    IReadOnlyList<StorageIpRule>? IpRules = null,
    IReadOnlyList<StorageNetworkRule>? VirtualNetworkRules = null,
    IReadOnlyList<StorageResourceRule>? ResourceAccessRules = null);

internal sealed record StorageIpRule(string Value, string? Action = null);

internal sealed record StorageNetworkRule(string Id, string? Action = null);

internal sealed record StorageResourceRule(string TenantId, string ResourceId);

internal sealed record EncryptionBody(
    string? KeySource = null,
    KeyVaultReference? Keyvaultproperties = null,
    EncryptionIdentityBody? Identity = null,
    EncryptionServices? Services = null,
    bool? RequireInfrastructureEncryption = null);

internal sealed record KeyVaultReference(
    [property: JsonPropertyName("keyvaulturi")] string? KeyVaultUri = null,
    [property: JsonPropertyName("keyname")] string? KeyName = null,
    [property: JsonPropertyName("keyversion")] string? KeyVersion = null);

internal sealed record EncryptionIdentityBody(string? UserAssignedIdentity = null, string? FederatedIdentityClientId = null);

internal sealed record EncryptionServices(
    EncryptionServiceBody? Blob = null,
    EncryptionServiceBody? File = null,
    EncryptionServiceBody? Queue = null,
    EncryptionServiceBody? Table = null);

internal sealed record EncryptionServiceBody(bool? Enabled = null, string? KeyType = null);

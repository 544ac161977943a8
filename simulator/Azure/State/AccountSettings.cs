using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What the owner of the account has set: all that a PUT can change, so that a refused PUT changes nothing.</summary>
internal sealed record AccountSettings(
    string Location,
    string Kind,
    string SkuName,
    AccountOptions Options,
    IReadOnlyList<string> IdentityIds,
    EncryptionSettings Encryption,
    IReadOnlyDictionary<string, string>? Tags = null);

/// <summary>The account's properties apart from the encryption; null where nobody has ever said, and Azure shows nothing.</summary>
internal sealed record AccountOptions(
    string? AccessTier,
    bool? BlobPublicAccess,
    bool? CrossTenantReplication,
    bool? SharedKeyAccess,
    string? CopyScope,
    bool? DefaultsToOAuth,
    string? DnsEndpointType,
    bool? HierarchicalNamespace,
    bool? LocalUsers,
    bool? NfsV3,
    bool? Sftp,
    string? LargeFileShares,
    string? MinimumTlsVersion,
    AccountFirewall? Firewall,
    string? PublicNetworkAccess,
    bool? HttpsOnly)
{
    /// <summary>Those of a new account.</summary>
    public static AccountOptions Of(string kind) => new(
        AccessTier: kind is "StorageV2" or "BlobStorage" ? "Hot" : null,
        BlobPublicAccess: false,
        CrossTenantReplication: false,
        SharedKeyAccess: null,
        CopyScope: null,
        DefaultsToOAuth: null,
        DnsEndpointType: null,
        HierarchicalNamespace: null,
        LocalUsers: null,
        NfsV3: null,
        Sftp: null,
        LargeFileShares: null,
        MinimumTlsVersion: "TLS1_0",
        Firewall: new AccountFirewall("AzureServices", "Allow", [], [], null),
        PublicNetworkAccess: null,
        HttpsOnly: true);
}

internal sealed record AccountFirewall(
    string Bypass,
    string DefaultAction,
    IReadOnlyList<NetworkRule>? Addresses,
    IReadOnlyList<NetworkRule>? Subnets,
    IReadOnlyList<ResourceRule>? Resources);

/// <param name="Source">An address or range, or the id of a subnet.</param>
internal sealed record NetworkRule(string Source, string? Action);

internal sealed record ResourceRule(string TenantId, string ResourceId);

/// <param name="CustomerKey">Null with Microsoft-managed keys.</param>
/// <param name="QueueKeyType">Account or Service; null where the caller left it open, which means Service.</param>
internal sealed record EncryptionSettings(
    CustomerKeySettings? CustomerKey,
    bool? RequireInfrastructureEncryption,
    string? QueueKeyType,
    string? TableKeyType,
    DateTimeOffset LastEnabled);

/// <param name="Key">With a version: pinned. Without: the newest version is followed.</param>
/// <param name="IdentityId">The resource id of the user-assigned identity that speaks for the account.</param>
/// <param name="FederatedClientId">The multitenant application as which the identity speaks; null in the account's own tenant.</param>
internal sealed record CustomerKeySettings(KeyUri Key, string IdentityId, ApplicationId? FederatedClientId);

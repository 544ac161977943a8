using System.Collections.Immutable;

namespace Pulumi.AzureNative.Storage.Outputs;

[OutputType]
public sealed class EncryptionIdentityResponse
{
    public readonly string? EncryptionFederatedIdentityClientId;
    public readonly string? EncryptionUserAssignedIdentity;

    [OutputConstructor]
    private EncryptionIdentityResponse(string? encryptionFederatedIdentityClientId, string? encryptionUserAssignedIdentity)
    {
        EncryptionFederatedIdentityClientId = encryptionFederatedIdentityClientId;
        EncryptionUserAssignedIdentity = encryptionUserAssignedIdentity;
    }
}

[OutputType]
public sealed class EncryptionResponse
{
    public readonly EncryptionIdentityResponse? EncryptionIdentity;
    public readonly string? KeySource;
    public readonly KeyVaultPropertiesResponse? KeyVaultProperties;
    public readonly bool? RequireInfrastructureEncryption;
    public readonly EncryptionServicesResponse? Services;

    [OutputConstructor]
    private EncryptionResponse(
        EncryptionIdentityResponse? encryptionIdentity, string? keySource, KeyVaultPropertiesResponse? keyVaultProperties,
        bool? requireInfrastructureEncryption, EncryptionServicesResponse? services)
    {
        EncryptionIdentity = encryptionIdentity;
        KeySource = keySource;
        KeyVaultProperties = keyVaultProperties;
        RequireInfrastructureEncryption = requireInfrastructureEncryption;
        Services = services;
    }
}

[OutputType]
public sealed class EncryptionServiceResponse
{
    public readonly bool? Enabled;
    public readonly string? KeyType;
    public readonly string LastEnabledTime;

    [OutputConstructor]
    private EncryptionServiceResponse(bool? enabled, string? keyType, string lastEnabledTime)
    {
        Enabled = enabled;
        KeyType = keyType;
        LastEnabledTime = lastEnabledTime;
    }
}

[OutputType]
public sealed class EncryptionServicesResponse
{
    public readonly EncryptionServiceResponse? Blob;
    public readonly EncryptionServiceResponse? File;
    public readonly EncryptionServiceResponse? Queue;
    public readonly EncryptionServiceResponse? Table;

    [OutputConstructor]
    private EncryptionServicesResponse(
        EncryptionServiceResponse? blob, EncryptionServiceResponse? file, EncryptionServiceResponse? queue,
        EncryptionServiceResponse? table)
    {
        Blob = blob;
        File = file;
        Queue = queue;
        Table = table;
    }
}

[OutputType]
public sealed class EndpointsResponse
{
    public readonly string Blob;
    public readonly string Dfs;
    public readonly string File;
    public readonly StorageAccountInternetEndpointsResponse? InternetEndpoints;
    public readonly StorageAccountMicrosoftEndpointsResponse? MicrosoftEndpoints;
    public readonly string Queue;
    public readonly string Table;
    public readonly string Web;

    [OutputConstructor]
    private EndpointsResponse(
        string blob, string dfs, string file, StorageAccountInternetEndpointsResponse? internetEndpoints,
        StorageAccountMicrosoftEndpointsResponse? microsoftEndpoints, string queue, string table, string web)
    {
        Blob = blob;
        Dfs = dfs;
        File = file;
        InternetEndpoints = internetEndpoints;
        MicrosoftEndpoints = microsoftEndpoints;
        Queue = queue;
        Table = table;
        Web = web;
    }
}

[OutputType]
public sealed class IPRuleResponse
{
    public readonly string? Action;
    public readonly string IPAddressOrRange;

    [OutputConstructor]
    private IPRuleResponse(string? action, string iPAddressOrRange)
    {
        Action = action;
        IPAddressOrRange = iPAddressOrRange;
    }
}

[OutputType]
public sealed class IdentityResponse
{
    public readonly string PrincipalId;
    public readonly string TenantId;
    public readonly string Type;
    public readonly ImmutableDictionary<string, UserAssignedIdentityResponse>? UserAssignedIdentities;

    [OutputConstructor]
    private IdentityResponse(
        string principalId, string tenantId, string type,
        ImmutableDictionary<string, UserAssignedIdentityResponse>? userAssignedIdentities)
    {
        PrincipalId = principalId;
        TenantId = tenantId;
        Type = type;
        UserAssignedIdentities = userAssignedIdentities;
    }
}

[OutputType]
public sealed class KeyVaultPropertiesResponse
{
    public readonly string CurrentVersionedKeyExpirationTimestamp;
    public readonly string CurrentVersionedKeyIdentifier;
    public readonly string? KeyName;
    public readonly string? KeyVaultUri;
    public readonly string? KeyVersion;
    public readonly string LastKeyRotationTimestamp;

    [OutputConstructor]
    private KeyVaultPropertiesResponse(
        string currentVersionedKeyExpirationTimestamp, string currentVersionedKeyIdentifier, string? keyName, string? keyVaultUri,
        string? keyVersion, string lastKeyRotationTimestamp)
    {
        CurrentVersionedKeyExpirationTimestamp = currentVersionedKeyExpirationTimestamp;
        CurrentVersionedKeyIdentifier = currentVersionedKeyIdentifier;
        KeyName = keyName;
        KeyVaultUri = keyVaultUri;
        KeyVersion = keyVersion;
        LastKeyRotationTimestamp = lastKeyRotationTimestamp;
    }
}

[OutputType]
public sealed class NetworkRuleSetResponse
{
    public readonly string? Bypass;
    public readonly string DefaultAction;
    public readonly ImmutableArray<IPRuleResponse> IpRules;
    public readonly ImmutableArray<ResourceAccessRuleResponse> ResourceAccessRules;
    public readonly ImmutableArray<VirtualNetworkRuleResponse> VirtualNetworkRules;

    [OutputConstructor]
    private NetworkRuleSetResponse(
        string? bypass, string defaultAction, ImmutableArray<IPRuleResponse> ipRules,
        ImmutableArray<ResourceAccessRuleResponse> resourceAccessRules, ImmutableArray<VirtualNetworkRuleResponse> virtualNetworkRules)
    {
        Bypass = bypass;
        DefaultAction = defaultAction;
        IpRules = ipRules;
        ResourceAccessRules = resourceAccessRules;
        VirtualNetworkRules = virtualNetworkRules;
    }
}

[OutputType]
public sealed class ResourceAccessRuleResponse
{
    public readonly string? ResourceId;
    public readonly string? TenantId;

    [OutputConstructor]
    private ResourceAccessRuleResponse(string? resourceId, string? tenantId)
    {
        ResourceId = resourceId;
        TenantId = tenantId;
    }
}

[OutputType]
public sealed class SkuResponse
{
    public readonly string Name;
    public readonly string Tier;

    [OutputConstructor]
    private SkuResponse(string name, string tier)
    {
        Name = name;
        Tier = tier;
    }
}

[OutputType]
public sealed class StorageAccountInternetEndpointsResponse
{
    public readonly string Blob;
    public readonly string Dfs;
    public readonly string File;
    public readonly string Web;

    [OutputConstructor]
    private StorageAccountInternetEndpointsResponse(string blob, string dfs, string file, string web)
    {
        Blob = blob;
        Dfs = dfs;
        File = file;
        Web = web;
    }
}

[OutputType]
public sealed class StorageAccountMicrosoftEndpointsResponse
{
    public readonly string Blob;
    public readonly string Dfs;
    public readonly string File;
    public readonly string Queue;
    public readonly string Table;
    public readonly string Web;

    [OutputConstructor]
    private StorageAccountMicrosoftEndpointsResponse(string blob, string dfs, string file, string queue, string table, string web)
    {
        Blob = blob;
        Dfs = dfs;
        File = file;
        Queue = queue;
        Table = table;
        Web = web;
    }
}

[OutputType]
public sealed class UserAssignedIdentityResponse
{
    public readonly string ClientId;
    public readonly string PrincipalId;

    [OutputConstructor]
    private UserAssignedIdentityResponse(string clientId, string principalId)
    {
        ClientId = clientId;
        PrincipalId = principalId;
    }
}

[OutputType]
public sealed class VirtualNetworkRuleResponse
{
    public readonly string? Action;
    public readonly string? State;
    public readonly string VirtualNetworkResourceId;

    [OutputConstructor]
    private VirtualNetworkRuleResponse(string? action, string? state, string virtualNetworkResourceId)
    {
        Action = action;
        State = state;
        VirtualNetworkResourceId = virtualNetworkResourceId;
    }
}

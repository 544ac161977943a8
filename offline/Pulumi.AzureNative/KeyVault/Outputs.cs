using System.Collections.Immutable;

namespace Pulumi.AzureNative.KeyVault.Outputs;

[OutputType]
public sealed class AccessPolicyEntryResponse
{
    public readonly string? ApplicationId;
    public readonly string ObjectId;
    public readonly PermissionsResponse Permissions;
    public readonly string TenantId;

    [OutputConstructor]
    private AccessPolicyEntryResponse(string? applicationId, string objectId, PermissionsResponse permissions, string tenantId)
    {
        ApplicationId = applicationId;
        ObjectId = objectId;
        Permissions = permissions;
        TenantId = tenantId;
    }
}

[OutputType]
public sealed class ActionResponse
{
    public readonly string? Type;

    [OutputConstructor]
    private ActionResponse(string? type)
    {
        Type = type;
    }
}

[OutputType]
public sealed class IPRuleResponse
{
    public readonly string Value;

    [OutputConstructor]
    private IPRuleResponse(string value)
    {
        Value = value;
    }
}

[OutputType]
public sealed class KeyAttributesResponse
{
    public readonly double Created;
    public readonly bool? Enabled;
    public readonly double? Expires;
    public readonly bool? Exportable;
    public readonly double? NotBefore;
    public readonly string RecoveryLevel;
    public readonly double Updated;

    [OutputConstructor]
    private KeyAttributesResponse(
        double created, bool? enabled, double? expires, bool? exportable, double? notBefore, string recoveryLevel, double updated)
    {
        Created = created;
        Enabled = enabled;
        Expires = expires;
        Exportable = exportable;
        NotBefore = notBefore;
        RecoveryLevel = recoveryLevel;
        Updated = updated;
    }
}

[OutputType]
public sealed class KeyReleasePolicyResponse
{
    public readonly string? ContentType;
    public readonly string? Data;

    [OutputConstructor]
    private KeyReleasePolicyResponse(string? contentType, string? data)
    {
        ContentType = contentType;
        Data = data;
    }
}

[OutputType]
public sealed class KeyRotationPolicyAttributesResponse
{
    public readonly double Created;
    public readonly string? ExpiryTime;
    public readonly double Updated;

    [OutputConstructor]
    private KeyRotationPolicyAttributesResponse(double created, string? expiryTime, double updated)
    {
        Created = created;
        ExpiryTime = expiryTime;
        Updated = updated;
    }
}

[OutputType]
public sealed class LifetimeActionResponse
{
    public readonly ActionResponse? Action;
    public readonly TriggerResponse? Trigger;

    [OutputConstructor]
    private LifetimeActionResponse(ActionResponse? action, TriggerResponse? trigger)
    {
        Action = action;
        Trigger = trigger;
    }
}

[OutputType]
public sealed class NetworkRuleSetResponse
{
    public readonly string? Bypass;
    public readonly string? DefaultAction;
    public readonly ImmutableArray<IPRuleResponse> IpRules;
    public readonly ImmutableArray<VirtualNetworkRuleResponse> VirtualNetworkRules;

    [OutputConstructor]
    private NetworkRuleSetResponse(
        string? bypass, string? defaultAction, ImmutableArray<IPRuleResponse> ipRules,
        ImmutableArray<VirtualNetworkRuleResponse> virtualNetworkRules)
    {
        Bypass = bypass;
        DefaultAction = defaultAction;
        IpRules = ipRules;
        VirtualNetworkRules = virtualNetworkRules;
    }
}

[OutputType]
public sealed class PermissionsResponse
{
    public readonly ImmutableArray<string> Certificates;
    public readonly ImmutableArray<string> Keys;
    public readonly ImmutableArray<string> Secrets;
    public readonly ImmutableArray<string> Storage;

    [OutputConstructor]
    private PermissionsResponse(
        ImmutableArray<string> certificates, ImmutableArray<string> keys, ImmutableArray<string> secrets,
        ImmutableArray<string> storage)
    {
        Certificates = certificates;
        Keys = keys;
        Secrets = secrets;
        Storage = storage;
    }
}

[OutputType]
public sealed class PrivateEndpointConnectionItemResponse
{
    public readonly string? Etag;
    public readonly string? Id;
    public readonly PrivateEndpointResponse? PrivateEndpoint;
    public readonly PrivateLinkServiceConnectionStateResponse? PrivateLinkServiceConnectionState;
    public readonly string ProvisioningState;

    [OutputConstructor]
    private PrivateEndpointConnectionItemResponse(
        string? etag, string? id, PrivateEndpointResponse? privateEndpoint,
        PrivateLinkServiceConnectionStateResponse? privateLinkServiceConnectionState, string provisioningState)
    {
        Etag = etag;
        Id = id;
        PrivateEndpoint = privateEndpoint;
        PrivateLinkServiceConnectionState = privateLinkServiceConnectionState;
        ProvisioningState = provisioningState;
    }
}

[OutputType]
public sealed class PrivateEndpointResponse
{
    public readonly string Id;

    [OutputConstructor]
    private PrivateEndpointResponse(string id)
    {
        Id = id;
    }
}

[OutputType]
public sealed class PrivateLinkServiceConnectionStateResponse
{
    public readonly string? ActionsRequired;
    public readonly string? Description;
    public readonly string? Status;

    [OutputConstructor]
    private PrivateLinkServiceConnectionStateResponse(string? actionsRequired, string? description, string? status)
    {
        ActionsRequired = actionsRequired;
        Description = description;
        Status = status;
    }
}

[OutputType]
public sealed class RotationPolicyResponse
{
    public readonly KeyRotationPolicyAttributesResponse? Attributes;
    public readonly ImmutableArray<LifetimeActionResponse> LifetimeActions;

    [OutputConstructor]
    private RotationPolicyResponse(
        KeyRotationPolicyAttributesResponse? attributes, ImmutableArray<LifetimeActionResponse> lifetimeActions)
    {
        Attributes = attributes;
        LifetimeActions = lifetimeActions;
    }
}

[OutputType]
public sealed class SkuResponse
{
    public readonly string Family;
    public readonly string Name;

    [OutputConstructor]
    private SkuResponse(string family, string name)
    {
        Family = family;
        Name = name;
    }
}

[OutputType]
public sealed class SystemDataResponse
{
    public readonly string? CreatedAt;
    public readonly string? CreatedBy;
    public readonly string? CreatedByType;
    public readonly string? LastModifiedAt;
    public readonly string? LastModifiedBy;
    public readonly string? LastModifiedByType;

    [OutputConstructor]
    private SystemDataResponse(
        string? createdAt, string? createdBy, string? createdByType, string? lastModifiedAt, string? lastModifiedBy,
        string? lastModifiedByType)
    {
        CreatedAt = createdAt;
        CreatedBy = createdBy;
        CreatedByType = createdByType;
        LastModifiedAt = lastModifiedAt;
        LastModifiedBy = lastModifiedBy;
        LastModifiedByType = lastModifiedByType;
    }
}

[OutputType]
public sealed class TriggerResponse
{
    public readonly string? TimeAfterCreate;
    public readonly string? TimeBeforeExpiry;

    [OutputConstructor]
    private TriggerResponse(string? timeAfterCreate, string? timeBeforeExpiry)
    {
        TimeAfterCreate = timeAfterCreate;
        TimeBeforeExpiry = timeBeforeExpiry;
    }
}

[OutputType]
public sealed class VaultPropertiesResponse
{
    public readonly ImmutableArray<AccessPolicyEntryResponse> AccessPolicies;
    public readonly bool? EnablePurgeProtection;
    public readonly bool? EnableRbacAuthorization;
    public readonly bool? EnableSoftDelete;
    public readonly bool? EnabledForDeployment;
    public readonly bool? EnabledForDiskEncryption;
    public readonly bool? EnabledForTemplateDeployment;
    public readonly string HsmPoolResourceId;
    public readonly NetworkRuleSetResponse? NetworkAcls;
    public readonly ImmutableArray<PrivateEndpointConnectionItemResponse> PrivateEndpointConnections;
    public readonly string ProvisioningState;
    public readonly string? PublicNetworkAccess;
    public readonly SkuResponse Sku;
    public readonly int? SoftDeleteRetentionInDays;
    public readonly string TenantId;
    public readonly string VaultUri;

    [OutputConstructor]
    private VaultPropertiesResponse(
        ImmutableArray<AccessPolicyEntryResponse> accessPolicies, bool? enablePurgeProtection, bool? enableRbacAuthorization,
        bool? enableSoftDelete, bool? enabledForDeployment, bool? enabledForDiskEncryption, bool? enabledForTemplateDeployment,
        string hsmPoolResourceId, NetworkRuleSetResponse? networkAcls,
        ImmutableArray<PrivateEndpointConnectionItemResponse> privateEndpointConnections, string provisioningState,
        string? publicNetworkAccess, SkuResponse sku, int? softDeleteRetentionInDays, string tenantId, string vaultUri)
    {
        AccessPolicies = accessPolicies;
        EnablePurgeProtection = enablePurgeProtection;
        EnableRbacAuthorization = enableRbacAuthorization;
        EnableSoftDelete = enableSoftDelete;
        EnabledForDeployment = enabledForDeployment;
        EnabledForDiskEncryption = enabledForDiskEncryption;
        EnabledForTemplateDeployment = enabledForTemplateDeployment;
        HsmPoolResourceId = hsmPoolResourceId;
        NetworkAcls = networkAcls;
        PrivateEndpointConnections = privateEndpointConnections;
        ProvisioningState = provisioningState;
        PublicNetworkAccess = publicNetworkAccess;
        Sku = sku;
        SoftDeleteRetentionInDays = softDeleteRetentionInDays;
        TenantId = tenantId;
        VaultUri = vaultUri;
    }
}

[OutputType]
public sealed class VirtualNetworkRuleResponse
{
    public readonly string Id;
    public readonly bool? IgnoreMissingVnetServiceEndpoint;

    [OutputConstructor]
    private VirtualNetworkRuleResponse(string id, bool? ignoreMissingVnetServiceEndpoint)
    {
        Id = id;
        IgnoreMissingVnetServiceEndpoint = ignoreMissingVnetServiceEndpoint;
    }
}

namespace Pulumi.AzureNative.KeyVault.Inputs;

public sealed class AccessPolicyEntryArgs : ResourceArgs
{
    [Input("applicationId")]
    public Input<string>? ApplicationId { get; set; }

    [Input("objectId", required: true)]
    public Input<string> ObjectId { get; set; } = null!;

    [Input("permissions", required: true)]
    public Input<PermissionsArgs> Permissions { get; set; } = null!;

    [Input("tenantId", required: true)]
    public Input<string> TenantId { get; set; } = null!;

    public static new AccessPolicyEntryArgs Empty => new();
}

public sealed class ActionArgs : ResourceArgs
{
    [Input("type")]
    public Input<KeyRotationPolicyActionType>? Type { get; set; }

    public static new ActionArgs Empty => new();
}

public sealed class IPRuleArgs : ResourceArgs
{
    [Input("value", required: true)]
    public Input<string> Value { get; set; } = null!;

    public static new IPRuleArgs Empty => new();
}

public sealed class KeyAttributesArgs : ResourceArgs
{
    public KeyAttributesArgs() => Exportable = false;

    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    [Input("expires")]
    public Input<double>? Expires { get; set; }

    [Input("exportable")]
    public Input<bool>? Exportable { get; set; }

    [Input("notBefore")]
    public Input<double>? NotBefore { get; set; }

    public static new KeyAttributesArgs Empty => new();
}

public sealed class KeyPropertiesArgs : ResourceArgs
{
    [Input("attributes")]
    public Input<KeyAttributesArgs>? Attributes { get; set; }

    [Input("curveName")]
    public InputUnion<string, JsonWebKeyCurveName>? CurveName { get; set; }

    [Input("keyOps")]
    private InputList<Union<string, JsonWebKeyOperation>>? _keyOps;

    public InputList<Union<string, JsonWebKeyOperation>> KeyOps
    {
        get => _keyOps ??= [];
        set => _keyOps = value;
    }

    [Input("keySize")]
    public Input<int>? KeySize { get; set; }

    [Input("kty")]
    public InputUnion<string, JsonWebKeyType>? Kty { get; set; }

    [Input("releasePolicy")]
    public Input<KeyReleasePolicyArgs>? ReleasePolicy { get; set; }

    [Input("rotationPolicy")]
    public Input<RotationPolicyArgs>? RotationPolicy { get; set; }

    public static new KeyPropertiesArgs Empty => new();
}

public sealed class KeyReleasePolicyArgs : ResourceArgs
{
    [Input("contentType")]
    public Input<string>? ContentType { get; set; }

    [Input("data")]
    public Input<string>? Data { get; set; }

    public static new KeyReleasePolicyArgs Empty => new();
}

public sealed class KeyRotationPolicyAttributesArgs : ResourceArgs
{
    [Input("expiryTime")]
    public Input<string>? ExpiryTime { get; set; }

    public static new KeyRotationPolicyAttributesArgs Empty => new();
}

public sealed class LifetimeActionArgs : ResourceArgs
{
    [Input("action")]
    public Input<ActionArgs>? Action { get; set; }

    [Input("trigger")]
    public Input<TriggerArgs>? Trigger { get; set; }

    public static new LifetimeActionArgs Empty => new();
}

public sealed class NetworkRuleSetArgs : ResourceArgs
{
    [Input("bypass")]
    public InputUnion<string, NetworkRuleBypassOptions>? Bypass { get; set; }

    [Input("defaultAction")]
    public InputUnion<string, NetworkRuleAction>? DefaultAction { get; set; }

    [Input("ipRules")]
    private InputList<IPRuleArgs>? _ipRules;

    public InputList<IPRuleArgs> IpRules
    {
        get => _ipRules ??= [];
        set => _ipRules = value;
    }

    [Input("virtualNetworkRules")]
    private InputList<VirtualNetworkRuleArgs>? _virtualNetworkRules;

    public InputList<VirtualNetworkRuleArgs> VirtualNetworkRules
    {
        get => _virtualNetworkRules ??= [];
        set => _virtualNetworkRules = value;
    }

    public static new NetworkRuleSetArgs Empty => new();
}

public sealed class PermissionsArgs : ResourceArgs
{
    [Input("certificates")]
    private InputList<Union<string, CertificatePermissions>>? _certificates;

    public InputList<Union<string, CertificatePermissions>> Certificates
    {
        get => _certificates ??= [];
        set => _certificates = value;
    }

    [Input("keys")]
    private InputList<Union<string, KeyPermissions>>? _keys;

    public InputList<Union<string, KeyPermissions>> Keys
    {
        get => _keys ??= [];
        set => _keys = value;
    }

    [Input("secrets")]
    private InputList<Union<string, SecretPermissions>>? _secrets;

    public InputList<Union<string, SecretPermissions>> Secrets
    {
        get => _secrets ??= [];
        set => _secrets = value;
    }

    [Input("storage")]
    private InputList<Union<string, StoragePermissions>>? _storage;

    public InputList<Union<string, StoragePermissions>> Storage
    {
        get => _storage ??= [];
        set => _storage = value;
    }

    public static new PermissionsArgs Empty => new();
}

public sealed class RotationPolicyArgs : ResourceArgs
{
    [Input("attributes")]
    public Input<KeyRotationPolicyAttributesArgs>? Attributes { get; set; }

    [Input("lifetimeActions")]
    private InputList<LifetimeActionArgs>? _lifetimeActions;

    public InputList<LifetimeActionArgs> LifetimeActions
    {
        get => _lifetimeActions ??= [];
        set => _lifetimeActions = value;
    }

    public static new RotationPolicyArgs Empty => new();
}

public sealed class SkuArgs : ResourceArgs
{
    [Input("family", required: true)]
    public InputUnion<string, SkuFamily> Family { get; set; } = null!;

    [Input("name", required: true)]
    public Input<SkuName> Name { get; set; } = null!;

    public static new SkuArgs Empty => new();
}

public sealed class TriggerArgs : ResourceArgs
{
    [Input("timeAfterCreate")]
    public Input<string>? TimeAfterCreate { get; set; }

    [Input("timeBeforeExpiry")]
    public Input<string>? TimeBeforeExpiry { get; set; }

    public static new TriggerArgs Empty => new();
}

public sealed class VaultPropertiesArgs : ResourceArgs
{
    public VaultPropertiesArgs()
    {
        EnabledForDeployment = false;
        EnabledForDiskEncryption = false;
        EnabledForTemplateDeployment = false;
        EnableRbacAuthorization = false;
        EnableSoftDelete = true;
        PublicNetworkAccess = "enabled";
        SoftDeleteRetentionInDays = 90;
    }

    [Input("accessPolicies")]
    private InputList<AccessPolicyEntryArgs>? _accessPolicies;

    public InputList<AccessPolicyEntryArgs> AccessPolicies
    {
        get => _accessPolicies ??= [];
        set => _accessPolicies = value;
    }

    [Input("createMode")]
    public Input<CreateMode>? CreateMode { get; set; }

    [Input("enablePurgeProtection")]
    public Input<bool>? EnablePurgeProtection { get; set; }

    [Input("enableRbacAuthorization")]
    public Input<bool>? EnableRbacAuthorization { get; set; }

    [Input("enableSoftDelete")]
    public Input<bool>? EnableSoftDelete { get; set; }

    [Input("enabledForDeployment")]
    public Input<bool>? EnabledForDeployment { get; set; }

    [Input("enabledForDiskEncryption")]
    public Input<bool>? EnabledForDiskEncryption { get; set; }

    [Input("enabledForTemplateDeployment")]
    public Input<bool>? EnabledForTemplateDeployment { get; set; }

    [Input("networkAcls")]
    public Input<NetworkRuleSetArgs>? NetworkAcls { get; set; }

    [Input("publicNetworkAccess")]
    public Input<string>? PublicNetworkAccess { get; set; }

    [Input("sku", required: true)]
    public Input<SkuArgs> Sku { get; set; } = null!;

    [Input("softDeleteRetentionInDays")]
    public Input<int>? SoftDeleteRetentionInDays { get; set; }

    [Input("tenantId", required: true)]
    public Input<string> TenantId { get; set; } = null!;

    public static new VaultPropertiesArgs Empty => new();
}

public sealed class VirtualNetworkRuleArgs : ResourceArgs
{
    [Input("id", required: true)]
    public Input<string> Id { get; set; } = null!;

    [Input("ignoreMissingVnetServiceEndpoint")]
    public Input<bool>? IgnoreMissingVnetServiceEndpoint { get; set; }

    public static new VirtualNetworkRuleArgs Empty => new();
}

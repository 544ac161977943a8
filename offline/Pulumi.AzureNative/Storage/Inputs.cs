namespace Pulumi.AzureNative.Storage.Inputs;

public sealed class EncryptionArgs : ResourceArgs
{
    public EncryptionArgs()
    {
        KeySource = "Microsoft.Storage";
    }

    [Input("encryptionIdentity")]
    public Input<EncryptionIdentityArgs>? EncryptionIdentity { get; set; }

    [Input("keySource")]
    public InputUnion<string, KeySource>? KeySource { get; set; }

    [Input("keyVaultProperties")]
    public Input<KeyVaultPropertiesArgs>? KeyVaultProperties { get; set; }

    [Input("requireInfrastructureEncryption")]
    public Input<bool>? RequireInfrastructureEncryption { get; set; }

    [Input("services")]
    public Input<EncryptionServicesArgs>? Services { get; set; }

    public static new EncryptionArgs Empty => new();
}

public sealed class EncryptionIdentityArgs : ResourceArgs
{
    [Input("encryptionFederatedIdentityClientId")]
    public Input<string>? EncryptionFederatedIdentityClientId { get; set; }

    [Input("encryptionUserAssignedIdentity")]
    public Input<string>? EncryptionUserAssignedIdentity { get; set; }

    public static new EncryptionIdentityArgs Empty => new();
}

public sealed class EncryptionServiceArgs : ResourceArgs
{
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    [Input("keyType")]
    public InputUnion<string, KeyType>? KeyType { get; set; }

    public static new EncryptionServiceArgs Empty => new();
}

public sealed class EncryptionServicesArgs : ResourceArgs
{
    [Input("blob")]
    public Input<EncryptionServiceArgs>? Blob { get; set; }

    [Input("file")]
    public Input<EncryptionServiceArgs>? File { get; set; }

    [Input("queue")]
    public Input<EncryptionServiceArgs>? Queue { get; set; }

    [Input("table")]
    public Input<EncryptionServiceArgs>? Table { get; set; }

    public static new EncryptionServicesArgs Empty => new();
}

public sealed class IPRuleArgs : ResourceArgs
{
    public IPRuleArgs()
    {
        Action = Storage.Action.Allow;
    }

    [Input("action")]
    public Input<Action>? Action { get; set; }

    [Input("iPAddressOrRange", required: true)]
    public Input<string> IPAddressOrRange { get; set; } = null!;

    public static new IPRuleArgs Empty => new();
}

public sealed class IdentityArgs : ResourceArgs
{
    [Input("type", required: true)]
    public InputUnion<string, IdentityType> Type { get; set; } = null!;

    [Input("userAssignedIdentities")]
    private InputList<string>? _userAssignedIdentities;

    public InputList<string> UserAssignedIdentities
    {
        get => _userAssignedIdentities ??= [];
        set => _userAssignedIdentities = value;
    }

    public static new IdentityArgs Empty => new();
}

public sealed class KeyVaultPropertiesArgs : ResourceArgs
{
    [Input("keyName")]
    public Input<string>? KeyName { get; set; }

    [Input("keyVaultUri")]
    public Input<string>? KeyVaultUri { get; set; }

    [Input("keyVersion")]
    public Input<string>? KeyVersion { get; set; }

    public static new KeyVaultPropertiesArgs Empty => new();
}

public sealed class NetworkRuleSetArgs : ResourceArgs
{
    public NetworkRuleSetArgs()
    {
        Bypass = "AzureServices";
        DefaultAction = Storage.DefaultAction.Allow;
    }

    [Input("bypass")]
    public InputUnion<string, Bypass>? Bypass { get; set; }

    [Input("defaultAction", required: true)]
    public Input<DefaultAction> DefaultAction { get; set; } = null!;

    [Input("ipRules")]
    private InputList<IPRuleArgs>? _ipRules;

    public InputList<IPRuleArgs> IpRules
    {
        get => _ipRules ??= [];
        set => _ipRules = value;
    }

    [Input("resourceAccessRules")]
    private InputList<ResourceAccessRuleArgs>? _resourceAccessRules;

    public InputList<ResourceAccessRuleArgs> ResourceAccessRules
    {
        get => _resourceAccessRules ??= [];
        set => _resourceAccessRules = value;
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

public sealed class ResourceAccessRuleArgs : ResourceArgs
{
    [Input("resourceId")]
    public Input<string>? ResourceId { get; set; }

    [Input("tenantId")]
    public Input<string>? TenantId { get; set; }

    public static new ResourceAccessRuleArgs Empty => new();
}

public sealed class SkuArgs : ResourceArgs
{
    [Input("name", required: true)]
    public InputUnion<string, SkuName> Name { get; set; } = null!;

    public static new SkuArgs Empty => new();
}

public sealed class VirtualNetworkRuleArgs : ResourceArgs
{
    public VirtualNetworkRuleArgs()
    {
        Action = Storage.Action.Allow;
    }

    [Input("action")]
    public Input<Action>? Action { get; set; }

    [Input("state")]
    public InputUnion<string, State>? State { get; set; }

    [Input("virtualNetworkResourceId", required: true)]
    public Input<string> VirtualNetworkResourceId { get; set; } = null!;

    public static new VirtualNetworkRuleArgs Empty => new();
}

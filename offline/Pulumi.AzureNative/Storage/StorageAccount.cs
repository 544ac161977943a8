using System.Collections.Immutable;

namespace Pulumi.AzureNative.Storage;

public class StorageAccount : CustomResource
{
    private const string Token = "azure-native:storage:StorageAccount";

    public StorageAccount(string name, StorageAccountArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new StorageAccountArgs(), Utilities.Options(options, ""))
    {
    }

    private StorageAccount(string name, Input<string> id, CustomResourceOptions? options)
        : base(Token, name, null, Utilities.Options(options, id))
    {
    }

    public static StorageAccount Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    [Output("accessTier")]
    public Output<string> AccessTier { get; private set; } = null!;

    [Output("accountMigrationInProgress")]
    public Output<bool> AccountMigrationInProgress { get; private set; } = null!;

    [Output("allowBlobPublicAccess")]
    public Output<bool?> AllowBlobPublicAccess { get; private set; } = null!;

    [Output("allowCrossTenantReplication")]
    public Output<bool?> AllowCrossTenantReplication { get; private set; } = null!;

    [Output("allowSharedKeyAccess")]
    public Output<bool?> AllowSharedKeyAccess { get; private set; } = null!;

    [Output("allowedCopyScope")]
    public Output<string?> AllowedCopyScope { get; private set; } = null!;

    [Output("azureApiVersion")]
    public Output<string> AzureApiVersion { get; private set; } = null!;

    [Output("creationTime")]
    public Output<string> CreationTime { get; private set; } = null!;

    [Output("defaultToOAuthAuthentication")]
    public Output<bool?> DefaultToOAuthAuthentication { get; private set; } = null!;

    [Output("dnsEndpointType")]
    public Output<string?> DnsEndpointType { get; private set; } = null!;

    [Output("enableExtendedGroups")]
    public Output<bool?> EnableExtendedGroups { get; private set; } = null!;

    [Output("enableHttpsTrafficOnly")]
    public Output<bool?> EnableHttpsTrafficOnly { get; private set; } = null!;

    [Output("enableNfsV3")]
    public Output<bool?> EnableNfsV3 { get; private set; } = null!;

    [Output("encryption")]
    public Output<Outputs.EncryptionResponse> Encryption { get; private set; } = null!;

    [Output("failoverInProgress")]
    public Output<bool> FailoverInProgress { get; private set; } = null!;

    [Output("identity")]
    public Output<Outputs.IdentityResponse?> Identity { get; private set; } = null!;

    [Output("isHnsEnabled")]
    public Output<bool?> IsHnsEnabled { get; private set; } = null!;

    [Output("isLocalUserEnabled")]
    public Output<bool?> IsLocalUserEnabled { get; private set; } = null!;

    [Output("isSftpEnabled")]
    public Output<bool?> IsSftpEnabled { get; private set; } = null!;

    [Output("isSkuConversionBlocked")]
    public Output<bool> IsSkuConversionBlocked { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("largeFileSharesState")]
    public Output<string?> LargeFileSharesState { get; private set; } = null!;

    [Output("lastGeoFailoverTime")]
    public Output<string> LastGeoFailoverTime { get; private set; } = null!;

    [Output("location")]
    public Output<string> Location { get; private set; } = null!;

    [Output("minimumTlsVersion")]
    public Output<string?> MinimumTlsVersion { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("networkRuleSet")]
    public Output<Outputs.NetworkRuleSetResponse> NetworkRuleSet { get; private set; } = null!;

    [Output("primaryEndpoints")]
    public Output<Outputs.EndpointsResponse> PrimaryEndpoints { get; private set; } = null!;

    [Output("primaryLocation")]
    public Output<string> PrimaryLocation { get; private set; } = null!;

    [Output("provisioningState")]
    public Output<string> ProvisioningState { get; private set; } = null!;

    [Output("publicNetworkAccess")]
    public Output<string?> PublicNetworkAccess { get; private set; } = null!;

    [Output("secondaryLocation")]
    public Output<string> SecondaryLocation { get; private set; } = null!;

    [Output("sku")]
    public Output<Outputs.SkuResponse> Sku { get; private set; } = null!;

    [Output("statusOfPrimary")]
    public Output<string> StatusOfPrimary { get; private set; } = null!;

    [Output("statusOfSecondary")]
    public Output<string> StatusOfSecondary { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("type")]
    public Output<string> Type { get; private set; } = null!;
}

public sealed class StorageAccountArgs : ResourceArgs
{
    [Input("accessTier")]
    public Input<AccessTier>? AccessTier { get; set; }

    [Input("accountName")]
    public Input<string>? AccountName { get; set; }

    [Input("allowBlobPublicAccess")]
    public Input<bool>? AllowBlobPublicAccess { get; set; }

    [Input("allowCrossTenantReplication")]
    public Input<bool>? AllowCrossTenantReplication { get; set; }

    [Input("allowSharedKeyAccess")]
    public Input<bool>? AllowSharedKeyAccess { get; set; }

    [Input("allowedCopyScope")]
    public InputUnion<string, AllowedCopyScope>? AllowedCopyScope { get; set; }

    [Input("defaultToOAuthAuthentication")]
    public Input<bool>? DefaultToOAuthAuthentication { get; set; }

    [Input("dnsEndpointType")]
    public InputUnion<string, DnsEndpointType>? DnsEndpointType { get; set; }

    [Input("enableExtendedGroups")]
    public Input<bool>? EnableExtendedGroups { get; set; }

    [Input("enableHttpsTrafficOnly")]
    public Input<bool>? EnableHttpsTrafficOnly { get; set; }

    [Input("enableNfsV3")]
    public Input<bool>? EnableNfsV3 { get; set; }

    [Input("encryption")]
    public Input<Inputs.EncryptionArgs>? Encryption { get; set; }

    [Input("identity")]
    public Input<Inputs.IdentityArgs>? Identity { get; set; }

    [Input("isHnsEnabled")]
    public Input<bool>? IsHnsEnabled { get; set; }

    [Input("isLocalUserEnabled")]
    public Input<bool>? IsLocalUserEnabled { get; set; }

    [Input("isSftpEnabled")]
    public Input<bool>? IsSftpEnabled { get; set; }

    [Input("kind", required: true)]
    public InputUnion<string, Kind> Kind { get; set; } = null!;

    [Input("largeFileSharesState")]
    public InputUnion<string, LargeFileSharesState>? LargeFileSharesState { get; set; }

    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("minimumTlsVersion")]
    public InputUnion<string, MinimumTlsVersion>? MinimumTlsVersion { get; set; }

    [Input("networkRuleSet")]
    public Input<Inputs.NetworkRuleSetArgs>? NetworkRuleSet { get; set; }

    [Input("publicNetworkAccess")]
    public InputUnion<string, PublicNetworkAccess>? PublicNetworkAccess { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("sku", required: true)]
    public Input<Inputs.SkuArgs> Sku { get; set; } = null!;

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    public static new StorageAccountArgs Empty => new();
}

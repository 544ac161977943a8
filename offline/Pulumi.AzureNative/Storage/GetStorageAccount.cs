using System.Collections.Immutable;

namespace Pulumi.AzureNative.Storage;

public static class GetStorageAccount
{
    private const string Token = "azure-native:storage:getStorageAccount";

    public static Task<GetStorageAccountResult> InvokeAsync(GetStorageAccountArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetStorageAccountResult>(Token, args ?? new GetStorageAccountArgs(), options);

    public static Output<GetStorageAccountResult> Invoke(GetStorageAccountInvokeArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetStorageAccountResult>(Token, args ?? new GetStorageAccountInvokeArgs(), options);

    public static Output<GetStorageAccountResult> Invoke(GetStorageAccountInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetStorageAccountResult>(Token, args ?? new GetStorageAccountInvokeArgs(), options);
}

public sealed class GetStorageAccountArgs : InvokeArgs
{
    [Input("accountName", required: true)]
    public string AccountName { get; set; } = null!;

    [Input("expand")]
    public string? Expand { get; set; }

    [Input("resourceGroupName", required: true)]
    public string ResourceGroupName { get; set; } = null!;

    public static new GetStorageAccountArgs Empty => new();
}

public sealed class GetStorageAccountInvokeArgs : InvokeArgs
{
    [Input("accountName", required: true)]
    public Input<string> AccountName { get; set; } = null!;

    [Input("expand")]
    public Input<string>? Expand { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    public static new GetStorageAccountInvokeArgs Empty => new();
}

[OutputType]
public sealed class GetStorageAccountResult
{
    public readonly string AccessTier;
    public readonly bool AccountMigrationInProgress;
    public readonly bool? AllowBlobPublicAccess;
    public readonly bool? AllowCrossTenantReplication;
    public readonly bool? AllowSharedKeyAccess;
    public readonly string? AllowedCopyScope;
    public readonly string AzureApiVersion;
    public readonly string CreationTime;
    public readonly bool? DefaultToOAuthAuthentication;
    public readonly string? DnsEndpointType;
    public readonly bool? EnableExtendedGroups;
    public readonly bool? EnableHttpsTrafficOnly;
    public readonly bool? EnableNfsV3;
    public readonly Outputs.EncryptionResponse Encryption;
    public readonly bool FailoverInProgress;
    public readonly string Id;
    public readonly Outputs.IdentityResponse? Identity;
    public readonly bool? IsHnsEnabled;
    public readonly bool? IsLocalUserEnabled;
    public readonly bool? IsSftpEnabled;
    public readonly bool IsSkuConversionBlocked;
    public readonly string Kind;
    public readonly string? LargeFileSharesState;
    public readonly string LastGeoFailoverTime;
    public readonly string Location;
    public readonly string? MinimumTlsVersion;
    public readonly string Name;
    public readonly Outputs.NetworkRuleSetResponse NetworkRuleSet;
    public readonly Outputs.EndpointsResponse PrimaryEndpoints;
    public readonly string PrimaryLocation;
    public readonly string ProvisioningState;
    public readonly string? PublicNetworkAccess;
    public readonly string SecondaryLocation;
    public readonly Outputs.SkuResponse Sku;
    public readonly string StatusOfPrimary;
    public readonly string StatusOfSecondary;
    public readonly ImmutableDictionary<string, string>? Tags;
    public readonly string Type;

    [OutputConstructor]
    private GetStorageAccountResult(
        string accessTier, bool accountMigrationInProgress, bool? allowBlobPublicAccess, bool? allowCrossTenantReplication,
        bool? allowSharedKeyAccess, string? allowedCopyScope, string azureApiVersion, string creationTime,
        bool? defaultToOAuthAuthentication, string? dnsEndpointType, bool? enableExtendedGroups, bool? enableHttpsTrafficOnly,
        bool? enableNfsV3, Outputs.EncryptionResponse encryption, bool failoverInProgress, string id,
        Outputs.IdentityResponse? identity, bool? isHnsEnabled, bool? isLocalUserEnabled, bool? isSftpEnabled,
        bool isSkuConversionBlocked, string kind, string? largeFileSharesState, string lastGeoFailoverTime, string location,
        string? minimumTlsVersion, string name, Outputs.NetworkRuleSetResponse networkRuleSet,
        Outputs.EndpointsResponse primaryEndpoints, string primaryLocation, string provisioningState, string? publicNetworkAccess,
        string secondaryLocation, Outputs.SkuResponse sku, string statusOfPrimary, string statusOfSecondary,
        ImmutableDictionary<string, string>? tags, string type)
    {
        AccessTier = accessTier;
        AccountMigrationInProgress = accountMigrationInProgress;
        AllowBlobPublicAccess = allowBlobPublicAccess;
        AllowCrossTenantReplication = allowCrossTenantReplication;
        AllowSharedKeyAccess = allowSharedKeyAccess;
        AllowedCopyScope = allowedCopyScope;
        AzureApiVersion = azureApiVersion;
        CreationTime = creationTime;
        DefaultToOAuthAuthentication = defaultToOAuthAuthentication;
        DnsEndpointType = dnsEndpointType;
        EnableExtendedGroups = enableExtendedGroups;
        EnableHttpsTrafficOnly = enableHttpsTrafficOnly;
        EnableNfsV3 = enableNfsV3;
        Encryption = encryption;
        FailoverInProgress = failoverInProgress;
        Id = id;
        Identity = identity;
        IsHnsEnabled = isHnsEnabled;
        IsLocalUserEnabled = isLocalUserEnabled;
        IsSftpEnabled = isSftpEnabled;
        IsSkuConversionBlocked = isSkuConversionBlocked;
        Kind = kind;
        LargeFileSharesState = largeFileSharesState;
        LastGeoFailoverTime = lastGeoFailoverTime;
        Location = location;
        MinimumTlsVersion = minimumTlsVersion;
        Name = name;
        NetworkRuleSet = networkRuleSet;
        PrimaryEndpoints = primaryEndpoints;
        PrimaryLocation = primaryLocation;
        ProvisioningState = provisioningState;
        PublicNetworkAccess = publicNetworkAccess;
        SecondaryLocation = secondaryLocation;
        Sku = sku;
        StatusOfPrimary = statusOfPrimary;
        StatusOfSecondary = statusOfSecondary;
        Tags = tags;
        Type = type;
    }
}

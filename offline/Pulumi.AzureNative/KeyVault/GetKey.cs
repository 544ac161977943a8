using System.Collections.Immutable;

namespace Pulumi.AzureNative.KeyVault;

public static class GetKey
{
    private const string Token = "azure-native:keyvault:getKey";

    public static Task<GetKeyResult> InvokeAsync(GetKeyArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetKeyResult>(Token, args ?? new GetKeyArgs(), options);

    public static Output<GetKeyResult> Invoke(GetKeyInvokeArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetKeyResult>(Token, args ?? new GetKeyInvokeArgs(), options);

    public static Output<GetKeyResult> Invoke(GetKeyInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetKeyResult>(Token, args ?? new GetKeyInvokeArgs(), options);
}

public sealed class GetKeyArgs : InvokeArgs
{
    [Input("keyName", required: true)]
    public string KeyName { get; set; } = null!;

    [Input("resourceGroupName", required: true)]
    public string ResourceGroupName { get; set; } = null!;

    [Input("vaultName", required: true)]
    public string VaultName { get; set; } = null!;

    public static new GetKeyArgs Empty => new();
}

public sealed class GetKeyInvokeArgs : InvokeArgs
{
    [Input("keyName", required: true)]
    public Input<string> KeyName { get; set; } = null!;

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("vaultName", required: true)]
    public Input<string> VaultName { get; set; } = null!;

    public static new GetKeyInvokeArgs Empty => new();
}

[OutputType]
public sealed class GetKeyResult
{
    public readonly Outputs.KeyAttributesResponse? Attributes;
    public readonly string AzureApiVersion;
    public readonly string? CurveName;
    public readonly string Id;
    public readonly ImmutableArray<string> KeyOps;
    public readonly int? KeySize;
    public readonly string KeyUri;
    public readonly string KeyUriWithVersion;
    public readonly string? Kty;
    public readonly string Location;
    public readonly string Name;
    public readonly Outputs.KeyReleasePolicyResponse? ReleasePolicy;
    public readonly Outputs.RotationPolicyResponse? RotationPolicy;
    public readonly ImmutableDictionary<string, string> Tags;
    public readonly string Type;

    [OutputConstructor]
    private GetKeyResult(
        Outputs.KeyAttributesResponse? attributes, string azureApiVersion, string? curveName, string id, ImmutableArray<string> keyOps,
        int? keySize, string keyUri, string keyUriWithVersion, string? kty, string location, string name,
        Outputs.KeyReleasePolicyResponse? releasePolicy, Outputs.RotationPolicyResponse? rotationPolicy,
        ImmutableDictionary<string, string> tags, string type)
    {
        Attributes = attributes;
        AzureApiVersion = azureApiVersion;
        CurveName = curveName;
        Id = id;
        KeyOps = keyOps;
        KeySize = keySize;
        KeyUri = keyUri;
        KeyUriWithVersion = keyUriWithVersion;
        Kty = kty;
        Location = location;
        Name = name;
        ReleasePolicy = releasePolicy;
        RotationPolicy = rotationPolicy;
        Tags = tags;
        Type = type;
    }
}

using System.Collections.Immutable;

namespace Pulumi.AzureNative.KeyVault;

public static class GetVault
{
    private const string Token = "azure-native:keyvault:getVault";

    public static Task<GetVaultResult> InvokeAsync(GetVaultArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetVaultResult>(Token, args ?? new GetVaultArgs(), options);

    public static Output<GetVaultResult> Invoke(GetVaultInvokeArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetVaultResult>(Token, args ?? new GetVaultInvokeArgs(), options);

    public static Output<GetVaultResult> Invoke(GetVaultInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetVaultResult>(Token, args ?? new GetVaultInvokeArgs(), options);
}

public sealed class GetVaultArgs : InvokeArgs
{
    [Input("resourceGroupName", required: true)]
    public string ResourceGroupName { get; set; } = null!;

    [Input("vaultName", required: true)]
    public string VaultName { get; set; } = null!;

    public static new GetVaultArgs Empty => new();
}

public sealed class GetVaultInvokeArgs : InvokeArgs
{
    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("vaultName", required: true)]
    public Input<string> VaultName { get; set; } = null!;

    public static new GetVaultInvokeArgs Empty => new();
}

[OutputType]
public sealed class GetVaultResult
{
    public readonly string AzureApiVersion;
    public readonly string Id;
    public readonly string? Location;
    public readonly string Name;
    public readonly Outputs.VaultPropertiesResponse Properties;
    public readonly Outputs.SystemDataResponse SystemData;
    public readonly ImmutableDictionary<string, string>? Tags;
    public readonly string Type;

    [OutputConstructor]
    private GetVaultResult(
        string azureApiVersion, string id, string? location, string name, Outputs.VaultPropertiesResponse properties,
        Outputs.SystemDataResponse systemData, ImmutableDictionary<string, string>? tags, string type)
    {
        AzureApiVersion = azureApiVersion;
        Id = id;
        Location = location;
        Name = name;
        Properties = properties;
        SystemData = systemData;
        Tags = tags;
        Type = type;
    }
}

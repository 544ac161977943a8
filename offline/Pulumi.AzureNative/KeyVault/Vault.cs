using System.Collections.Immutable;

namespace Pulumi.AzureNative.KeyVault;

public class Vault : CustomResource
{
    private const string Token = "azure-native:keyvault:Vault";

    public Vault(string name, VaultArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new VaultArgs(), Utilities.Options(options, ""))
    {
    }

    private Vault(string name, Input<string> id, CustomResourceOptions? options)
        : base(Token, name, null, Utilities.Options(options, id))
    {
    }

    public static Vault Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    [Output("azureApiVersion")]
    public Output<string> AzureApiVersion { get; private set; } = null!;

    [Output("location")]
    public Output<string?> Location { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("properties")]
    public Output<Outputs.VaultPropertiesResponse> Properties { get; private set; } = null!;

    [Output("systemData")]
    public Output<Outputs.SystemDataResponse> SystemData { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("type")]
    public Output<string> Type { get; private set; } = null!;
}

public sealed class VaultArgs : ResourceArgs
{
    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("properties", required: true)]
    public Input<Inputs.VaultPropertiesArgs> Properties { get; set; } = null!;

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    [Input("vaultName")]
    public Input<string>? VaultName { get; set; }

    public static new VaultArgs Empty => new();
}

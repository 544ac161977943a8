using System.Collections.Immutable;

namespace Pulumi.AzureNative.KeyVault;

public class Key : CustomResource
{
    private const string Token = "azure-native:keyvault:Key";

    public Key(string name, KeyArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new KeyArgs(), Utilities.Options(options, ""))
    {
    }

    private Key(string name, Input<string> id, CustomResourceOptions? options)
        : base(Token, name, null, Utilities.Options(options, id))
    {
    }

    public static Key Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    [Output("attributes")]
    public Output<Outputs.KeyAttributesResponse?> Attributes { get; private set; } = null!;

    [Output("azureApiVersion")]
    public Output<string> AzureApiVersion { get; private set; } = null!;

    [Output("curveName")]
    public Output<string?> CurveName { get; private set; } = null!;

    [Output("keyOps")]
    public Output<ImmutableArray<string>> KeyOps { get; private set; } = null!;

    [Output("keySize")]
    public Output<int?> KeySize { get; private set; } = null!;

    [Output("keyUri")]
    public Output<string> KeyUri { get; private set; } = null!;

    [Output("keyUriWithVersion")]
    public Output<string> KeyUriWithVersion { get; private set; } = null!;

    [Output("kty")]
    public Output<string?> Kty { get; private set; } = null!;

    [Output("location")]
    public Output<string> Location { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("releasePolicy")]
    public Output<Outputs.KeyReleasePolicyResponse?> ReleasePolicy { get; private set; } = null!;

    [Output("rotationPolicy")]
    public Output<Outputs.RotationPolicyResponse?> RotationPolicy { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>> Tags { get; private set; } = null!;

    [Output("type")]
    public Output<string> Type { get; private set; } = null!;
}

public sealed class KeyArgs : ResourceArgs
{
    [Input("keyName")]
    public Input<string>? KeyName { get; set; }

    [Input("properties", required: true)]
    public Input<Inputs.KeyPropertiesArgs> Properties { get; set; } = null!;

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    [Input("vaultName", required: true)]
    public Input<string> VaultName { get; set; } = null!;

    public static new KeyArgs Empty => new();
}

using System.Collections.Immutable;

namespace Pulumi.AzureNative.Resources;

public class ResourceGroup : CustomResource
{
    private const string Token = "azure-native:resources:ResourceGroup";

    public ResourceGroup(string name, ResourceGroupArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new ResourceGroupArgs(), Utilities.Options(options, ""))
    {
    }

    private ResourceGroup(string name, Input<string> id, CustomResourceOptions? options)
        : base(Token, name, null, Utilities.Options(options, id))
    {
    }

    public static ResourceGroup Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    [Output("azureApiVersion")]
    public Output<string> AzureApiVersion { get; private set; } = null!;

    [Output("location")]
    public Output<string> Location { get; private set; } = null!;

    [Output("managedBy")]
    public Output<string?> ManagedBy { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("properties")]
    public Output<Outputs.ResourceGroupPropertiesResponse> Properties { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("type")]
    public Output<string> Type { get; private set; } = null!;
}

public sealed class ResourceGroupArgs : global::Pulumi.ResourceArgs
{
    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("managedBy")]
    public Input<string>? ManagedBy { get; set; }

    [Input("resourceGroupName")]
    public Input<string>? ResourceGroupName { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    public static new ResourceGroupArgs Empty => new();
}

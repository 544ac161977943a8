using System.Collections.Immutable;

namespace Pulumi.AzureNative.ManagedIdentity;

public class UserAssignedIdentity : CustomResource
{
    private const string Token = "azure-native:managedidentity:UserAssignedIdentity";

    public UserAssignedIdentity(string name, UserAssignedIdentityArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new UserAssignedIdentityArgs(), Utilities.Options(options, ""))
    {
    }

    private UserAssignedIdentity(string name, Input<string> id, CustomResourceOptions? options)
        : base(Token, name, null, Utilities.Options(options, id))
    {
    }

    public static UserAssignedIdentity Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    [Output("azureApiVersion")]
    public Output<string> AzureApiVersion { get; private set; } = null!;

    [Output("clientId")]
    public Output<string> ClientId { get; private set; } = null!;

    [Output("location")]
    public Output<string> Location { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("principalId")]
    public Output<string> PrincipalId { get; private set; } = null!;

    [Output("systemData")]
    public Output<Outputs.SystemDataResponse> SystemData { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("tenantId")]
    public Output<string> TenantId { get; private set; } = null!;

    [Output("type")]
    public Output<string> Type { get; private set; } = null!;
}

public sealed class UserAssignedIdentityArgs : ResourceArgs
{
    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("resourceName")]
    public Input<string>? ResourceName { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    public static new UserAssignedIdentityArgs Empty => new();
}

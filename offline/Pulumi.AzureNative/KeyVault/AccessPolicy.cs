namespace Pulumi.AzureNative.KeyVault;

public class AccessPolicy : CustomResource
{
    private const string Token = "azure-native:keyvault:AccessPolicy";

    public AccessPolicy(string name, AccessPolicyArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new AccessPolicyArgs(), Utilities.Options(options, ""))
    {
    }

    private AccessPolicy(string name, Input<string> id, CustomResourceOptions? options)
        : base(Token, name, null, Utilities.Options(options, id))
    {
    }

    public static AccessPolicy Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    [Output("resourceGroupName")]
    public Output<string?> ResourceGroupName { get; private set; } = null!;

    [Output("vaultName")]
    public Output<string?> VaultName { get; private set; } = null!;
}

public sealed class AccessPolicyArgs : ResourceArgs
{
    [Input("policy", required: true)]
    public Input<Inputs.AccessPolicyEntryArgs> Policy { get; set; } = null!;

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("vaultName", required: true)]
    public Input<string> VaultName { get; set; } = null!;

    public static new AccessPolicyArgs Empty => new();
}

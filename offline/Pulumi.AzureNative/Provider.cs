namespace Pulumi.AzureNative;

public class Provider : ProviderResource
{
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("azure-native", name, args ?? new ProviderArgs(), Utilities.Options(options, ""))
    {
    }
}

public sealed class ProviderArgs : ResourceArgs
{
    public ProviderArgs()
    {
        Environment = "public";
    }

    [Input("environment")]
    public Input<string>? Environment { get; set; }

    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("subscriptionId")]
    public Input<string>? SubscriptionId { get; set; }

    [Input("tenantId")]
    public Input<string>? TenantId { get; set; }

    public static new ProviderArgs Empty => new();
}

namespace Pulumi.AzureNative.Resources.Outputs;

[OutputType]
public sealed class ResourceGroupPropertiesResponse
{
    public readonly string ProvisioningState;

    [OutputConstructor]
    private ResourceGroupPropertiesResponse(string provisioningState)
    {
        ProvisioningState = provisioningState;
    }
}

namespace Pulumi.AzureNative.Authorization;

public static class GetClientConfig
{
    private const string Token = "azure-native:authorization:getClientConfig";

    public static Task<GetClientConfigResult> InvokeAsync(InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetClientConfigResult>(Token, InvokeArgs.Empty, options);

    public static Output<GetClientConfigResult> Invoke(InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetClientConfigResult>(Token, InvokeArgs.Empty, options);

    public static Output<GetClientConfigResult> Invoke(InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetClientConfigResult>(Token, InvokeArgs.Empty, options);
}

[OutputType]
public sealed class GetClientConfigResult
{
    public readonly string ClientId;
    public readonly string ObjectId;
    public readonly string SubscriptionId;
    public readonly string TenantId;

    [OutputConstructor]
    private GetClientConfigResult(string clientId, string objectId, string subscriptionId, string tenantId)
    {
        ClientId = clientId;
        ObjectId = objectId;
        SubscriptionId = subscriptionId;
        TenantId = tenantId;
    }
}

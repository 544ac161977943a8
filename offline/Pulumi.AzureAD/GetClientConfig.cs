namespace Pulumi.AzureAD;

public static class GetClientConfig
{
    private const string Token = "azuread:index/getClientConfig:getClientConfig";

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
    public readonly string Id;
    public readonly string ObjectId;
    public readonly string TenantId;

    [OutputConstructor]
    private GetClientConfigResult(string clientId, string id, string objectId, string tenantId)
    {
        ClientId = clientId;
        Id = id;
        ObjectId = objectId;
        TenantId = tenantId;
    }
}

namespace Pulumi.AzureAD;

public class Provider : ProviderResource
{
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("azuread", name, args ?? new ProviderArgs(), Utilities.Options(options, ""))
    {
    }

    [Output("environment")]
    public Output<string?> Environment { get; private set; } = null!;

    [Output("tenantId")]
    public Output<string?> TenantId { get; private set; } = null!;
}

public sealed class ProviderArgs : ResourceArgs
{
    public ProviderArgs()
    {
        Environment = Utilities.GetEnv("ARM_ENVIRONMENT") ?? "public";
        MsiEndpoint = Utilities.GetEnv("ARM_MSI_ENDPOINT")!;
        OidcRequestToken = Utilities.GetEnv("ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN")!;
        OidcRequestUrl = Utilities.GetEnv("ARM_OIDC_REQUEST_URL")!;
        OidcTokenFilePath = Utilities.GetEnv("ARM_OIDC_TOKEN_FILE_PATH")!;
        UseCli = Utilities.GetEnvBoolean("ARM_USE_CLI") ?? true;
        UseMsi = Utilities.GetEnvBoolean("ARM_USE_MSI") ?? false;
        UseOidc = Utilities.GetEnvBoolean("ARM_USE_OIDC") ?? false;
    }

    [Input("environment")]
    public Input<string>? Environment { get; set; }

    [Input("msiEndpoint")]
    public Input<string>? MsiEndpoint { get; set; }

    [Input("oidcRequestToken")]
    public Input<string>? OidcRequestToken { get; set; }

    [Input("oidcRequestUrl")]
    public Input<string>? OidcRequestUrl { get; set; }

    [Input("oidcTokenFilePath")]
    public Input<string>? OidcTokenFilePath { get; set; }

    [Input("tenantId")]
    public Input<string>? TenantId { get; set; }

    [Input("useCli", json: true)]
    public Input<bool>? UseCli { get; set; }

    [Input("useMsi", json: true)]
    public Input<bool>? UseMsi { get; set; }

    [Input("useOidc", json: true)]
    public Input<bool>? UseOidc { get; set; }

    public static new ProviderArgs Empty => new();
}

namespace XtCmkInfra.Core;

/// <summary>
/// One of Azure's separate clouds. Federation never crosses from one into another, so everything of one chain of trust must
/// be of the same cloud.
/// </summary>
/// <param name="Name">As in the settings: public, usgovernment or china.</param>
/// <param name="AzureAdEnvironment">What the azuread provider calls it in <c>azuread:environment</c>.</param>
/// <param name="LoginHost">Where people sign in.</param>
/// <param name="IssuerHost">The host in the issuer of the tokens of managed identities.</param>
/// <param name="TokenExchangeAudience">The one audience of a federated credential for a managed identity.</param>
/// <param name="VaultSuffix">The DNS suffix of key vaults.</param>
/// <param name="ManagedHsmSuffix">The DNS suffix of managed HSMs.</param>
/// <param name="StorageSuffix">The DNS suffix of storage endpoints.</param>
/// <param name="ManagementHost">The host of Azure Resource Manager, which is also the resource of its tokens.</param>
/// <param name="GraphHost">The host of Microsoft Graph, which is also the resource of its tokens.</param>
/// <param name="AzureCliName">What Azure CLI calls it in <c>az cloud set --name</c>.</param>
/// <param name="PortalHost">The host of the Azure portal.</param>
/// <remarks>
/// Source: Microsoft Entra, "Configure an application to trust a managed identity"; for China the same page of the cloud
/// operated by 21Vianet.
/// </remarks>
public sealed record Cloud(
    string Name,
    string AzureAdEnvironment,
    string LoginHost,
    string IssuerHost,
    string TokenExchangeAudience,
    string VaultSuffix,
    string ManagedHsmSuffix,
    string StorageSuffix,
    string ManagementHost,
    string GraphHost,
    string AzureCliName,
    string PortalHost)
{
    public static readonly Cloud Public = new(
        "public",
        "global",
        "login.microsoftonline.com",
        "login.microsoftonline.com",
        "api://AzureADTokenExchange",
        "vault.azure.net",
        "managedhsm.azure.net",
        "core.windows.net",
        "management.azure.com",
        "graph.microsoft.com",
        "AzureCloud",
        "portal.azure.com");

    public static readonly Cloud USGovernment = new(
        "usgovernment",
        "usgovernment",
        "login.microsoftonline.us",
        "login.microsoftonline.us",
        "api://AzureADTokenExchangeUSGov",
        "vault.usgovcloudapi.net",
        "managedhsm.usgovcloudapi.net",
        "core.usgovcloudapi.net",
        "management.usgovcloudapi.net",
        "graph.microsoft.us",
        "AzureUSGovernment",
        "portal.azure.us");

    public static readonly Cloud China = new(
        "china",
        "china",
        "login.chinacloudapi.cn",
        "login.partner.microsoftonline.cn",
        "api://AzureADTokenExchangeChina",
        "vault.azure.cn",
        "managedhsm.azure.cn",
        "core.chinacloudapi.cn",
        "management.chinacloudapi.cn",
        "microsoftgraph.chinacloudapi.cn",
        "AzureChinaCloud",
        "portal.azure.cn");

    public static readonly IReadOnlyList<Cloud> All = [Public, USGovernment, China];

    public static Parsed<Cloud> Parse(string text) =>
        All.FirstOrDefault(cloud => cloud.Name == text) is { } found
            ? found
            : new Mistake($"'{text}' is not a cloud: use {string.Join(", ", All.Select(cloud => cloud.Name))}");

    /// <summary>The issuer that the tokens of this tenant's managed identities carry.</summary>
    public string Issuer(TenantId tenant) => $"https://{IssuerHost}/{tenant}/v2.0";

    /// <summary>Where an administrator of <paramref name="tenant"/> consents to the application, which installs it there.</summary>
    public string ConsentUrl(TenantId tenant, string applicationId) =>
        $"https://{LoginHost}/{tenant}/adminconsent?client_id={applicationId}";

    public string VaultUri(string vaultName) => $"https://{vaultName}.{VaultSuffix}/";

    public override string ToString() => Name;
}

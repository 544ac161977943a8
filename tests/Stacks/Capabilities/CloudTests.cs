using XtCmkInfra.Core;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenTheTenantsAreInAnotherCloud
{
    [Theory]
    [InlineData(
        "usgovernment",
        "login.microsoftonline.us",
        "login.microsoftonline.us",
        "AzureADTokenExchangeUSGov",
        "vault.usgovcloudapi.net",
        "core.usgovcloudapi.net")]
    [InlineData(
        "china",
        "login.chinacloudapi.cn",
        "login.partner.microsoftonline.cn",
        "AzureADTokenExchangeChina",
        "vault.azure.cn",
        "core.chinacloudapi.cn")]
    public async Task Everything_of_the_handshake_follows(
        string cloud, string login, string issuer, string audience, string vaultSuffix, string storageSuffix)
    {
        var world = await new TwoTenants(Cloud.Parse(cloud).Value).ShakeHandsAsync();

        var handoff = world.Vendor.Outputs["handoff"]!;
        var credential = Assert.Single(world.FederatedCredentials(handoff["applicationId"]!.ToString()));
        Assert.Equal(cloud, handoff["cloud"]!.ToString());
        Assert.Equal($"https://{issuer}/{TestSettings.VendorTenant}/v2.0", credential["issuer"]!.ToString());
        Assert.Equal($"api://{audience}", Assert.Single(credential["audiences"]!.AsArray())!.ToString());
        Assert.StartsWith(
            $"https://{login}/{TestSettings.CustomerTenant}/", world.Customer.Outputs["consentUrl"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(world.Customer.Outputs["consentUrl"]!.ToString(), world.Vendor.Outputs["consentUrls"]!["fabrikam"]!.ToString());
        Assert.Equal($"https://kv-fabrikam-cmk.{vaultSuffix}/keys/contoso-data", world.Account["keyUri"]!.ToString());
        Assert.Contains(storageSuffix, world.LiveAccount["properties"]!["primaryEndpoints"]!["blob"]!.ToString());
        Assert.Null(world.Refusal());
        Assert.Empty(Changes(await world.UpVendorAsync(refresh: true)));
        Assert.Empty(Changes(await world.UpCustomerAsync(refresh: true)));
    }
}

public sealed class WhenTheCloudsAreMixed
{
    [Fact]
    public async Task The_customer_refuses_the_vendors_handoff_record()
    {
        var world = new TwoTenants();
        await world.UpVendorAsync();
        var customer = world.CustomersFiles.With(
            ("xtcmk-customer:cloud", "china"), ("xtcmk-customer:location", "chinanorth3"),
            ("azure-native:environment", "china"), ("azuread:environment", "china"));

        var refused = await RefusedAsync(() => world.UpAsync(customer));

        Assert.Contains("cloud: is 'public', but this stack is in 'china'; a chain never crosses clouds", refused.Message);
        Assert.Empty(world.Customer.Resources);
    }

    [Fact]
    public async Task The_vendor_refuses_the_customers_handoff_record()
    {
        var world = new TwoTenants();
        await world.UpVendorAsync();
        await world.UpCustomerAsync();
        world.Customer.Outputs["handoff"]!["keyUri"] = "https://kv-fabrikam-cmk.vault.azure.cn/keys/contoso-data";

        var refused = await RefusedAsync(() => world.UpVendorAsync());

        Assert.Contains("handoff.keyUri: is in the cloud 'china', but this stack is in 'public'", refused.Message);
    }
}

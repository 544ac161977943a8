using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenTheApplicationIsRegisteredAlready
{
    private readonly TwoTenants _world = new();

    [Theory]
    [InlineData("AzureADMultipleOrgs")]
    [InlineData("AzureADandPersonalMicrosoftAccount")]
    public async Task It_is_used_and_nothing_of_it_changes_but_its_federated_credentials(string audience)
    {
        var clientId = Register(audience);
        var before = _world.Application(clientId).ToJsonString();

        var steps = await _world.UpVendorAsync();
        await _world.ShakeHandsAsync();

        Assert.Equal(before, _world.Application(clientId).ToJsonString());
        Assert.DoesNotContain(steps, step => step.Key.Type.EndsWith(":Application", StringComparison.Ordinal));
        Assert.Equal(["of-another", "id-contoso-storage"], _world.FederatedCredentials(clientId).Select(credential => credential["name"]!.ToString()));
        Assert.Equal(clientId, _world.Encryption()["identity"]!["federatedIdentityClientId"]!.ToString());
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task One_for_a_single_tenant_is_refused()
    {
        var clientId = Register("AzureADMyOrg");

        var refused = await RefusedAsync(() => _world.UpVendorAsync());

        Assert.Contains($"The application Contoso Old ({clientId}) is for one tenant only (AzureADMyOrg), so no customer can install it", refused.Message);
        Assert.Single(_world.FederatedCredentials(clientId));
    }

    [Fact]
    public async Task One_that_is_not_there_is_refused()
    {
        _world.EditVendor("application", $$"""{"clientId":"{{TestSettings.ApplicationId}}"}""");

        Assert.Equal("Request_ResourceNotFound", (await RefusedAsync(() => _world.UpVendorAsync())).Azure!.Code);
    }

    [Fact]
    public async Task Emptying_the_stack_leaves_it_and_the_credentials_of_others()
    {
        var clientId = Register("AzureADMultipleOrgs");
        await _world.UpVendorAsync();
        Unprotect(_world.Vendor);

        await _world.Engine.UpAsync(_world.VendorsFiles, () => Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>()));

        Assert.Equal("of-another", Assert.Single(_world.FederatedCredentials(clientId))["name"]!.ToString());
    }

    private string Register(string audience)
    {
        var made = _world.Azure.Graph(LiveAzure.Vendor).Post(
            "/applications", new() { ["displayName"] = "Contoso Old", ["signInAudience"] = audience });
        _world.Azure.Graph(LiveAzure.Vendor).Post($"/applications/{made["id"]}/federatedIdentityCredentials", new()
        {
            ["name"] = "of-another",
            ["issuer"] = Cloud.Public.Issuer(LiveAzure.Vendor),
            ["subject"] = TestSettings.Officer,
            ["audiences"] = new JsonArray(Cloud.Public.TokenExchangeAudience),
        });
        var clientId = made["appId"]!.ToString();
        _world.EditVendor("application", $$"""{"clientId":"{{clientId}}"}""");
        return clientId;
    }
}

public sealed class WhenACustomerHasAnApplicationOfItsOwn
{
    private readonly TwoTenants _world = new();

    public WhenACustomerHasAnApplicationOfItsOwn() =>
        _world.EditVendor("customers", LiveAzure.Entry(""","application":{"displayName":"Contoso for Fabrikam"}"""));

    [Fact]
    public async Task Its_account_acts_as_that_one()
    {
        await ShakeHandsAsync();

        Assert.NotEqual(Shared, Own);
        Assert.Equal("Contoso for Fabrikam", _world.Vendor.Outputs["customerHandoffs"]!["fabrikam"]!["applicationName"]!.ToString());
        Assert.Equal(Own, _world.Encryption()["identity"]!["federatedIdentityClientId"]!.ToString());
        Assert.Equal(Own, Assert.Single(_world.ServicePrincipals())["appId"]!.ToString());
        Assert.EndsWith(Own, _world.Vendor.Outputs["consentUrls"]!["fabrikam"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(_world.Refusal());
        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));
    }

    [Fact]
    public async Task Each_application_has_a_federated_credential_for_the_identity_and_no_password()
    {
        await ShakeHandsAsync();

        foreach (var clientId in (string[])[Shared, Own])
        {
            Assert.Equal(_world.Account["identityPrincipalId"]!.ToString(), Assert.Single(_world.FederatedCredentials(clientId))["subject"]!.ToString());
            Assert.Empty(_world.Application(clientId)["passwordCredentials"]!.AsArray());
            Assert.Empty(_world.Application(clientId)["keyCredentials"]!.AsArray());
        }
    }

    [Fact]
    public async Task A_customer_who_has_installed_the_shared_one_instead_is_told_by_Azure()
    {
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();

        var refused = await RefusedAsync(() => _world.UpVendorAsync());

        Assert.Equal("AADSTS7000229", refused.Azure!.Cause!.Code);
    }

    [Fact]
    public async Task An_account_moves_to_one_once_the_customer_lets_it_in_and_is_readable_until_then()
    {
        _world.EditVendor("customers", LiveAzure.Entry());
        await _world.ShakeHandsAsync();
        _world.Write();
        _world.EditVendor("customers", LiveAzure.Entry(""","application":{"displayName":"Contoso for Fabrikam"}"""));

        await RefusedAsync(() => _world.UpVendorAsync());

        Assert.Equal(Shared, _world.Encryption()["identity"]!["federatedIdentityClientId"]!.ToString());
        Assert.Equal([1, 2, 3], _world.Read());
    }

    private string Shared => _world.Vendor.Outputs["handoff"]!["applicationId"]!.ToString();

    private string Own => _world.Vendor.Outputs["customerHandoffs"]!["fabrikam"]!["applicationId"]!.ToString();

    private async Task ShakeHandsAsync()
    {
        await _world.UpVendorAsync();
        _world.EditCustomer("vendor", $$"""{"handoff":{{_world.Vendor.Outputs["customerHandoffs"]!["fabrikam"]!.ToJsonString()}}}""");
        await _world.ShakeHandsAsync();
    }
}

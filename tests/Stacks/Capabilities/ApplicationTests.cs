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
        Assert.Equal(
            ["of-another", "id-contoso-storage"],
            _world.FederatedCredentials(clientId).Select(credential => credential["name"]!.ToString()));
        Assert.Equal(clientId, _world.Encryption()["identity"]!["federatedIdentityClientId"]!.ToString());
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task One_for_a_single_tenant_is_refused()
    {
        var clientId = Register("AzureADMyOrg");

        var refused = await RefusedAsync(() => _world.UpVendorAsync());

        Assert.Contains(
            $"The application Contoso Old ({clientId}) is for one tenant only (AzureADMyOrg), so no customer can install it",
            refused.Message);
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

        await _world.Engine.UpAsync(
            _world.VendorsFiles, () => Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>()));

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

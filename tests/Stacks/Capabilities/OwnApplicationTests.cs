using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenACustomerHasAnApplicationOfItsOwn
{
    private const string Own = ""","application":{"displayName":"Contoso for Fabrikam"}""";
    private readonly TwoTenants _world = new();

    public WhenACustomerHasAnApplicationOfItsOwn() => _world.EditVendor("customers", LiveAzure.Entry(Own));

    [Fact]
    public async Task It_is_let_in_and_used_from_the_first_run_to_the_last()
    {
        await _world.UpVendorAsync();
        Assert.Equal("awaiting-key", State);
        await _world.UpCustomerAsync();
        await _world.UpVendorAsync();

        Assert.Equal("customer-managed", State);
        Assert.NotEqual(SharedId, OwnId);
        Assert.Equal(OwnId, _world.Encryption()["identity"]!["federatedIdentityClientId"]!.ToString());
        Assert.Equal(OwnId, Assert.Single(_world.ServicePrincipals())["appId"]!.ToString());
        Assert.EndsWith(OwnId, _world.Vendor.Outputs["consentUrls"]!["fabrikam"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(_world.Refusal());
        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));
        Assert.Empty(Changes(await _world.UpCustomerAsync(refresh: true)));
    }

    [Fact]
    public async Task Each_application_has_a_federated_credential_for_the_identity_and_no_password()
    {
        await _world.ShakeHandsAsync();

        foreach (var clientId in (string[])[SharedId, OwnId])
        {
            Assert.Equal(
                _world.Account["identityPrincipalId"]!.ToString(),
                Assert.Single(_world.FederatedCredentials(clientId))["subject"]!.ToString());
            Assert.Empty(_world.Application(clientId)["passwordCredentials"]!.AsArray());
            Assert.Empty(_world.Application(clientId)["keyCredentials"]!.AsArray());
        }
    }

    [Fact]
    public async Task A_customer_who_has_let_in_the_shared_one_is_awaiting_its_grant()
    {
        await _world.UpVendorAsync();
        _world.EditCustomer("vendor", $$"""{"handoff":{{_world.Vendor.Outputs["handoff"]!.ToJsonString()}}}""");
        await _world.UpCustomerAsync();

        var foreseen = Changes(await _world.PreviewVendorAsync());
        Assert.Equal(foreseen, Changes(await _world.UpVendorAsync()));

        Assert.Equal("awaiting-grant", State);
        Assert.Equal(OwnId, _world.Account["awaitedApplicationId"]!.ToString());
        Assert.DoesNotContain(_world.Vendor.Resources.Keys, key => key.Type.EndsWith(":StorageAccount", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handoff_record_that_names_no_application_does_not_let_it_in(bool named)
    {
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        _world.EditVendor("customers", TestSettings.Entry($$""","key":{"handoff":{{Record(named)}}}{{Own}}"""));

        await _world.UpVendorAsync();

        Assert.Equal(named ? "customer-managed" : "awaiting-grant", State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_that_is_given_by_its_uri_comes_with_the_application(bool named)
    {
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        var application = named ? $$""","applicationId":"{{OwnId}}" """ : "";
        _world.EditVendor("customers", TestSettings.Entry($$""","key":{"uri":"{{TestSettings.Key}}"{{application}}}{{Own}}"""));

        await _world.UpVendorAsync();

        Assert.Equal(named ? "customer-managed" : "awaiting-grant", State);
    }

    [Fact]
    public async Task With_microsofts_key_there_is_nothing_to_wait_for()
    {
        _world.EditVendor("customers", LiveAzure.Entry(Own + ""","encryption":"microsoft-managed" """));

        await _world.UpVendorAsync();

        Assert.Equal("microsoft-managed", State);
    }

    private string State => _world.Account["state"]!.ToString();

    private string SharedId => _world.Vendor.Outputs["handoff"]!["applicationId"]!.ToString();

    private string OwnId => _world.Vendor.Outputs["customerHandoffs"]!["fabrikam"]!["applicationId"]!.ToString();

    private string Record(bool named)
    {
        var record = (JsonObject)_world.Customer.Outputs["handoff"]!.DeepClone();
        if (!named)
        {
            record["schema"] = "xtcmk/customer/1";
            record.Remove("applicationId");
        }

        return record.ToJsonString();
    }
}

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
            Assert.Equal(_world.Account["identityPrincipalId"]!.ToString(), Assert.Single(_world.FederatedCredentials(clientId))["subject"]!.ToString());
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
    public async Task A_hand_over_that_names_no_application_does_not_let_it_in(bool named)
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

public sealed class WhenAnAccountMovesToAnotherApplication
{
    private const string Own = ""","application":{"displayName":"Contoso for Fabrikam"}""";
    private readonly TwoTenants _world = new();

    [Theory]
    [InlineData("""{"name":"kv-fabrikam-cmk"}""", "RoleAssignment grant-contoso-data")]
    [InlineData("""{"name":"kv-fabrikam-cmk","accessModel":"access-policies"}""", "AccessPolicy grant")]
    public async Task Its_data_is_readable_throughout_there_and_back(string vault, string grant)
    {
        _world.EditCustomer("vault", vault);
        _world.EditVendor("customers", LiveAzure.Entry());
        await _world.ShakeHandsAsync();
        _world.Write();
        var shared = Used;

        // The vendor makes the application; the account stays until the customer has let it in.
        _world.EditVendor("customers", LiveAzure.Entry(Own));
        await UpVendorAsync("create Application fabrikam-application", "create ApplicationFederatedIdentityCredential fabrikam-id-contoso-storage");
        Assert.Equal("awaiting-grant", State);
        Assert.Equal(shared, Used);
        await UpVendorAsync();
        var own = _world.Vendor.Outputs["customerHandoffs"]!["fabrikam"]!["applicationId"]!.ToString();

        // The customer lets in the new one beside the old one.
        Assert.Contains($"lacks {shared}", (await RefusedAsync(() => _world.UpCustomerAsync())).Message);
        _world.EditCustomer("formerApplications", $"""["{shared}"]""");
        await UpCustomerAsync($"create ServicePrincipal service-principal-{own}", $"create {grant}-{own}");
        Assert.Equal(own, _world.Customer.Outputs["handoff"]!["applicationId"]!.ToString());

        // The vendor moves the account, and the customer shuts out the old one.
        await UpVendorAsync("update StorageAccount fabrikam");
        Assert.Equal("customer-managed", State);
        Assert.Equal(own, Used);
        _world.EditCustomer("formerApplications", null);
        await UpCustomerAsync($"delete ServicePrincipal service-principal-{shared}", $"delete {grant}-{shared}");
        Assert.Equal(own, Assert.Single(_world.ServicePrincipals())["appId"]!.ToString());

        // And back.
        _world.EditVendor("customers", LiveAzure.Entry());
        await UpVendorAsync("delete Application fabrikam-application", "delete ApplicationFederatedIdentityCredential fabrikam-id-contoso-storage");
        Assert.Equal("awaiting-grant", State);
        Assert.Equal(own, Used);
        _world.EditCustomer("formerApplications", $"""["{own}"]""");
        await UpCustomerAsync($"create ServicePrincipal service-principal-{shared}", $"create {grant}-{shared}");
        await UpVendorAsync("update StorageAccount fabrikam");
        Assert.Equal(shared, Used);
        _world.EditCustomer("formerApplications", null);
        await UpCustomerAsync($"delete ServicePrincipal service-principal-{own}", $"delete {grant}-{own}");
        await UpVendorAsync();
        Assert.Equal("customer-managed", State);
    }

    [Fact]
    public async Task While_it_waits_its_key_its_identity_and_its_application_stay()
    {
        _world.EditVendor("identities", """["id-contoso-storage","id-other"]""");
        _world.EditVendor("defaultIdentity", "id-contoso-storage");
        _world.EditVendor("customers", LiveAzure.Entry());
        await _world.ShakeHandsAsync();
        _world.Write();
        var (before, promised) = (_world.Encryption().ToJsonString(), _world.Account["identityId"]!.ToString());

        _world.EditVendor("customers", LiveAzure.Entry(Own + ""","identity":"id-other","encryption":"customer-managed" """));
        await _world.UpVendorAsync();

        Assert.Equal(before, _world.Encryption().ToJsonString());
        Assert.Equal(promised, _world.Account["identityId"]!.ToString());
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task A_hand_over_of_a_strange_application_leaves_it_where_it_is()
    {
        _world.EditVendor("customers", LiveAzure.Entry());
        await _world.ShakeHandsAsync();
        _world.Write();
        var before = _world.Encryption().ToJsonString();
        _world.Customer.Outputs["handoff"]!["applicationId"] = TestSettings.ApplicationId;
        _world.Customer.Outputs["handoff"]!["keyUri"] = "https://kv-strange.vault.azure.net/keys/k";

        Assert.Empty(Changes(await _world.UpVendorAsync()));

        Assert.Equal("awaiting-grant", State);
        Assert.Equal(before, _world.Encryption().ToJsonString());
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task One_that_is_taken_over_stays_as_it_was_found()
    {
        const string id = $"{LiveAzure.VendorsSubscription}/resourceGroups/rg-old/providers/Microsoft.Storage/storageAccounts/stcontosofabrikam";
        _world.AddGroup(LiveAzure.VendorsSubscription, "rg-old");
        _world.Put(id, "2024-01-01", """{ "location": "westeurope", "kind": "StorageV2", "sku": { "name": "Standard_ZRS" } }""");
        _world.EditVendor("customers", LiveAzure.Entry(account: $$"""{"name":"stcontosofabrikam","resourceGroup":"rg-old","importId":"{{id}}"}"""));
        await _world.ShakeHandsAsync();
        Assert.Equal("being-taken-over", State);

        _world.EditVendor("customers", LiveAzure.Entry(Own, """{"name":"stcontosofabrikam","resourceGroup":"rg-old"}"""));
        await _world.UpVendorAsync();

        Assert.Equal("being-taken-over", State);
        Assert.Equal("Microsoft.Storage", _world.Encryption()["keySource"]!.ToString());
    }

    private string State => _world.Account["state"]!.ToString();

    /// <summary>The application that the account acts as, as Azure and the stack have it.</summary>
    private string Used
    {
        get
        {
            var live = _world.Encryption()["identity"]!["federatedIdentityClientId"]!.ToString();
            Assert.Equal(live, _world.Account["federatedIdentityClientId"]!.ToString());
            return live;
        }
    }

    private async Task UpVendorAsync(params string[] changes)
    {
        var foreseen = Changes(await _world.PreviewVendorAsync()).Order();
        Assert.Equal(changes.Order(), Changes(await _world.UpVendorAsync()).Order());
        Assert.Equal(changes.Order(), foreseen);
        Assert.Equal([1, 2, 3], _world.Read());
    }

    private async Task UpCustomerAsync(params string[] changes)
    {
        Assert.Equal(changes.Order(), Changes(await _world.UpCustomerAsync()).Order());
        Assert.Empty(Changes(await _world.UpCustomerAsync()));
        Assert.Equal([1, 2, 3], _world.Read());
    }
}

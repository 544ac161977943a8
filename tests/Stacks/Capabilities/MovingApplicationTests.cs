using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

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
        await UpVendorAsync(
            "create Application fabrikam-application", "create ApplicationFederatedIdentityCredential fabrikam-id-contoso-storage");
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
        await UpVendorAsync(
            "delete Application fabrikam-application", "delete ApplicationFederatedIdentityCredential fabrikam-id-contoso-storage");
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
        var (before, expected) = (_world.Encryption().ToJsonString(), _world.Account["identityId"]!.ToString());

        _world.EditVendor("customers", LiveAzure.Entry(Own + ""","identity":"id-other","encryption":"customer-managed" """));
        await _world.UpVendorAsync();

        Assert.Equal(before, _world.Encryption().ToJsonString());
        Assert.Equal(expected, _world.Account["identityId"]!.ToString());
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task Together_with_another_key_it_is_refused_and_with_the_former_key_first_it_is_not()
    {
        _world.EditVendor("customers", LiveAzure.Entry());
        await _world.ShakeHandsAsync();
        _world.Write();
        _world.EditVendor("customers", LiveAzure.Entry(Own));
        await _world.UpVendorAsync();
        _world.EditCustomer("formerApplications", $"""["{Used}"]""");
        EditKey("contoso-data-2", "contoso-data");
        await _world.UpCustomerAsync();

        Assert.Equal("AccountPropertyCannotBeUpdated", (await RefusedAsync(() => _world.UpVendorAsync())).Azure!.Code);
        Assert.Equal([1, 2, 3], _world.Read());

        EditKey("contoso-data", "contoso-data-2");
        await _world.UpCustomerAsync();
        await UpVendorAsync("update StorageAccount fabrikam");
        EditKey("contoso-data-2", "contoso-data");
        await _world.UpCustomerAsync();
        await UpVendorAsync("update StorageAccount fabrikam");
        Assert.EndsWith("/contoso-data-2", _world.Account["keyUri"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handoff_record_of_a_strange_application_leaves_it_where_it_is()
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
        const string id =
            $"{LiveAzure.VendorsSubscription}/resourceGroups/rg-old/providers/Microsoft.Storage/storageAccounts/stcontosofabrikam";
        _world.AddGroup(LiveAzure.VendorsSubscription, "rg-old");
        _world.Put(id, "2024-01-01", """{ "location": "westeurope", "kind": "StorageV2", "sku": { "name": "Standard_ZRS" } }""");
        _world.EditVendor(
            "customers", LiveAzure.Entry(account: $$"""{"name":"stcontosofabrikam","resourceGroup":"rg-old","importId":"{{id}}"}"""));
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

    private void EditKey(string current, string former)
    {
        _world.EditCustomer("key", $$"""{"name":"{{current}}"}""");
        _world.EditCustomer("formerKeys", $"""["{former}"]""");
    }

    private async Task UpCustomerAsync(params string[] changes)
    {
        Assert.Equal(changes.Order(), Changes(await _world.UpCustomerAsync()).Order());
        Assert.Empty(Changes(await _world.UpCustomerAsync()));
        Assert.Equal([1, 2, 3], _world.Read());
    }
}

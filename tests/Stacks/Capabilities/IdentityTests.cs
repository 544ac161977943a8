using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenThereAreSeveralIdentities
{
    private readonly TwoTenants _world = new();

    public WhenThereAreSeveralIdentities()
    {
        _world.EditVendor("identities", """["id-a","id-b"]""");
        _world.EditVendor("defaultIdentity", "id-a");
    }

    [Theory]
    [InlineData("", "id-a")]
    [InlineData(""","identity":"id-b" """, "id-b")]
    public async Task A_customer_has_the_one_that_it_names_or_the_default(string entry, string identity)
    {
        _world.EditVendor("customers", LiveAzure.Entry(entry));

        await _world.ShakeHandsAsync();

        Assert.EndsWith(
            "/" + identity,
            Assert.Single(_world.LiveAccount["identity"]!["userAssignedIdentities"]!.AsObject()).Key,
            StringComparison.Ordinal);
        Assert.EndsWith("/" + identity, _world.Encryption()["identity"]!["userAssignedIdentity"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task Their_order_does_not_matter()
    {
        await _world.ShakeHandsAsync();
        _world.EditVendor("identities", """["id-b","id-a"]""");

        Assert.Empty(Changes(await _world.UpVendorAsync()));
    }

    [Fact]
    public async Task Without_a_default_every_customer_must_name_one()
    {
        _world.EditVendor("defaultIdentity", null);

        var refused = await RefusedAsync(() => _world.UpVendorAsync());

        Assert.Contains(
            "xtcmk-isv:defaultIdentity: is missing: there are 2 identities (id-a, id-b), and fabrikam name none", refused.Message);
        Assert.Contains("until now it was the first, id-a", refused.Message);
        _world.EditVendor("customers", LiveAzure.Entry(""","identity":"id-b" """));
        await _world.ShakeHandsAsync();
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task A_default_that_is_none_of_them_is_refused()
    {
        _world.EditVendor("defaultIdentity", "id-c");

        Assert.Contains(
            "'id-c' is not one of this stack's identities (id-a, id-b)", (await RefusedAsync(() => _world.UpVendorAsync())).Message);
    }

    [Fact]
    public async Task Each_has_its_federated_credential_and_the_budget_counts_them()
    {
        await _world.UpVendorAsync();

        var clientId = _world.Vendor.Outputs["handoff"]!["applicationId"]!.ToString();
        Assert.Equal(
            ((string[])["id-a", "id-b"]).Select(name => _world.Vendor.Outputs["identities"]![name]!["principalId"]!.ToString()),
            _world.FederatedCredentials(clientId)
                .OrderBy(credential => credential["name"]!.ToString())
                .Select(credential => credential["subject"]!.ToString()));
        Assert.Equal("""{"of":20,"used":2}""", _world.Vendor.Outputs["identityBudget"]!.ToJsonString());
    }

    [Fact]
    public async Task A_customer_can_change_to_another_and_keeps_its_data()
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        _world.EditVendor("customers", LiveAzure.Entry(""","identity":"id-b" """));

        Assert.Equal(["update StorageAccount fabrikam"], Changes(await _world.UpVendorAsync()));

        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task One_that_is_taken_out_goes_after_the_accounts_have_left_it()
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        _world.EditVendor("identities", """["id-b"]""");
        _world.EditVendor("defaultIdentity", null);

        await _world.UpVendorAsync();

        Assert.Equal([1, 2, 3], _world.Read());
        Assert.Equal("""{"of":20,"used":1}""", _world.Vendor.Outputs["identityBudget"]!.ToJsonString());
    }
}

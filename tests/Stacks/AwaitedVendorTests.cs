using System.Text.Json.Nodes;
using XtCmkInfra.Tests.Stacks.Settings;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks;

public sealed class WhenTheCustomerBeginsBeforeTheVendor
{
    private static readonly string[] WithoutVendor =
        ["create Key contoso-data", "create ResourceGroup resource-group", "create Vault vault"];
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task The_vault_and_the_key_are_made_and_nobody_is_let_in()
    {
        Assert.Equal(WithoutVendor, Changes(await _world.PreviewCustomerAsync()).Order());
        Assert.Equal(WithoutVendor, Changes(await _world.UpCustomerAsync()).Order());

        var outputs = _world.Customer.Outputs;
        Assert.Equal("awaiting-vendor", outputs["access"]!.ToString());
        Assert.True(outputs.ContainsKey("keyId"));
        Assert.False(outputs.ContainsKey("handoff") || outputs.ContainsKey("vendorApplicationId"));
    }

    [Fact]
    public async Task The_vendors_record_completes_the_handshake_when_it_is_there()
    {
        await _world.UpCustomerAsync();
        await _world.UpVendorAsync();
        Assert.Equal("awaiting-key", _world.Account["state"]!.ToString());

        Assert.Equal(
            ["create RoleAssignment grant-contoso-data", "create ServicePrincipal service-principal"],
            Changes(await _world.UpCustomerAsync()).Order());
        await _world.UpVendorAsync();

        Assert.Equal("granted", _world.Customer.Outputs["access"]!.ToString());
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task A_second_run_awaits_on_and_changes_nothing()
    {
        await _world.UpCustomerAsync();

        Assert.Empty(Changes(await _world.PreviewCustomerAsync()));
        Assert.Empty(Changes(await _world.UpCustomerAsync(refresh: true)));
    }

    [Fact]
    public async Task A_key_in_a_managed_hsm_has_nobody_to_be_granted_to_yet()
    {
        foreach (var (name, value) in Reading.InManagedHsm)
            _world.EditCustomer(name, value);

        Assert.Empty(Changes(await _world.UpCustomerAsync()));

        Assert.Equal(["access", "cryptoOfficers"], _world.Customer.Outputs.Select(output => output.Key).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_record_that_disappears_does_not_take_the_grant_away(bool isInAnEmptyStack)
    {
        await _world.ShakeHandsAsync();
        _world.Engine.Stack("xtcmk-isv", "empty");
        if (isInAnEmptyStack)
            _world.EditCustomer("vendor", """{"stack":"organization/xtcmk-isv/empty"}""");
        else
            _world.Vendor.Outputs = new JsonObject();
        foreach (var run in (Func<Task>[])[() => _world.PreviewCustomerAsync(), () => _world.UpCustomerAsync()])
        {
            var refused = await RefusedAsync(run);
            Assert.Contains("has no output 'handoff' any more, but this stack has let the application", refused.Message);
        }

        Assert.Contains(_world.Customer.Resources.Keys, key => key.Name == "grant-contoso-data");
    }
}

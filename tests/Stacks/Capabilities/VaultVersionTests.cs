using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenKeyVaultsDefaultsMove
{
    private readonly TwoTenants _world = new();

    /// <summary>From API version 2026-02-01 on a new vault has Azure RBAC by default; before, access policies.</summary>
    [Theory]
    [InlineData("rbac", true)]
    [InlineData("access-policies", false)]
    public async Task The_access_model_is_sent_at_creation_and_every_update(string accessModel, bool isRbac)
    {
        _world.EditCustomer("vault", $$"""{"name":"kv-fabrikam-cmk","accessModel":"{{accessModel}}"}""");
        await _world.ShakeHandsAsync();
        Assert.Equal(isRbac, Said());

        _world.EditCustomer("tags", """{"owner":"security"}""");
        Assert.Contains("update Vault vault", Changes(await _world.UpCustomerAsync()));

        Assert.Equal(isRbac, Said());
        Assert.Equal(isRbac, _world.LiveVault()["properties"]!["enableRbacAuthorization"]!.GetValue<bool>());
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task A_vault_cannot_change_once_its_API_version_is_retired()
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        _world.Azure.RefusesRetiredVersions = true;

        Assert.Empty(Changes(await _world.UpCustomerAsync()));
        _world.EditCustomer("tags", """{"owner":"security"}""");

        Assert.Equal("NoRegisteredProviderFound", (await RefusedAsync(() => _world.UpCustomerAsync())).Azure!.Code);
        Assert.Equal([1, 2, 3], _world.Read());
    }

    private bool Said() => _world.Customer.Resources.Values
        .Single(state => state.Key.Name == "vault").Inputs["properties"]!["enableRbacAuthorization"]!.GetValue<bool>();
}

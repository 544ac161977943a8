using XtCmkInfra.Core;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenTheCustomerRevokesAccess
{
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task Exactly_the_grant_goes_and_comes_back()
    {
        _world.EditCustomer("cryptoOfficers", $"""["{TestSettings.Officer}"]""");
        await _world.ShakeHandsAsync();
        _world.Write();
        var before = Assignments();
        Assert.Equal(2, before.Count);

        _world.EditCustomer("access", "revoked");
        Assert.Equal(["delete RoleAssignment grant-contoso-data"], Changes(await _world.PreviewCustomerAsync()));
        Assert.Equal(["delete RoleAssignment grant-contoso-data"], Changes(await _world.UpCustomerAsync()));
        Assert.Equal("revoked", _world.Customer.Outputs["access"]!.ToString());
        Assert.EndsWith(Roles.KeyVaultCryptoOfficer.DefinitionName, Assert.Single(Assignments()), StringComparison.Ordinal);
        Assert.Equal("KeyVaultAuthenticationFailure", _world.Refusal()!.Code);

        _world.EditCustomer("access", "granted");
        Assert.Equal(["create RoleAssignment grant-contoso-data"], Changes(await _world.UpCustomerAsync()));
        Assert.Equal(before, Assignments());
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task The_vendors_next_run_changes_nothing()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("access", "revoked");
        await _world.UpCustomerAsync();

        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));
        Assert.Equal("Microsoft.Keyvault", _world.Encryption()["keySource"]!.ToString());
    }

    [Fact]
    public async Task Before_the_account_is_made_Azure_refuses_to_make_it()
    {
        _world.EditCustomer("access", "revoked");
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();

        Assert.Equal("KeyVaultAuthenticationFailure", (await RefusedAsync(() => _world.UpVendorAsync())).Azure!.Code);
    }

    /// <summary>Who has which role where, at the vault and at its key.</summary>
    private List<string> Assignments() =>
    [
        .. ((string[])[_world.Customer.Outputs["vaultId"]!.ToString(), _world.Customer.Outputs["keyId"]!.ToString()])
            .SelectMany(scope => _world.Azure.ResourceManager.List(scope, "Microsoft.Authorization/roleAssignments", "2022-04-01"))
            .Select(assignment =>
                $"{assignment["id"]} {assignment["properties"]!["principalId"]} {assignment["properties"]!["roleDefinitionId"]}")
            .Distinct()
            .Order(),
    ];
}

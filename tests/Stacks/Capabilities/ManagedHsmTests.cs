using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenTheKeyIsInAManagedHsm
{
    private const string AssignmentName = "0f0f0f0f-0000-4000-8000-000000000001";
    private static readonly KeyUri Key = KeyUri.Parse("https://hsm-fabrikam.managedhsm.azure.net/keys/contoso-data").Value!;
    private readonly TwoTenants _world = new();

    public WhenTheKeyIsInAManagedHsm()
    {
        _world.AddGroup(LiveAzure.CustomersSubscription, "rg-hsm");
        _world.Azure.AddManagedHsm(
            $"{LiveAzure.CustomersSubscription}/resourceGroups/rg-hsm/providers/Microsoft.KeyVault/managedHSMs/hsm-fabrikam", "westeurope");
        _world.Azure.KeyVault.CreateKey(Caller.Operator, Key, new KeyParameters("RSA-HSM", 3072));
        _world.EditCustomer("vault", null);
        _world.EditCustomer("key", null);
        _world.EditCustomer("location", null);
        _world.EditCustomer("resourceGroup", null);
        _world.EditCustomer("managedHsm", $$"""{"keyUri":"{{Key}}"}""");
    }

    [Fact]
    public async Task The_stack_writes_the_record_and_creates_only_the_service_principal()
    {
        await _world.UpVendorAsync();
        var steps = await _world.UpCustomerAsync();

        Assert.Equal(["create ServicePrincipal service-principal"], Changes(steps));
        Assert.Equal(Key.ToString(), _world.Customer.Outputs["handoff"]!["keyUri"]!.ToString());
    }

    [Theory]
    [InlineData("granted", "create", "--assignee-principal-type ServicePrincipal ")]
    [InlineData("revoked", "delete", "")]
    public async Task The_command_for_the_local_role_is_reported(string access, string verb, string type)
    {
        _world.EditCustomer("access", access);
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();

        Assert.Equal(
            $"az keyvault role assignment {verb} --hsm-name hsm-fabrikam --role \"Managed HSM Crypto Service Encryption User\" "
            + $"--assignee-object-id {Assert.Single(_world.ServicePrincipals())["id"]} {type}--scope /keys/contoso-data",
            _world.Customer.Outputs["managedHsmGrant"]!.ToString());
    }

    [Fact]
    public async Task The_account_works_once_the_local_role_is_there_and_not_before()
    {
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        Assert.Equal("KeyVaultAuthenticationFailure", (await RefusedAsync(() => _world.UpVendorAsync())).Azure!.Code);

        Assign();
        Assert.Equal(["create StorageAccount fabrikam"], Changes(await _world.UpVendorAsync()));

        Assert.Equal(Key.ToString(), _world.Account["keyUri"]!.ToString());
        Assert.Null(_world.Refusal());
        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));
        Assert.True(_world.Azure.HsmRoleAssignments.Delete("hsm-fabrikam", AssignmentName));
        Assert.Equal("KeyVaultAuthenticationFailure", _world.Refusal()!.Code);
    }

    [Fact]
    public async Task An_account_moves_there_from_a_vault()
    {
        _world.EditCustomer("managedHsm", null);
        _world.EditCustomer("location", "westeurope");
        _world.EditCustomer("resourceGroup", "rg-fabrikam-keys");
        _world.EditCustomer("vault", """{"name":"kv-fabrikam-cmk"}""");
        _world.EditCustomer("key", """{"name":"contoso-data"}""");
        await _world.ShakeHandsAsync();
        _world.Write();
        Assign();
        _world.EditVendor("customers", TestSettings.Entry($$""","key":{"uri":"{{Key}}"}"""));

        Assert.Equal(["update StorageAccount fabrikam"], Changes(await _world.UpVendorAsync()));

        Assert.Equal("hsm-fabrikam.managedhsm.azure.net", _world.Azure.Storage.Inspect("stcontosofabrikam").KeyInUse!.Host);
        Assert.Equal([1, 2, 3], _world.Read());
    }

    private const string Definitions = "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions";

    private void Assign() => _world.Azure.HsmRoleAssignments.Put("hsm-fabrikam", "/keys/contoso-data", AssignmentName, new()
    {
        ["properties"] = new JsonObject
        {
            ["roleDefinitionId"] = $"{Definitions}/{Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionName}",
            ["principalId"] = Assert.Single(_world.ServicePrincipals())["id"]!.ToString(),
        },
    });
}

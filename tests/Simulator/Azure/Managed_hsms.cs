using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_managed_hsm
{
    private const string Name = "hsm-fabrikam";
    private const string Definitions = "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/";
    private const string AssignmentName = "0f0f0f0f-0000-4000-8000-000000000001";
    private static readonly string Id = $"{World.CustomerGroup}/providers/Microsoft.KeyVault/managedHSMs/{Name}";
    private static readonly KeyUri Key = KeyUri.Parse("https://hsm-fabrikam.managedhsm.azure.net/keys/cmk").Value!;
    private readonly World _world = new World().WithIdentity().WithServicePrincipal();

    public A_managed_hsm()
    {
        _world.Azure.AddManagedHsm(Id, "northeurope");
        _world.Azure.KeyVault.CreateKey(Caller.Operator, Key, new KeyParameters("RSA-HSM"));
    }

    [Fact]
    public void Holds_the_key_of_a_storage_account()
    {
        Assign("/keys/cmk");
        Configure();

        _world.Write();

        Assert.Equal("hello", _world.Read());
        Assert.Equal("hsm-fabrikam.managedhsm.azure.net", _world.Azure.Storage.Inspect(World.Account).KeyInUse!.Host);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/keys")]
    [InlineData("/keys/CMK")]
    public void Lets_a_local_role_work_on_all_that_is_below_its_scope(string scope)
    {
        Assign(scope);

        Configure();
    }

    [Fact]
    public void Denies_access_without_a_local_role_whatever_azure_rbac_grants()
    {
        _world.WithRole($"{Id}/providers/Microsoft.Authorization/roleAssignments/{AssignmentName}", Roles.KeyVaultAdministrator);

        var refusal = Refusal.Of(_world, Configure);

        Assert.Equal(("KeyVaultAuthenticationFailure", "ForbiddenByRbac"), (refusal.Code, refusal.Cause!.InnerCode));
    }

    [Fact]
    public void Denies_access_with_a_local_role_on_another_key()
    {
        Assign("/keys/other");

        Refusal.Is(400, "KeyVaultAuthenticationFailure", _world, Configure);
    }

    [Fact]
    public void Denies_access_once_the_local_role_is_removed()
    {
        Assign("/keys/cmk");
        Configure();
        _world.Write();

        Assert.True(_world.Azure.HsmRoleAssignments.Delete(Name, AssignmentName));

        Refusal.Is(403, "KeyVaultAuthenticationFailure", _world, () => _world.Read());
        Assert.False(_world.Azure.HsmRoleAssignments.Delete(Name, AssignmentName));
    }

    [Fact]
    public void Wants_tokens_that_are_meant_for_managed_hsms()
    {
        Assign("/keys/cmk");

        _world.Azure.KeyVault.GetKey(_world.Token("https://managedhsm.azure.net"), Key);
        Refusal.Is(401, "AKV10022", _world, () => _world.Azure.KeyVault.GetKey(_world.Token(), Key));
        Refusal.Is(
            403, "ForbiddenByRbac", _world, () => _world.Azure.KeyVault.RotateKey(_world.Token("https://managedhsm.azure.net"), Key));
    }

    [Fact]
    public void Has_keys_of_its_own_type_only() => Refusal.Is(
        400, "BadParameter", _world, () => _world.Azure.KeyVault.CreateKey(Caller.Operator, Key, new KeyParameters()));

    [Fact]
    public void Is_of_no_use_without_purge_protection()
    {
        _world.Azure.AddManagedHsm($"{Id}-2", "northeurope", purgeProtection: false);
        var key = KeyUri.Parse("https://hsm-fabrikam-2.managedhsm.azure.net/keys/cmk").Value!;
        _world.Azure.KeyVault.CreateKey(Caller.Operator, key, new KeyParameters("RSA-HSM"));
        Assign("/", "hsm-fabrikam-2");

        Refusal.Is(400, "KeyVaultPolicyError", _world, () => _world.Azure.ResourceManager.Put(
            World.AccountId, World.Accounts, _world.AccountBody(key: key)));
    }

    [Fact]
    public void Can_be_read_and_deleted_and_needs_settings_when_made()
    {
        var arm = _world.Azure.ResourceManager;

        Assert.Equal("https://hsm-fabrikam.managedhsm.azure.net/", arm.Get(Id, World.Vaults).Text("properties.hsmUri"));
        Assert.Single(arm.List(World.CustomerGroup, "Microsoft.KeyVault/managedHSMs", World.Vaults));
        Refusal.Is(400, "InvalidRequestContent", _world, () => arm.Put($"{Id}-2", World.Vaults, []));
        arm.Delete(Id, World.Vaults);
        Assert.Empty(arm.List(World.CustomerGroup, "Microsoft.KeyVault/managedHSMs", World.Vaults));
    }

    [Fact]
    public void Follows_the_rotations_of_its_key()
    {
        Assign("/keys/cmk");
        Configure();
        var rotated = _world.Azure.KeyVault.RotateKey(Caller.Operator, Key);

        _world.Azure.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(rotated.Version, _world.VersionInUse);
    }

    [Theory]
    [InlineData("/secrets", AssignmentName, 400, "BadParameter")]
    [InlineData("/keys/a b", AssignmentName, 400, "BadParameter")]
    [InlineData("/keys/cmk", "one", 400, "BadParameter")]
    public void Refuses_local_role_assignments_that_cannot_be(string scope, string name, int status, string code) => Refusal.Is(
        status, code, _world, () => _world.Azure.HsmRoleAssignments.Put(Name, scope, name, Body()));

    [Fact]
    public void Refuses_a_second_local_role_assignment_of_the_same_and_a_role_that_is_not_modelled()
    {
        Assign("/keys/cmk");
        Assign("/keys/cmk");
        Assert.Single(_world.Azure.HsmRoleAssignments.List(Name, "/keys/cmk"));
        var other = Body();
        other["properties"]!["roleDefinitionId"] = Definitions + AssignmentName;

        Refusal.Is(409, "RoleAssignmentExists", _world, () => _world.Azure.HsmRoleAssignments.Put(
            Name, "/keys/cmk", "0f0f0f0f-0000-4000-8000-000000000002", Body()));
        Refusal.Is(501, "NotImplemented", _world, () => _world.Azure.HsmRoleAssignments.Put(Name, "/keys/cmk", AssignmentName, other));
        Refusal.Is(404, "VaultNotFound", _world, () => _world.Azure.HsmRoleAssignments.Put("hsm-none", "/", AssignmentName, Body()));
    }

    private void Assign(string scope, string hsm = Name) => _world.Azure.HsmRoleAssignments.Put(hsm, scope, AssignmentName, Body());

    private JsonObject Body() => new()
    {
        ["properties"] = new JsonObject
        {
            ["roleDefinitionId"] = Definitions + Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionName,
            ["principalId"] = _world.ServicePrincipal.Value,
        },
    };

    private void Configure() => _world.Azure.ResourceManager.Put(World.AccountId, World.Accounts, _world.AccountBody(key: Key));
}

using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

/// <summary>What the caller with a token of the vendor's application can do in a vault with Azure RBAC.</summary>
public sealed class A_vault_with_azure_rbac
{
    private static readonly byte[] Secret = [1, 2, 3];
    private readonly World _world = new World().WithIdentity().WithServicePrincipal().WithVault().WithKey();

    private KeyVaultService Vault => _world.Azure.KeyVault;

    [Fact]
    public void Denies_everything_without_a_role()
    {
        var refusal = Refusal.Of(_world, () => Vault.GetKey(_world.Token(), World.Key));

        Assert.Equal((403, "Forbidden", "ForbiddenByRbac"), (refusal.Status, refusal.Code, refusal.InnerCode));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.WrapKey(_world.Token(), World.Key, Secret));
    }

    [Fact]
    public void Lets_the_service_encryption_user_get_wrap_and_unwrap()
    {
        _world.WithRole();
        var caller = _world.Token();

        Assert.Equal("cmk", Vault.GetKey(caller, World.Key).Id.KeyName);
        Assert.Equal(Secret, Vault.UnwrapKey(caller, World.Key, Vault.WrapKey(caller, World.Key, Secret)));
        Assert.Single(Vault.ListVersions(caller, World.Key));
    }

    [Fact]
    public void Lets_the_service_encryption_user_do_nothing_else()
    {
        _world.WithRole();
        var caller = _world.Token();

        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.CreateKey(caller, World.Key, new KeyParameters()));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.RotateKey(caller, World.Key));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.SetEnabled(caller, World.Key, false));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.DeleteKey(caller, World.Key));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.GetRotationPolicy(caller, World.Key));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.SetRotationPolicy(caller, World.Key, []));
    }

    public static TheoryData<string, bool, bool, bool> RolesAndRights => new()
    {
        { "Key Vault Crypto Service Encryption User", true, true, false },
        { "Key Vault Crypto Officer", true, true, true },
        { "Key Vault Administrator", true, true, true },
        { "Key Vault Crypto User", true, true, false },
        { "Key Vault Reader", true, false, false },
    };

    [Theory]
    [MemberData(nameof(RolesAndRights))]
    public void Gives_each_role_its_own_permissions(string name, bool get, bool wrap, bool rotate)
    {
        _world.WithRole(role: Roles.All.First(role => role.Name == name));
        var caller = _world.Token();

        Assert.Equal(get, Succeeds(() => Vault.GetKey(caller, World.Key)));
        Assert.Equal(wrap, Succeeds(() => Vault.WrapKey(caller, World.Key, Secret)));
        Assert.Equal(rotate, Succeeds(() => Vault.RotateKey(caller, World.Key)));
    }

    [Fact]
    public void Lets_the_crypto_user_change_a_key_but_not_rotate_it()
    {
        _world.WithRole(role: Roles.KeyVaultCryptoUser);

        Assert.False(Vault.SetEnabled(_world.Token(), World.Key, false).Enabled);
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.RotateKey(_world.Token(), World.Key));
    }

    public static TheoryData<string> Scopes =>
        [World.KeyId, World.VaultId, World.CustomerGroup, $"/subscriptions/{World.CustomerSubscription}"];

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Lets_a_role_work_on_all_that_is_below_its_scope(string scope)
    {
        _world.WithRole($"{scope}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000001");

        Assert.NotNull(Vault.GetKey(_world.Token(), World.Key));
    }

    [Fact]
    public void Lets_a_role_on_one_key_open_no_other()
    {
        var other = KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/cmk-2").Value!;
        Vault.CreateKey(Caller.Operator, other, new KeyParameters());
        _world.WithRole();

        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.GetKey(_world.Token(), other));
    }

    [Fact]
    public void Shows_a_stranger_nothing_of_existing_keys() => Refusal.Is(
        403,
        "ForbiddenByRbac",
        _world,
        () => Vault.GetKey(_world.Token(), KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/none").Value!));

    [Fact]
    public void Makes_its_access_policies_void()
    {
        _world.WithVault(_world.Policies(rbac: true, "get", "wrapKey", "unwrapKey"));

        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.GetKey(_world.Token(), World.Key));
    }

    [Fact]
    public void Lets_people_in_by_their_own_roles()
    {
        var ada = _world.User();
        _world.WithRole(role: Roles.KeyVaultCryptoOfficer, principal: ada, principalType: "User");

        var token = _world.Azure.Tokens.ForUser(World.Customer, ada, "https://vault.azure.net");

        Assert.Equal(2, Vault.ListVersions(Caller.With(token), Vault.RotateKey(Caller.With(token), World.Key).Id).Count);
        Refusal.Is(401, "AADSTS50034", _world, () => _world.Azure.Tokens.ForUser(World.Vendor, ada, "https://vault.azure.net"));

        _world.Azure.Graph(World.Customer).Patch($"users/{ada}", World.Body("""{ "accountEnabled": false }"""));
        Refusal.Is(401, "AADSTS50057", _world, () => _world.Azure.Tokens.ForUser(World.Customer, ada, "https://vault.azure.net"));
    }

    private static bool Succeeds(Action call)
    {
        try
        {
            call();
            return true;
        }
        catch (AzureException refusal)
        {
            Assert.Equal("ForbiddenByRbac", refusal.InnerCode);
            return false;
        }
    }
}

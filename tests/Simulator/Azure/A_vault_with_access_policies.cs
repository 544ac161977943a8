using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_vault_with_access_policies
{
    private static readonly byte[] Secret = [1, 2, 3];
    private readonly World _world = new World().WithIdentity().WithServicePrincipal();

    private KeyVaultService Vault => _world.Azure.KeyVault;

    [Fact]
    public void Gives_the_permissions_of_the_policy_and_no_others()
    {
        _world.WithVault(_world.Policies(rbac: false, "Get", "wrapkey")).WithKey();
        var caller = _world.Token();

        Vault.GetKey(caller, World.Key);
        var wrapped = Vault.WrapKey(caller, World.Key, Secret);
        Refusal.Is(403, "ForbiddenByPolicy", _world, () => Vault.UnwrapKey(caller, World.Key, wrapped));
        Refusal.Is(403, "ForbiddenByPolicy", _world, () => Vault.ListVersions(caller, World.Key));
    }

    [Fact]
    public void Takes_no_notice_of_roles()
    {
        _world.WithVault("""{ "enableRbacAuthorization": false, "accessPolicies": [] }""").WithKey().WithRole();

        Refusal.Is(403, "ForbiddenByPolicy", _world, () => Vault.GetKey(_world.Token(), World.Key));
    }

    [Fact]
    public void Knows_a_permission_for_everything()
    {
        _world.WithVault(_world.Policies(rbac: false, "all")).WithKey();

        Assert.NotNull(Vault.RotateKey(_world.Token(), World.Key));
    }
}

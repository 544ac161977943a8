using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_soft_deleted_vault
{
    private readonly World _world = World.Complete();

    public A_soft_deleted_vault()
    {
        _world.Write();
        _world.Azure.ResourceManager.Delete(World.VaultId, World.Vaults);
    }

    [Fact]
    public void Is_gone_for_everybody()
    {
        Refusal.Is(404, "ResourceNotFound", _world, () => _world.Azure.ResourceManager.Get(World.VaultId, World.Vaults));
        Refusal.Is(404, "VaultNotFound", _world, () => _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key));
        Refusal.Is(403, "KeyVaultVaultNotFound", _world, () => _world.Read());
        Assert.False(_world.Azure.ResourceManager.Delete(World.VaultId, World.Vaults));
    }

    [Fact]
    public void Still_holds_its_name() => Refusal.Is(409, "VaultAlreadyExists", _world, () => _world.WithVault());

    [Fact]
    public void Can_be_recovered_with_its_keys_but_without_its_role_assignments()
    {
        _world.WithVault("""{ "createMode": "recover" }""");

        Assert.Equal("cmk", _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key).Id.KeyName);
        Refusal.Is(403, "KeyVaultAuthenticationFailure", _world, () => _world.Read());

        _world.WithRole();
        Assert.Equal("hello", _world.Read());
    }

    [Fact]
    public void Cannot_be_recovered_elsewhere()
    {
        var other = World.CustomerGroup + "-2";
        _world.Put(other, World.Groups, """{ "location": "northeurope" }""");
        var body = World.VaultBody();
        body["properties"]!["createMode"] = "recover";

        Refusal.Is(404, "DeletedVaultNotFound", _world, () => _world.Azure.ResourceManager.Put(
            $"{other}/providers/Microsoft.KeyVault/vaults/kv-fabrikam", World.Vaults, body));
    }

    [Fact]
    public void Cannot_be_purged_where_purge_protection_is_on() =>
        Refusal.Is(405, "MethodNotAllowed", _world, () => _world.Azure.ResourceManager.PurgeDeletedVault("kv-fabrikam"));

    [Fact]
    public void Gives_its_name_free_when_it_is_purged_without_purge_protection()
    {
        var world = new World().WithVault("""{ "enablePurgeProtection": null }""");
        world.Azure.ResourceManager.Delete(World.VaultId, World.Vaults);

        world.Azure.ResourceManager.PurgeDeletedVault("kv-fabrikam");

        world.WithVault();
        Refusal.Is(404, "DeletedVaultNotFound", world, () => world.Azure.ResourceManager.PurgeDeletedVault("kv-fabrikam"));
    }

    [Fact]
    public void Is_gone_for_good_when_its_retention_has_passed()
    {
        _world.Azure.Clock.Advance(TimeSpan.FromDays(90));

        Refusal.Is(404, "DeletedVaultNotFound", _world, () => _world.WithVault("""{ "createMode": "recover" }"""));
        _world.WithVault();
        Refusal.Is(404, "KeyNotFound", _world, () => _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key));
    }
}

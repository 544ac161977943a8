using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_version_of_a_key
{
    private static readonly byte[] Secret = [1, 2, 3];
    private readonly World _world = new World().WithVault();

    private KeyVaultService Vault => _world.Azure.KeyVault;

    [Fact]
    public void That_is_disabled_can_be_read_and_enabled_but_not_used()
    {
        _world.WithKey();
        var wrapped = Vault.WrapKey(Caller.Operator, World.Key, Secret);

        Assert.False(Vault.SetEnabled(Caller.Operator, World.Key, false).Enabled);
        Assert.False(Vault.GetKey(Caller.Operator, World.Key).Enabled);
        Refusal.Is(403, "KeyDisabled", _world, () => Vault.WrapKey(Caller.Operator, World.Key, Secret));
        Refusal.Is(403, "KeyDisabled", _world, () => Vault.UnwrapKey(Caller.Operator, World.Key, wrapped));
        Refusal.Is(403, "KeyDisabled", _world, () => Vault.RotateKey(Caller.Operator, World.Key));

        Assert.True(Vault.SetEnabled(Caller.Operator, World.Key, true).Enabled);
        Assert.Equal(Secret, Vault.UnwrapKey(Caller.Operator, World.Key, wrapped));
    }

    [Fact]
    public void Is_disabled_alone()
    {
        var first = _world.WithKey().Azure.KeyVault.GetKey(Caller.Operator, World.Key).Id;
        Vault.RotateKey(Caller.Operator, World.Key);

        Vault.SetEnabled(Caller.Operator, first, false);

        Assert.Equal([false, true], Vault.ListVersions(Caller.Operator, World.Key).Select(version => version.Enabled));
    }

    [Fact]
    public void That_has_expired_still_unwraps_but_no_longer_wraps()
    {
        Vault.CreateKey(Caller.Operator, World.Key, new KeyParameters(Expires: _world.Azure.Clock.GetUtcNow().AddDays(30)));
        var wrapped = Vault.WrapKey(Caller.Operator, World.Key, Secret);

        _world.Azure.Clock.Advance(TimeSpan.FromDays(30));

        Refusal.Is(403, "KeyExpired", _world, () => Vault.WrapKey(Caller.Operator, World.Key, Secret));
        Assert.Equal(Secret, Vault.UnwrapKey(Caller.Operator, World.Key, wrapped));
    }

    [Fact]
    public void That_is_not_yet_valid_does_not_wrap()
    {
        Vault.CreateKey(Caller.Operator, World.Key, new KeyParameters(NotBefore: _world.Azure.Clock.GetUtcNow().AddDays(1)));
        Refusal.Is(403, "KeyNotYetValid", _world, () => Vault.WrapKey(Caller.Operator, World.Key, Secret));

        _world.Azure.Clock.Advance(TimeSpan.FromDays(1));
        Vault.WrapKey(Caller.Operator, World.Key, Secret);
    }

    [Fact]
    public void Does_only_what_its_operations_permit()
    {
        Vault.CreateKey(Caller.Operator, World.Key, new KeyParameters(KeyOps: ["wrapKey"]));

        var wrapped = Vault.WrapKey(Caller.Operator, World.Key, Secret);

        Refusal.Is(403, "KeyOperationForbidden", _world, () => Vault.UnwrapKey(Caller.Operator, World.Key, wrapped));
    }
}

using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_token_for_a_vault
{
    private readonly World _world = World.Complete();

    [Fact]
    public void Of_another_tenant_is_not_accepted()
    {
        var token = _world.Azure.Tokens.ForIdentity(World.IdentityId, "https://vault.azure.net");

        var refusal = Refusal.Of(_world, () => _world.Azure.KeyVault.GetKey(Caller.With(token), World.Key));

        Assert.Equal((401, "Unauthorized", "AKV10032"), (refusal.Status, refusal.Code, refusal.InnerCode));
        Assert.StartsWith("AKV10032", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://vault.azure.net", true)]
    [InlineData("https://vault.azure.net/", true)]
    [InlineData("https://managedhsm.azure.net", false)]
    [InlineData("https://management.azure.com/", false)]
    public void Must_be_meant_for_vaults(string audience, bool accepted)
    {
        var caller = _world.Token(audience);

        if (accepted)
            _world.Azure.KeyVault.GetKey(caller, World.Key);
        else
            Refusal.Is(401, "AKV10022", _world, () => _world.Azure.KeyVault.GetKey(caller, World.Key));
    }

    [Fact]
    public void Lasts_an_hour()
    {
        var caller = _world.Token();
        _world.Azure.Clock.Advance(TimeSpan.FromMinutes(59));
        _world.Azure.KeyVault.GetKey(caller, World.Key);

        _world.Azure.Clock.Advance(TimeSpan.FromMinutes(1));
        Refusal.Is(401, "TokenExpired", _world, () => _world.Azure.KeyVault.GetKey(caller, World.Key));
    }
}

using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class The_report_on_a_chain
{
    private readonly World _world = World.Complete();

    [Fact]
    public void Shows_every_link_in_the_order_in_which_it_is_walked()
    {
        var report = _world.Azure.Storage.Inspect(World.Account, KeyUse.Configuration);

        Assert.True(report.Holds);
        Assert.Equal(Enum.GetValues<ChainLinkKind>(), report.Links.Select(link => link.Kind));
        Assert.Equal(World.Key, report.Key);
        Assert.Equal(_world.Azure.KeyVault.GetKey(Caller.Operator, World.Key).Id, report.KeyInUse);
    }

    [Fact]
    public void Asks_for_the_recovery_policy_only_when_a_key_is_to_be_taken_into_use() => Assert.DoesNotContain(
        _world.Azure.Storage.Inspect(World.Account).Links, link => link.Kind == ChainLinkKind.RecoveryPolicy);

    [Fact]
    public void Leaves_open_what_a_broken_link_hides()
    {
        _world.Break("the vault is deleted");

        var links = _world.Azure.Storage.Inspect(World.Account).Links.ToDictionary(link => link.Kind);

        Assert.False(links[ChainLinkKind.Vault].Holds);
        Assert.True(links[ChainLinkKind.Identity].Holds);
        Assert.True(links[ChainLinkKind.FederatedCredential].Holds);
        Assert.All(
            [ChainLinkKind.ServicePrincipal, ChainLinkKind.Firewall, ChainLinkKind.Access, ChainLinkKind.Key],
            kind => Assert.Null(links[kind].Holds));
    }

    [Fact]
    public void Shows_all_broken_links_and_not_only_the_first()
    {
        _world.Break("the subject is wrong");
        _world.Break("the role is taken away");
        _world.Break("the key is disabled");

        var broken = _world.Azure.Storage.Inspect(World.Account).Links.Where(link => link.Holds == false).Select(link => link.Kind);

        Assert.Equal([ChainLinkKind.FederatedCredential, ChainLinkKind.Access, ChainLinkKind.Key], broken);
    }

    [Fact]
    public void Separates_reading_a_key_from_using_a_new_version()
    {
        _world.WithVault(_world.Policies(rbac: false, "unwrapKey"));

        Assert.True(_world.Azure.Storage.Inspect(World.Account).Holds);
        Assert.False(_world.Azure.Storage.Inspect(World.Account, KeyUse.Check).Holds);
        Assert.False(_world.Azure.Storage.Inspect(World.Account, KeyUse.Configuration).Holds);
    }

    [Fact]
    public void Is_empty_for_an_account_with_microsofts_keys()
    {
        var world = new World();
        world.Azure.ResourceManager.Put(World.AccountId, World.Accounts, World.MicrosoftManagedBody());

        var report = world.Azure.Storage.Inspect(World.Account);

        Assert.Null(report.Key);
        Assert.Empty(report.Links);
    }
}

using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_broken_link_of_the_chain
{
    private readonly World _world = World.Complete();

    public A_broken_link_of_the_chain() => _world.Write();

    [Theory]
    [MemberData(nameof(Breakage.All), MemberType = typeof(Breakage))]
    public void Makes_data_unreadable_and_unwritable(string way, ChainLinkKind _, string code, string cause)
    {
        _world.Break(way);

        foreach (var refusal in (AzureException[])[Refusal.Of(_world, () => _world.Read()), Refusal.Of(_world, () => _world.Write("new"))])
            Assert.Equal((403, code, cause), (refusal.Status, refusal.Code, refusal.Cause!.SpecificCode));
    }

    [Theory]
    [MemberData(nameof(Breakage.All), MemberType = typeof(Breakage))]
    public void Is_found_by_the_report_with_the_error_that_a_read_would_give(string way, ChainLinkKind kind, string code, string cause)
    {
        _world.Break(way);

        var before = Refusal.Saved(_world.Azure);
        var report = _world.Azure.Storage.Inspect(World.Account);

        var broken = report.Links.First(link => link.Holds == false);
        Assert.False(report.Holds);
        Assert.Equal((kind, code, cause), (broken.Kind, broken.Error!.Code, broken.Error.Cause!.SpecificCode));
        Assert.Equal(Assert.Throws<AzureException>(() => _world.Read()).Message, broken.Error.Message);
        Assert.All(report.Links.TakeWhile(link => link != broken), link => Assert.True(link.Holds));
        Assert.Equal(before, Refusal.Saved(_world.Azure));
    }

    [Theory]
    [MemberData(nameof(Breakage.All), MemberType = typeof(Breakage))]
    public void Makes_a_new_account_with_the_key_impossible(string way, ChainLinkKind _, string code, string cause)
    {
        var body = _world.AccountBody();
        _world.Azure.ResourceManager.Delete(World.AccountId, World.Accounts);
        _world.Break(way);

        var refusal = Refusal.Of(_world, () => _world.Azure.ResourceManager.Put(World.AccountId, World.Accounts, body));

        if (way == "the identity is deleted")
            Assert.Equal((400, "FailedIdentityOperation"), (refusal.Status, refusal.Code));
        else
            Assert.Equal((400, code, cause), (refusal.Status, refusal.Code, refusal.Cause!.SpecificCode));
    }

    [Fact]
    public void Is_mended_by_undoing_it_and_nothing_is_lost()
    {
        _world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, false);
        Refusal.Is(403, "KeyVaultEncryptionKeyNotFound", _world, () => _world.Read());
        _world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, true);
        Assert.Equal("hello", _world.Read());

        _world.Azure.ResourceManager.Delete(World.AssignmentId, World.Assignments);
        Refusal.Is(403, "KeyVaultAuthenticationFailure", _world, () => _world.Read());
        _world.WithRole();
        Assert.Equal("hello", _world.Read());
    }

    [Fact]
    public void Can_be_an_identity_that_is_no_longer_attached()
    {
        var body = _world.AccountBody();
        body["identity"] = World.Body("""{ "type": "None" }""");
        body["properties"]!.AsObject().Remove("encryption");
        _world.Azure.ResourceManager.Put(World.AccountId, World.Accounts, body);

        var refusal = Refusal.Of(_world, () => _world.Read());

        Assert.Equal(("KeyVaultAccessTokenCannotBeAcquired", "FailedIdentityOperation"), (refusal.Code, refusal.Cause!.Code));
    }

    [Fact]
    public void Can_be_missing_permissions_of_an_access_policy()
    {
        _world.WithVault(_world.Policies(rbac: false, "get", "wrapKey", "unwrapKey"));
        Assert.Equal("hello", _world.Read());

        _world.WithVault(_world.Policies(rbac: false, "get", "wrapKey"));

        Assert.Equal("ForbiddenByPolicy", Refusal.Of(_world, () => _world.Read()).Cause!.InnerCode);
    }
}

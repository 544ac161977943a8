using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class The_daily_check_for_a_new_version
{
    private readonly World _world = World.Complete();
    private readonly string _first;

    public The_daily_check_for_a_new_version()
    {
        _world.Write();
        _first = _world.VersionInUse!;
    }

    private SimulatedClock Clock => _world.Azure.Clock;

    [Fact]
    public void Happens_24_hours_after_the_account_was_configured_and_not_before()
    {
        var rotated = Rotate();

        Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        Assert.Equal(_first, _world.VersionInUse);

        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(rotated, _world.VersionInUse);
        Assert.Equal("hello", _world.Read());
    }

    [Fact]
    public void Happens_every_24_hours()
    {
        Clock.Advance(TimeSpan.FromHours(25));
        var rotated = Rotate();

        Clock.Advance(TimeSpan.FromHours(22));
        Assert.Equal(_first, _world.VersionInUse);

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(rotated, _world.VersionInUse);
        Assert.Equal(SimulatedClock.DefaultStart.AddHours(48), _world.Azure.Storage.LastKeyCheck(World.Account)!.At);
    }

    [Fact]
    public void Begins_again_when_the_account_is_configured_again()
    {
        Clock.Advance(TimeSpan.FromHours(12));
        _world.WithAccount();
        var rotated = Rotate();

        Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(_first, _world.VersionInUse);

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(rotated, _world.VersionInUse);
    }

    [Fact]
    public void Sees_the_time_at_which_it_happens()
    {
        Rotate();

        Clock.Advance(TimeSpan.FromDays(10));

        Assert.Equal(
            "2026-01-06T08:00:00Z",
            _world.Azure.ResourceManager.Get(World.AccountId, World.Accounts)
                .Text("properties.encryption.keyvaultproperties.lastKeyRotationTimestamp"));
        Assert.Equal(SimulatedClock.DefaultStart.AddDays(10), _world.Azure.Storage.LastKeyCheck(World.Account)!.At);
    }

    [Fact]
    public void Follows_a_rotation_by_policy_at_the_next_check_after_it()
    {
        _world.Azure.KeyVault.SetRotationPolicy(Caller.Operator, World.Key, World.Body("""
            { "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D" }, "action": { "type": "Rotate" } } ] }
            """));
        Clock.Advance(TimeSpan.FromHours(6));
        _world.WithAccount();

        Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromHours(1));
        Assert.Equal(2, _world.Azure.KeyVault.ListVersions(Caller.Operator, World.Key).Count);
        Assert.Equal(_first, _world.VersionInUse);

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.NotEqual(_first, _world.VersionInUse);
        Assert.Equal("hello", _world.Read());
    }

    [Fact]
    public void Comes_too_late_for_who_disables_the_old_version_at_once()
    {
        var old = _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key).Id;
        Rotate();
        _world.Azure.KeyVault.SetEnabled(Caller.Operator, old, false);
        Refusal.Is(403, "KeyVaultEncryptionKeyNotFound", _world, () => _world.Read());

        Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(_first, _world.VersionInUse);
        Assert.Equal("KeyVaultEncryptionKeyNotFound", _world.Azure.Storage.LastKeyCheck(World.Account)!.Code);
        Refusal.Is(403, "KeyVaultEncryptionKeyNotFound", _world, () => _world.Read());

        _world.Azure.KeyVault.SetEnabled(Caller.Operator, old, true);
        Clock.Advance(TimeSpan.FromHours(24));
        Assert.NotEqual(_first, _world.VersionInUse);
        Assert.Equal("hello", _world.Read());
    }

    [Fact]
    public void Lets_the_old_version_be_disabled_afterwards()
    {
        var old = _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key).Id;
        Rotate();
        Clock.Advance(TimeSpan.FromHours(24));

        _world.Azure.KeyVault.SetEnabled(Caller.Operator, old, false);

        Assert.Equal("hello", _world.Read());
    }

    [Fact]
    public void Does_not_take_a_new_version_that_is_disabled()
    {
        Rotate();
        _world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, false);

        Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(_first, _world.VersionInUse);
        Assert.Equal("hello", _world.Read());
        Assert.Equal("KeyVaultEncryptionKeyNotFound", _world.Azure.Storage.LastKeyCheck(World.Account)!.Code);
    }

    [Fact]
    public void Is_content_with_a_key_that_has_expired_as_long_as_there_is_no_new_version()
    {
        var world = new World().WithIdentity().WithServicePrincipal().WithVault();
        world.Azure.KeyVault.CreateKey(Caller.Operator, World.Key, new KeyParameters(Expires: SimulatedClock.DefaultStart.AddDays(3)));
        world.WithRole().WithAccount();
        world.Write();

        world.Azure.Clock.Advance(TimeSpan.FromDays(5));

        Assert.Equal("hello", world.Read());
        world.Write("still writable");
        Assert.Null(world.Azure.Storage.LastKeyCheck(World.Account)!.Code);
        Refusal.Is(400, "KeyVaultEncryptionKeyNotFound", world, () => world.WithAccount());
    }

    [Fact]
    public void Does_not_happen_with_microsofts_keys_or_after_the_account_is_gone()
    {
        Rotate();
        _world.Azure.ResourceManager.Put(World.AccountId, World.Accounts, World.MicrosoftManagedBody());
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(_world.Azure.Storage.LastKeyCheck(World.Account));

        _world.WithAccount();
        _world.Azure.ResourceManager.Delete(World.AccountId, World.Accounts);
        Clock.Advance(TimeSpan.FromDays(3));
    }

    [Fact]
    public void Of_one_account_that_fails_leaves_the_others_alone()
    {
        var otherId = $"{World.VendorGroup}/providers/Microsoft.Storage/storageAccounts/stother";
        var otherKey = KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/cmk-2").Value!;
        _world.Azure.KeyVault.CreateKey(Caller.Operator, otherKey, new KeyParameters());
        _world.WithRole(
            $"{World.VaultId}/keys/cmk-2/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000002");
        _world.Azure.ResourceManager.Put(otherId, World.Accounts, _world.AccountBody(key: otherKey));
        Rotate();
        var rotated = _world.Azure.KeyVault.RotateKey(Caller.Operator, otherKey);
        _world.Azure.ResourceManager.Delete(World.AssignmentId, World.Assignments);

        Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(_first, _world.VersionInUse);
        Assert.Equal("KeyVaultAuthenticationFailure", _world.Azure.Storage.LastKeyCheck(World.Account)!.Code);
        Assert.Equal(rotated.Id, _world.Azure.Storage.Inspect("stother").KeyInUse);
        Assert.Null(_world.Azure.Storage.LastKeyCheck("stother")!.Code);
    }

    private string Rotate() => _world.Azure.KeyVault.RotateKey(Caller.Operator, World.Key).Version;
}

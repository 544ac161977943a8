using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_change_of_key
{
    private static readonly KeyUri OtherKey = KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/cmk-2").Value!;
    private readonly World _world = World.Complete();

    public A_change_of_key()
    {
        _world.Azure.KeyVault.CreateKey(Caller.Operator, OtherKey, new KeyParameters());
        _world.WithRole(
            $"{World.VaultId}/keys/cmk-2/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000002");
        _world.Write("one", "first");
        _world.Write("two", "second");
    }

    [Fact]
    public void Wraps_the_data_key_again_and_leaves_the_data_as_it_is()
    {
        var (data, wrapped) = (_world.Azure.Storage.StoredBlob(World.Account, "first"), _world.Azure.Storage.StoredDataKey(World.Account));

        Put(_world.AccountBody(key: OtherKey));

        Assert.Equal(data, _world.Azure.Storage.StoredBlob(World.Account, "first"));
        Assert.NotEqual(wrapped, _world.Azure.Storage.StoredDataKey(World.Account));
        Assert.Equal("one", _world.Read("first"));
        Assert.Equal("two", _world.Read("second"));
    }

    [Fact]
    public void Makes_the_old_key_dispensable()
    {
        Put(_world.AccountBody(key: OtherKey));

        _world.Azure.KeyVault.DeleteKey(Caller.Operator, World.Key);

        Assert.Equal("one", _world.Read("first"));
    }

    [Fact]
    public void Is_refused_where_the_old_key_cannot_unwrap_any_more()
    {
        _world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, false);

        Refusal.Is(400, "KeyVaultEncryptionKeyNotFound", _world, () => Put(_world.AccountBody(key: OtherKey)));
        Refusal.Is(400, "KeyVaultEncryptionKeyNotFound", _world, () => Put(World.MicrosoftManagedBody()));

        _world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, true);
        Put(_world.AccountBody(key: OtherKey));
        Assert.Equal("one", _world.Read("first"));
    }

    [Fact]
    public void Is_refused_where_the_new_key_cannot_be_used()
    {
        _world.Azure.KeyVault.SetEnabled(Caller.Operator, OtherKey, false);

        Refusal.Is(400, "KeyVaultEncryptionKeyNotFound", _world, () => Put(_world.AccountBody(key: OtherKey)));

        Assert.Equal("one", _world.Read("first"));
    }

    [Fact]
    public void Can_be_a_switch_to_microsofts_keys_and_back()
    {
        var data = _world.Azure.Storage.StoredBlob(World.Account, "first");

        Put(World.MicrosoftManagedBody());
        _world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, false);
        Assert.Equal("one", _world.Read("first"));
        _world.Write("three", "third");

        _world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, true);
        Put(_world.AccountBody());
        Assert.Equal("three", _world.Read("third"));
        Assert.Equal(data, _world.Azure.Storage.StoredBlob(World.Account, "first"));

        _world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, false);
        Refusal.Is(403, "KeyVaultEncryptionKeyNotFound", _world, () => _world.Read("third"));
    }

    [Fact]
    public void Can_be_a_pinned_version()
    {
        var first = _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key);
        _world.Azure.KeyVault.RotateKey(Caller.Operator, World.Key);

        var answer = Put(_world.AccountBody(first.Version));

        Assert.Equal(first.Version, answer.Text("properties.encryption.keyvaultproperties.keyversion"));
        Assert.Equal(first.Version, _world.VersionInUse);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(first.Version, _world.VersionInUse);
        Assert.Null(_world.Azure.Storage.LastKeyCheck(World.Account));
    }

    [Fact]
    public void To_the_same_key_takes_the_newest_version_at_once()
    {
        var rotated = _world.Azure.KeyVault.RotateKey(Caller.Operator, World.Key);

        Put(_world.AccountBody());

        Assert.Equal(rotated.Version, _world.VersionInUse);
        Assert.Equal("one", _world.Read("first"));
    }

    [Fact]
    public void To_what_it_is_already_writes_nothing_new()
    {
        var (wrapped, since) = (_world.Azure.Storage.StoredDataKey(World.Account), Since());
        _world.Azure.Clock.Advance(TimeSpan.FromHours(1));

        Put(_world.AccountBody());

        Assert.Equal(wrapped, _world.Azure.Storage.StoredDataKey(World.Account));
        Assert.Equal(since, Since());
    }

    [Fact]
    public void Is_refused_where_the_newest_version_is_disabled_although_an_older_one_is_in_use()
    {
        _world.Azure.KeyVault.RotateKey(Caller.Operator, World.Key);
        _world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, false);

        Refusal.Is(400, "KeyVaultEncryptionKeyNotFound", _world, () => Put(_world.AccountBody()));

        Assert.Equal("one", _world.Read("first"));
    }

    private string Since() => _world.Azure.ResourceManager.Get(World.AccountId, World.Accounts)
        .Text("properties.encryption.keyvaultproperties.lastKeyRotationTimestamp");

    private JsonObject Put(JsonObject body) => _world.Azure.ResourceManager.Put(World.AccountId, World.Accounts, body);
}

public sealed class What_the_platform_stores
{
    private readonly World _world = World.Complete();

    [Fact]
    public void Is_not_what_was_written()
    {
        _world.Write("plain words", "note");

        var stored = _world.Azure.Storage.StoredBlob(World.Account, "note");

        Assert.Equal(-1, stored.AsSpan().IndexOf("plain words"u8));
        Assert.DoesNotContain("plain words", Refusal.Saved(_world.Azure), StringComparison.Ordinal);
    }

    [Fact]
    public void Differs_between_two_blobs_of_the_same_words()
    {
        _world.Write("same", "one");
        _world.Write("same", "two");

        Assert.NotEqual(_world.Azure.Storage.StoredBlob(World.Account, "one"), _world.Azure.Storage.StoredBlob(World.Account, "two"));
    }

    [Fact]
    public void Of_the_data_key_opens_with_the_customers_key_and_no_other()
    {
        Assert.Null(_world.Azure.Storage.StoredDataKey(World.Account));
        _world.Write();
        var wrapped = _world.Azure.Storage.StoredDataKey(World.Account)!;

        var key = _world.Azure.KeyVault.UnwrapKey(Caller.Operator, _world.Azure.Storage.Inspect(World.Account).KeyInUse!, wrapped);

        Assert.Equal(32, key.Length);
        Assert.DoesNotContain(Convert.ToBase64String(key), Refusal.Saved(_world.Azure), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_replaced_when_a_blob_is_written_again()
    {
        _world.Write("old");
        _world.Write("new");

        Assert.Equal("new", _world.Read());
        Refusal.Is(404, "BlobNotFound", _world, () => _world.Read("another"));
    }
}

using System.Security.Cryptography;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_key
{
    private static readonly byte[] Secret = [1, 2, 3];
    private readonly World _world = new World().WithVault().WithKey();

    private KeyVaultService Vault => _world.Azure.KeyVault;

    [Fact]
    public void Wraps_what_only_it_can_unwrap()
    {
        var first = Vault.GetKey(Caller.Operator, World.Key).Id;
        var wrapped = Vault.WrapKey(Caller.Operator, World.Key, Secret);
        Vault.RotateKey(Caller.Operator, World.Key);
        Vault.WrapKey(Caller.Operator, World.Key, Secret);

        Assert.Equal(Secret, Vault.UnwrapKey(Caller.Operator, first, wrapped));
        Refusal.Is(400, "BadParameter", _world, () => Vault.UnwrapKey(Caller.Operator, World.Key, wrapped));
        Refusal.Is(400, "BadParameter", _world, () => Vault.UnwrapKey(Caller.Operator, first, [1, 2, 3]));
    }

    [Fact]
    public void Wraps_by_rsa_oaep_256_with_its_public_key()
    {
        using var rsa = RSA.Create(Vault.GetPublicKey(Caller.Operator, World.Key));

        var wrapped = rsa.Encrypt(Secret, RSAEncryptionPadding.OaepSHA256);

        Assert.Equal(Secret, Vault.UnwrapKey(Caller.Operator, World.Key, wrapped));
        Assert.Null(rsa.ExportParameters(false).D);
    }

    [Theory]
    [InlineData(2048)]
    [InlineData(3072)]
    public void Has_the_size_that_was_asked_for(int bits)
    {
        Vault.CreateKey(Caller.Operator, World.Key, new KeyParameters(KeySize: bits));

        Assert.Equal(bits / 8, Vault.GetPublicKey(Caller.Operator, World.Key).Modulus!.Length);
    }

    [Fact]
    public void Has_versions_in_the_order_of_their_creation_and_the_last_one_is_meant()
    {
        _world.Azure.Clock.Advance(TimeSpan.FromDays(1));
        var second = Vault.RotateKey(Caller.Operator, World.Key);
        var third = Vault.CreateKey(Caller.Operator, World.Key, new KeyParameters(KeySize: 3072));

        var versions = Vault.ListVersions(Caller.Operator, World.Key).Select(version => version.Version);
        Assert.Equal([second.Version, third.Version], versions.Skip(1));
        Assert.Equal(third.Id, Vault.GetKey(Caller.Operator, World.Key).Id);
        Assert.Equal(second.Id, Vault.GetKey(Caller.Operator, second.Id).Id);
        Assert.Equal(SimulatedClock.DefaultStart.AddDays(1), second.Created);
    }

    [Fact]
    public void Is_told_in_the_shape_of_key_vault()
    {
        var bundle = Vault.GetKey(Caller.Operator, World.Key);

        var json = bundle.ToJson();

        Assert.Equal(bundle.Id.ToString(), json.Text("key.kid"));
        Assert.Equal("RSA", json.Text("key.kty"));
        Assert.True(json["attributes"]!["enabled"]!.GetValue<bool>());
        Assert.Equal(SimulatedClock.DefaultStart.ToUnixTimeSeconds(), json["attributes"]!["created"]!.GetValue<long>());
        Assert.Equal("Recoverable", json.Text("attributes.recoveryLevel"));
    }

    [Fact]
    public void Is_not_found_where_it_is_not()
    {
        Refusal.Is(404, "KeyNotFound", _world, () => Vault.GetKey(Caller.Operator, Uri("kv-fabrikam", "none")));
        Refusal.Is(404, "KeyNotFound", _world, () => Vault.GetKey(Caller.Operator, Uri("kv-fabrikam", $"cmk/{new string('0', 32)}")));
        Refusal.Is(404, "VaultNotFound", _world, () => Vault.GetKey(Caller.Operator, Uri("kv-none", "cmk")));
        Refusal.Is(404, "VaultNotFound", _world, () => Vault.GetKey(
            Caller.Operator, KeyUri.Parse("https://kv-fabrikam.vault.usgovcloudapi.net/keys/cmk").Value!));
    }

    [Fact]
    public void Is_found_in_any_letter_case() =>
        Assert.Equal(World.Key.Host, Vault.GetKey(Caller.Operator, Uri("KV-Fabrikam", "CMK")).Id.Host);

    [Fact]
    public void That_is_deleted_can_be_recovered_with_all_its_versions()
    {
        Vault.RotateKey(Caller.Operator, World.Key);
        Vault.DeleteKey(Caller.Operator, World.Key);
        Refusal.Is(404, "KeyNotFound", _world, () => Vault.GetKey(Caller.Operator, World.Key));
        Refusal.Is(409, "ObjectIsDeletedButRecoverable", _world, () => Vault.CreateKey(Caller.Operator, World.Key, new KeyParameters()));

        Vault.RecoverDeletedKey(Caller.Operator, World.Key);

        Assert.Equal(2, Vault.ListVersions(Caller.Operator, World.Key).Count);
        Refusal.Is(404, "KeyNotFound", _world, () => Vault.RecoverDeletedKey(Caller.Operator, World.Key));
    }

    private static KeyUri Uri(string vault, string key) => KeyUri.Parse($"https://{vault}.vault.azure.net/keys/{key}").Value!;
}

public sealed class A_version_of_a_key
{
    private static readonly byte[] Secret = [1, 2, 3];
    private readonly World _world = new World().WithVault();

    private KeyVaultService Vault => _world.Azure.KeyVault;

    [Fact]
    public void That_is_disabled_can_be_looked_at_and_enabled_but_not_used()
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

public sealed class A_rotation_policy
{
    private const string Every90Days = """
        {
          "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P90D" }, "action": { "type": "Rotate" } } ],
          "attributes": { "expiryTime": "P1Y" }
        }
        """;

    private readonly World _world = new World().WithVault().WithKey();

    private KeyVaultService Vault => _world.Azure.KeyVault;

    private int Versions => Vault.ListVersions(Caller.Operator, World.Key).Count;

    [Fact]
    public void Makes_a_version_when_the_latest_is_old_enough()
    {
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));

        _world.Azure.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromTicks(1));
        Assert.Equal(1, Versions);
        _world.Azure.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(2, Versions);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal(6, Versions);
    }

    [Fact]
    public void Gives_the_new_version_its_expiry_and_the_time_at_which_it_was_due()
    {
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));

        _world.Azure.Clock.Advance(TimeSpan.FromDays(100));

        var latest = Vault.GetKey(Caller.Operator, World.Key);
        Assert.Equal(SimulatedClock.DefaultStart.AddDays(90), latest.Created);
        Assert.Equal(SimulatedClock.DefaultStart.AddDays(90).AddYears(1), latest.Expires);
    }

    [Fact]
    public void Makes_a_version_before_the_latest_expires()
    {
        Vault.CreateKey(Caller.Operator, World.Key, new KeyParameters(Expires: _world.Azure.Clock.GetUtcNow().AddDays(60)));
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body("""
            {
              "lifetimeActions": [ { "trigger": { "timeBeforeExpiry": "P30D" }, "action": { "type": "Rotate" } } ],
              "attributes": { "expiryTime": "P90D" }
            }
            """));

        _world.Azure.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(2, Versions);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, Versions);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(4, Versions);
    }

    [Fact]
    public void That_covers_the_past_acts_as_soon_as_time_moves()
    {
        _world.Azure.Clock.Advance(TimeSpan.FromDays(200));
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));
        Assert.Equal(1, Versions);

        _world.Azure.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, Versions);
        Assert.Equal(SimulatedClock.DefaultStart.AddDays(200), Vault.GetKey(Caller.Operator, World.Key).Created);
    }

    [Fact]
    public void Leaves_a_disabled_key_alone_until_it_is_enabled()
    {
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));
        Vault.SetEnabled(Caller.Operator, World.Key, false);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(100));
        Assert.Equal(1, Versions);

        Vault.SetEnabled(Caller.Operator, World.Key, true);
        _world.Azure.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Versions);
    }

    [Fact]
    public void Leaves_a_deleted_key_alone()
    {
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));
        Vault.DeleteKey(Caller.Operator, World.Key);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(100));

        Vault.RecoverDeletedKey(Caller.Operator, World.Key);

        Assert.Equal(1, Versions);
    }

    [Fact]
    public void That_only_notifies_makes_no_version()
    {
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body("""
            { "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D" }, "action": { "type": "Notify" } } ] }
            """));

        _world.Azure.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(1, Versions);
    }

    [Fact]
    public void Is_answered_as_it_was_set()
    {
        Assert.Empty(Vault.GetRotationPolicy(Caller.Operator, World.Key)["lifetimeActions"]!.AsArray());

        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));

        var policy = Vault.GetRotationPolicy(Caller.Operator, World.Key);
        Assert.Equal("P90D", policy.Text("lifetimeActions.0.trigger.timeAfterCreate"));
        Assert.Equal("Rotate", policy.Text("lifetimeActions.0.action.type"));
        Assert.Equal("P1Y", policy.Text("attributes.expiryTime"));
    }

    [Theory]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P6D" }, "action": { "type": "Rotate" } } ] }""")]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeBeforeExpiry": "P6D" }, "action": { "type": "Rotate" } } ], "attributes": { "expiryTime": "P90D" } }""")]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeBeforeExpiry": "P30D" }, "action": { "type": "Rotate" } } ] }""")]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D", "timeBeforeExpiry": "P30D" }, "action": { "type": "Rotate" } } ], "attributes": { "expiryTime": "P90D" } }""")]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P89D" }, "action": { "type": "Rotate" } } ], "attributes": { "expiryTime": "P90D" } }""")]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D" }, "action": { "type": "Celebrate" } } ] }""")]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "soon" }, "action": { "type": "Rotate" } } ] }""")]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D" }, "action": { "type": "Rotate" } }, { "trigger": { "timeAfterCreate": "P60D" }, "action": { "type": "rotate" } } ] }""")]
    [InlineData("""{ "attributes": { "expiryTime": "P27D" } }""")]
    [InlineData("""{ "id": "mine" }""")]
    public void Is_refused_where_it_cannot_be(string policy) => Refusal.Is(
        400, "BadParameter", _world, () => Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(policy)));

    [Theory]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P7D" }, "action": { "type": "Rotate" } } ] }""")]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeBeforeExpiry": "P7D" }, "action": { "type": "Rotate" } } ], "attributes": { "expiryTime": "P28D" } }""")]
    [InlineData("""{ }""")]
    public void Is_taken_where_it_can_be(string policy) =>
        Assert.NotNull(Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(policy)));
}

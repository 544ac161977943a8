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
    public void Is_reported_in_the_shape_of_key_vault()
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

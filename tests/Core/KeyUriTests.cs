using FsCheck;
using FsCheck.Fluent;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Core;

public sealed class WhenReadingAKeyUri
{
    private const string Version = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("https://kv-fabrikam.vault.azure.net/keys/data", "kv-fabrikam", "data", null, "public", false)]
    [InlineData("https://kv-fabrikam.vault.azure.net/keys/data/" + Version, "kv-fabrikam", "data", Version, "public", false)]
    [InlineData("https://KV-Fabrikam.Vault.Azure.net/keys/Data", "kv-fabrikam", "Data", null, "public", false)]
    [InlineData("https://kv-fabrikam.vault.azure.net:443/keys/data", "kv-fabrikam", "data", null, "public", false)]
    [InlineData("https://kv-fabrikam.vault.usgovcloudapi.net/keys/data", "kv-fabrikam", "data", null, "usgovernment", false)]
    [InlineData("https://kv-fabrikam.vault.azure.cn/keys/data", "kv-fabrikam", "data", null, "china", false)]
    [InlineData("https://fabrikam.managedhsm.azure.net/keys/data", "fabrikam", "data", null, "public", true)]
    public void A_key_of_a_vault_or_an_hsm_is_accepted(string text, string vault, string name, string? version, string cloud, bool isHsm)
    {
        var key = KeyUri.Parse(text).Value!;

        Assert.Equal((vault, name, version, cloud, isHsm), (key.VaultName, key.KeyName, key.Version, key.Cloud.Name, key.IsManagedHsm));
    }

    [Theory]
    [InlineData("", "must be a URI")]
    [InlineData("kv-fabrikam", "must be a URI")]
    [InlineData("http://kv-fabrikam.vault.azure.net/keys/data", "must begin with https://")]
    [InlineData("https://kv-fabrikam.vault.azure.net:8443/keys/data", "no port")]
    [InlineData("https://kv-fabrikam.vault.azure.net/keys/data?x=1", "no port, user, query")]
    [InlineData("https://me@kv-fabrikam.vault.azure.net/keys/data", "no port, user, query")]
    [InlineData("https://kv-fabrikam.vault.azure.net.evil.example/keys/data", "must end in one of")]
    [InlineData("https://vault.azure.net/keys/data", "must end in one of")]
    [InlineData("https://a.b.vault.azure.net/keys/data", "must end in one of")]
    [InlineData("https://kv-fabrikam.vault.azure.net/keys/data/", "must not end with a slash")]
    [InlineData("https://kv-fabrikam.vault.azure.net/secrets/data", "path must be /keys/{name}")]
    [InlineData("https://kv-fabrikam.vault.azure.net/keys", "path must be /keys/{name}")]
    [InlineData("https://kv-fabrikam.vault.azure.net/keys/da_ta", "is not a key name")]
    [InlineData("https://kv-fabrikam.vault.azure.net/keys/da%20ta", "escaped characters")]
    [InlineData("https://kv-fabrikam.vault.azure.net/keys/data/latest", "not a key version")]
    public void Anything_else_is_refused_with_the_reason(string text, string reason) => Assert.Contains(reason, KeyUri.Parse(text).Mistake);

    [Fact]
    public void What_is_printed_reads_back_as_the_same_key() =>
        Prop.ForAll(Keys(), key => KeyUri.Parse(key.ToString()).Value == key).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_whatever_ends_in_an_exception() =>
        Prop.ForAll<string>(text => KeyUri.Parse(text ?? "") is { Ok: true } or { Mistake: not null }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_version_does_not_make_another_key()
    {
        var key = KeyUri.Parse($"https://kv-fabrikam.vault.azure.net/keys/data/{Version}").Value!;

        Assert.True(key.IsSameKeyAs(key.WithoutVersion));
        Assert.False(key.IsSameKeyAs(KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/other").Value!));
        Assert.False(key.IsSameKeyAs(KeyUri.Parse("https://kv-contoso.vault.azure.net/keys/data").Value!));
    }

    private static Arbitrary<KeyUri> Keys() => Arb.From(
        from vault in Gen.Elements("kv-one", "kv-two", "a1b")
        from suffix in Gen.Elements(Cloud.All.SelectMany(cloud => new[] { cloud.VaultSuffix, cloud.ManagedHsmSuffix }).ToArray())
        from name in Gen.Elements("data", "Data-2", "k")
        from version in Gen.Elements("", "/" + Version)
        select KeyUri.Parse($"https://{vault}.{suffix}/keys/{name}{version}").Value!);
}

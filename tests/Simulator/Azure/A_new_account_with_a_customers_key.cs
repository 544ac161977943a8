using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_new_account_with_a_customers_key
{
    private readonly World _world = new World().WithIdentity().WithServicePrincipal();

    [Theory]
    [InlineData("""{ "enablePurgeProtection": null }""", "KeyVaultPolicyError")]
    [InlineData("{}", null)]
    public void Needs_a_vault_with_purge_protection(string properties, string? code)
    {
        _world.WithVault(properties).WithKey().WithRole();

        if (code is null)
            _world.WithAccount();
        else
            Refusal.Is(400, code, _world, () => _world.WithAccount());
    }

    [Theory]
    [InlineData("""{ "kty": "RSA", "keyOps": [ "wrapKey", "unwrapKey" ] }""", null)]
    [InlineData("""{ "kty": "RSA", "keyOps": [ "unwrapKey" ] }""", "KeyOperationForbidden")]
    [InlineData("""{ "kty": "RSA", "keyOps": [ "wrapKey" ] }""", "KeyOperationForbidden")]
    [InlineData("""{ "kty": "RSA", "attributes": { "enabled": false } }""", "KeyDisabled")]
    [InlineData("""{ "kty": "RSA", "attributes": { "exp": 1700000000 } }""", "KeyExpired")]
    [InlineData("""{ "kty": "RSA", "attributes": { "nbf": 1900000000 } }""", "KeyNotYetValid")]
    public void Needs_a_key_that_can_wrap_and_unwrap(string key, string? cause)
    {
        _world.WithVault().WithKey(key).WithRole();

        if (cause is null)
        {
            _world.WithAccount();
            return;
        }

        var refusal = Refusal.Of(_world, () => _world.WithAccount());
        Assert.Equal((400, "KeyVaultEncryptionKeyNotFound", cause), (refusal.Status, refusal.Code, refusal.Cause!.InnerCode));
    }

    [Theory]
    [InlineData(true, "get", "wrapKey", "unwrapKey")]
    [InlineData(false, "wrapKey", "unwrapKey")]
    [InlineData(false, "get", "unwrapKey")]
    [InlineData(false, "get", "wrapKey")]
    public void Needs_all_three_permissions(bool enough, params string[] permissions)
    {
        _world.WithVault(_world.Policies(rbac: false, permissions)).WithKey();

        if (enough)
            _world.WithAccount();
        else
            Refusal.Is(400, "KeyVaultAuthenticationFailure", _world, () => _world.WithAccount());
    }

    [Fact]
    public void Needs_the_version_that_it_names()
    {
        _world.WithVault().WithKey().WithRole();

        Refusal.Is(400, "KeyVaultEncryptionKeyNotFound", _world, () => _world.Azure.ResourceManager.Put(
            World.AccountId, World.Accounts, _world.AccountBody(new string('0', 32))));
    }

    [Fact]
    public void Is_refused_for_a_vault_of_another_cloud()
    {
        var world = new World(Cloud.USGovernment).WithIdentity();
        world.WithVault().WithKey();

        Refusal.Is(400, "KeyVaultVaultNotFound", world, () => world.WithAccount());
    }

    [Fact]
    public void Leaves_no_account_behind_when_it_is_refused()
    {
        _world.WithVault().WithKey();

        Refusal.Is(400, "KeyVaultAuthenticationFailure", _world, () => _world.WithAccount());

        Assert.Empty(_world.Azure.ResourceManager.List(World.VendorGroup, "Microsoft.Storage/storageAccounts", World.Accounts));
    }
}

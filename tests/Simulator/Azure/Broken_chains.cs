using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

/// <summary>Ways to break one link of a chain of trust, and what Azure Storage then says, and why.</summary>
public static class Breakage
{
    private static readonly Dictionary<string, Action<World>> Ways = new(StringComparer.Ordinal)
    {
        ["the vault is deleted"] = world => world.Azure.ResourceManager.Delete(World.VaultId, World.Vaults),
        ["the identity is deleted"] = world => world.Azure.ResourceManager.Delete(World.IdentityId, World.Identities),
        ["the federated credential is deleted"] = world => world.Azure.Graph(World.Vendor).Delete(Credential(world)),
        ["the issuer is wrong"] = world => Change(world, """{ "issuer": "https://login.microsoftonline.com/x/v2.0" }"""),
        ["the audience is wrong"] = world => Change(world, """{ "audiences": ["api://AzureADTokenExchangeChina"] }"""),
        ["the subject is wrong"] = world => Change(world, """{ "subject": "33333333-3333-4333-8333-333333333333" }"""),
        ["the application is deleted"] = world => world.Azure.Graph(World.Vendor).Delete(world.ApplicationPath),
        ["the application is single-tenant"] = world =>
            world.Azure.Graph(World.Vendor).Patch(world.ApplicationPath, World.Body("""{ "signInAudience": "AzureADMyOrg" }""")),
        ["the service principal is deleted"] = world => world.Azure.Graph(World.Customer).Delete(world.ServicePrincipalPath),
        ["the service principal is disabled"] = world =>
            world.Azure.Graph(World.Customer).Patch(world.ServicePrincipalPath, World.Body("""{ "accountEnabled": false }""")),
        ["the firewall trusts nobody"] = world =>
            world.WithVault("""{ "networkAcls": { "bypass": "None", "defaultAction": "Deny" } }"""),
        ["the role is taken away"] = world => world.Azure.ResourceManager.Delete(World.AssignmentId, World.Assignments),
        ["the vault goes over to access policies"] = world =>
            world.WithVault("""{ "enableRbacAuthorization": false, "accessPolicies": [] }"""),
        ["the key is disabled"] = world => world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, false),
        ["the key is deleted"] = world => world.Azure.KeyVault.DeleteKey(Caller.Operator, World.Key),
    };

    public static TheoryData<string, ChainLinkKind, string, string> All => new()
    {
        { "the vault is deleted", ChainLinkKind.Vault, "KeyVaultVaultNotFound", "VaultNotFound" },
        { "the identity is deleted", ChainLinkKind.Identity, "KeyVaultAccessTokenCannotBeAcquired", "ResourceNotFound" },
        { "the federated credential is deleted", ChainLinkKind.FederatedCredential, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS70025" },
        { "the issuer is wrong", ChainLinkKind.FederatedCredential, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS700211" },
        { "the audience is wrong", ChainLinkKind.FederatedCredential, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS7002121" },
        { "the subject is wrong", ChainLinkKind.FederatedCredential, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS700213" },
        { "the application is deleted", ChainLinkKind.FederatedCredential, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS700016" },
        { "the application is single-tenant", ChainLinkKind.ServicePrincipal, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS700016" },
        { "the service principal is deleted", ChainLinkKind.ServicePrincipal, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS7000229" },
        { "the service principal is disabled", ChainLinkKind.ServicePrincipal, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS7000112" },
        { "the firewall trusts nobody", ChainLinkKind.Firewall, "KeyVaultAuthenticationFailure", "ForbiddenByFirewall" },
        { "the role is taken away", ChainLinkKind.Access, "KeyVaultAuthenticationFailure", "ForbiddenByRbac" },
        { "the vault goes over to access policies", ChainLinkKind.Access, "KeyVaultAuthenticationFailure", "ForbiddenByPolicy" },
        { "the key is disabled", ChainLinkKind.Key, "KeyVaultEncryptionKeyNotFound", "KeyDisabled" },
        { "the key is deleted", ChainLinkKind.Key, "KeyVaultEncryptionKeyNotFound", "KeyNotFound" },
    };

    internal static void Break(this World world, string way) => Ways[way](world);

    private static string Credential(World world) => $"{world.ApplicationPath}/federatedIdentityCredentials/id-cmk";

    private static void Change(World world, string credential) =>
        world.Azure.Graph(World.Vendor).Patch(Credential(world), World.Body(credential));
}

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
    public void Needs_all_three_rights(bool enough, params string[] permissions)
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
    public void Tells_a_right_to_read_from_a_right_to_take_a_version_into_use()
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

using System.Net;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

/// <summary>What the caller with a token of the vendor's application can do in a vault with Azure RBAC.</summary>
public sealed class A_vault_with_azure_rbac
{
    private static readonly byte[] Secret = [1, 2, 3];
    private readonly World _world = new World().WithIdentity().WithServicePrincipal().WithVault().WithKey();

    private KeyVaultService Vault => _world.Azure.KeyVault;

    [Fact]
    public void Denies_everything_without_a_role()
    {
        var refusal = Refusal.Of(_world, () => Vault.GetKey(_world.Token(), World.Key));

        Assert.Equal((403, "Forbidden", "ForbiddenByRbac"), (refusal.Status, refusal.Code, refusal.InnerCode));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.WrapKey(_world.Token(), World.Key, Secret));
    }

    [Fact]
    public void Lets_the_service_encryption_user_get_wrap_and_unwrap()
    {
        _world.WithRole();
        var caller = _world.Token();

        Assert.Equal("cmk", Vault.GetKey(caller, World.Key).Id.KeyName);
        Assert.Equal(Secret, Vault.UnwrapKey(caller, World.Key, Vault.WrapKey(caller, World.Key, Secret)));
        Assert.Single(Vault.ListVersions(caller, World.Key));
    }

    [Fact]
    public void Lets_the_service_encryption_user_do_nothing_else()
    {
        _world.WithRole();
        var caller = _world.Token();

        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.CreateKey(caller, World.Key, new KeyParameters()));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.RotateKey(caller, World.Key));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.SetEnabled(caller, World.Key, false));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.DeleteKey(caller, World.Key));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.GetRotationPolicy(caller, World.Key));
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.SetRotationPolicy(caller, World.Key, []));
    }

    public static TheoryData<string, bool, bool, bool> RolesAndRights => new()
    {
        { "Key Vault Crypto Service Encryption User", true, true, false },
        { "Key Vault Crypto Officer", true, true, true },
        { "Key Vault Administrator", true, true, true },
        { "Key Vault Crypto User", true, true, false },
        { "Key Vault Reader", true, false, false },
    };

    [Theory]
    [MemberData(nameof(RolesAndRights))]
    public void Gives_each_role_its_own_rights(string name, bool get, bool wrap, bool rotate)
    {
        _world.WithRole(role: Roles.All.First(role => role.Name == name));
        var caller = _world.Token();

        Assert.Equal(get, Succeeds(() => Vault.GetKey(caller, World.Key)));
        Assert.Equal(wrap, Succeeds(() => Vault.WrapKey(caller, World.Key, Secret)));
        Assert.Equal(rotate, Succeeds(() => Vault.RotateKey(caller, World.Key)));
    }

    [Fact]
    public void Lets_the_crypto_user_change_a_key_but_not_rotate_it()
    {
        _world.WithRole(role: Roles.KeyVaultCryptoUser);

        Assert.False(Vault.SetEnabled(_world.Token(), World.Key, false).Enabled);
        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.RotateKey(_world.Token(), World.Key));
    }

    public static TheoryData<string> Scopes =>
        [World.KeyId, World.VaultId, World.CustomerGroup, $"/subscriptions/{World.CustomerSubscription}"];

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Lets_a_role_work_on_all_that_is_below_its_scope(string scope)
    {
        _world.WithRole($"{scope}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000001");

        Assert.NotNull(Vault.GetKey(_world.Token(), World.Key));
    }

    [Fact]
    public void Lets_a_role_on_one_key_open_no_other()
    {
        var other = KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/cmk-2").Value!;
        Vault.CreateKey(Caller.Operator, other, new KeyParameters());
        _world.WithRole();

        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.GetKey(_world.Token(), other));
    }

    [Fact]
    public void Tells_a_stranger_nothing_of_which_keys_there_are() => Refusal.Is(
        403,
        "ForbiddenByRbac",
        _world,
        () => Vault.GetKey(_world.Token(), KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/none").Value!));

    [Fact]
    public void Makes_its_access_policies_void()
    {
        _world.WithVault(_world.Policies(rbac: true, "get", "wrapKey", "unwrapKey"));

        Refusal.Is(403, "ForbiddenByRbac", _world, () => Vault.GetKey(_world.Token(), World.Key));
    }

    [Fact]
    public void Lets_people_in_by_their_own_roles()
    {
        var ada = _world.User();
        _world.WithRole(role: Roles.KeyVaultCryptoOfficer, principal: ada, principalType: "User");

        var token = _world.Azure.Tokens.ForUser(World.Customer, ada, "https://vault.azure.net");

        Assert.Equal(2, Vault.ListVersions(Caller.With(token), Vault.RotateKey(Caller.With(token), World.Key).Id).Count);
        Refusal.Is(401, "AADSTS50034", _world, () => _world.Azure.Tokens.ForUser(World.Vendor, ada, "https://vault.azure.net"));

        _world.Azure.Graph(World.Customer).Patch($"users/{ada}", World.Body("""{ "accountEnabled": false }"""));
        Refusal.Is(401, "AADSTS50057", _world, () => _world.Azure.Tokens.ForUser(World.Customer, ada, "https://vault.azure.net"));
    }

    private static bool Succeeds(Action call)
    {
        try
        {
            call();
            return true;
        }
        catch (AzureException refusal)
        {
            Assert.Equal("ForbiddenByRbac", refusal.InnerCode);
            return false;
        }
    }
}

public sealed class A_vault_with_access_policies
{
    private static readonly byte[] Secret = [1, 2, 3];
    private readonly World _world = new World().WithIdentity().WithServicePrincipal();

    private KeyVaultService Vault => _world.Azure.KeyVault;

    [Fact]
    public void Gives_the_permissions_of_the_policy_and_no_others()
    {
        _world.WithVault(_world.Policies(rbac: false, "Get", "wrapkey")).WithKey();
        var caller = _world.Token();

        Vault.GetKey(caller, World.Key);
        var wrapped = Vault.WrapKey(caller, World.Key, Secret);
        Refusal.Is(403, "ForbiddenByPolicy", _world, () => Vault.UnwrapKey(caller, World.Key, wrapped));
        Refusal.Is(403, "ForbiddenByPolicy", _world, () => Vault.ListVersions(caller, World.Key));
    }

    [Fact]
    public void Takes_no_notice_of_roles()
    {
        _world.WithVault("""{ "enableRbacAuthorization": false, "accessPolicies": [] }""").WithKey().WithRole();

        Refusal.Is(403, "ForbiddenByPolicy", _world, () => Vault.GetKey(_world.Token(), World.Key));
    }

    [Fact]
    public void Knows_a_permission_for_everything()
    {
        _world.WithVault(_world.Policies(rbac: false, "all")).WithKey();

        Assert.NotNull(Vault.RotateKey(_world.Token(), World.Key));
    }
}

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

public sealed class The_firewall_of_a_vault
{
    private const string DenyAll = """{ "networkAcls": { "bypass": "None", "defaultAction": "Deny" } }""";
    private const string TrustedOnly = """{ "networkAcls": { "bypass": "AzureServices", "defaultAction": "Deny" } }""";
    private const string OneRange =
        """{ "networkAcls": { "bypass": "None", "defaultAction": "Deny", "ipRules": [ { "value": "203.0.113.0/24" } ] } }""";

    private readonly World _world = World.Complete();

    public The_firewall_of_a_vault() => _world.Write();

    [Theory]
    [InlineData("{}")]
    [InlineData(TrustedOnly)]
    [InlineData("""{ "publicNetworkAccess": "Disabled" }""")]
    [InlineData("""{ "publicNetworkAccess": "Disabled", "networkAcls": { "defaultAction": "Deny" } }""")]
    [InlineData("""{ "networkAcls": { "bypass": "None", "defaultAction": "Allow" } }""")]
    public void Lets_azure_storage_in(string properties) => Assert.Equal("hello", _world.WithVault(properties).Read());

    [Theory]
    [InlineData(DenyAll, "ForbiddenByFirewall")]
    [InlineData(OneRange, "ForbiddenByFirewall")]
    [InlineData("""{ "publicNetworkAccess": "Disabled", "networkAcls": { "bypass": "None" } }""", "ForbiddenByConnection")]
    public void Keeps_azure_storage_out(string properties, string cause)
    {
        _world.WithVault(properties);

        var refusal = Refusal.Of(_world, () => _world.Read());

        Assert.Equal((403, "KeyVaultAuthenticationFailure", cause), (refusal.Status, refusal.Code, refusal.Cause!.InnerCode));
    }

    [Theory]
    [InlineData("{}", null, null)]
    [InlineData(OneRange, "203.0.113.7", null)]
    [InlineData(OneRange, "198.51.100.7", "ForbiddenByFirewall")]
    [InlineData(OneRange, null, "ForbiddenByFirewall")]
    [InlineData(TrustedOnly, "203.0.113.7", "ForbiddenByFirewall")]
    [InlineData("""{ "publicNetworkAccess": "Disabled" }""", "203.0.113.7", "ForbiddenByConnection")]
    public void Looks_at_the_address_of_everybody_else(string properties, string? address, string? code)
    {
        _world.WithVault(properties);
        var caller = _world.Token(address: address is null ? null : IPAddress.Parse(address));

        if (code is null)
            _world.Azure.KeyVault.GetKey(caller, World.Key);
        else
            Refusal.Is(403, code, _world, () => _world.Azure.KeyVault.GetKey(caller, World.Key));
    }

    [Fact]
    public void Stays_as_it_is_when_a_request_leaves_it_out()
    {
        _world.WithVault(DenyAll).WithVault();

        Refusal.Is(403, "KeyVaultAuthenticationFailure", _world, () => _world.Read());
    }
}

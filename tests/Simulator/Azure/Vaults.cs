using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_vault
{
    private readonly World _world = new World().WithVault();

    [Fact]
    public void Tells_its_uri_and_its_settings()
    {
        var properties = _world.Azure.ResourceManager.Get(World.VaultId, World.Vaults)["properties"]!;

        Assert.Equal("https://kv-fabrikam.vault.azure.net/", properties.Text("vaultUri"));
        Assert.Equal("Succeeded", properties.Text("provisioningState"));
        Assert.True(properties["enablePurgeProtection"]!.GetValue<bool>());
        Assert.True(properties["enableSoftDelete"]!.GetValue<bool>());
        Assert.Equal(90, properties["softDeleteRetentionInDays"]!.GetValue<int>());
        Assert.Equal("Enabled", properties.Text("publicNetworkAccess"));
    }

    [Theory]
    [InlineData("""{ "enablePurgeProtection": false }""")]
    [InlineData("""{ "enableSoftDelete": false }""")]
    [InlineData("""{ "softDeleteRetentionInDays": 30 }""")]
    [InlineData("""{ "softDeleteRetentionInDays": 6 }""")]
    [InlineData("""{ "tenantId": "11111111-1111-4111-8111-111111111111" }""")]
    [InlineData("""{ "sku": { "family": "A", "name": "gold" } }""")]
    [InlineData("""{ "enableRbacAuthorization": false }""")]
    [InlineData("""{ "publicNetworkAccess": "Perhaps" }""")]
    [InlineData("""{ "networkAcls": { "bypass": "Everyone" } }""")]
    [InlineData("""{ "networkAcls": { "defaultAction": "Ask" } }""")]
    [InlineData("""{ "networkAcls": { "ipRules": [ { "value": "not an address" } ] } }""")]
    public void Refuses_settings_that_cannot_be(string properties) =>
        Refusal.Is(400, "BadRequest", _world, () => _world.WithVault(properties));

    [Theory]
    [InlineData("""{ "enablePurgeProtection": true }""")]
    [InlineData("""{ "enablePurgeProtection": null }""")]
    [InlineData("""{ "softDeleteRetentionInDays": 90 }""")]
    [InlineData("""{ "sku": { "family": "A", "name": "premium" } }""")]
    [InlineData("""{ "enableRbacAuthorization": false, "accessPolicies": [] }""")]
    [InlineData("""{ "publicNetworkAccess": "Disabled" }""")]
    [InlineData("""{ "networkAcls": { "bypass": "None", "defaultAction": "Deny", "ipRules": [ { "value": "203.0.113.0/24" } ] } }""")]
    public void Takes_settings_that_can_be(string properties) => _world.WithVault(properties);

    [Fact]
    public void Keeps_its_purge_protection_when_a_request_leaves_it_out()
    {
        var answer = _world.WithVault("""{ "enablePurgeProtection": null }""").Azure.ResourceManager.Get(World.VaultId, World.Vaults);

        Assert.True(answer["properties"]!["enablePurgeProtection"]!.GetValue<bool>());
    }

    [Fact]
    public void Has_no_purge_protection_unless_asked_for() => Assert.Null(
        new World().WithVault("""{ "enablePurgeProtection": null }""")
            .Azure.ResourceManager.Get(World.VaultId, World.Vaults)["properties"]!["enablePurgeProtection"]);

    [Fact]
    public void Cannot_move()
    {
        var body = World.VaultBody();
        body["location"] = "westeurope";

        Refusal.Is(409, "InvalidResourceLocation", _world, () => _world.Azure.ResourceManager.Put(World.VaultId, World.Vaults, body));
    }

    [Theory]
    [InlineData("kv")]
    [InlineData("kv--fabrikam")]
    [InlineData("1kv-fabrikam")]
    public void Needs_a_proper_name(string name) => Refusal.Is(
        400,
        "VaultNameNotValid",
        _world,
        () => _world.Azure.ResourceManager.Put(
            $"{World.CustomerGroup}/providers/Microsoft.KeyVault/vaults/{name}", World.Vaults, World.VaultBody()));

    [Fact]
    public void Holds_its_name_in_every_tenant()
    {
        var body = World.VaultBody();
        body["properties"]!["tenantId"] = World.Vendor.Value;

        Refusal.Is(409, "VaultAlreadyExists", _world, () => _world.Azure.ResourceManager.Put(
            $"{World.VendorGroup}/providers/Microsoft.KeyVault/vaults/KV-Fabrikam", World.Vaults, body));
    }

    [Fact]
    public void Refuses_two_policies_for_one_principal_and_permissions_that_do_not_exist()
    {
        static string Policies(params string[] permissions) => new JsonObject
        {
            ["enableRbacAuthorization"] = false,
            ["accessPolicies"] = new JsonArray([.. permissions.Select(permission => new JsonObject
            {
                ["tenantId"] = World.Customer.Value,
                ["objectId"] = "33333333-3333-4333-8333-333333333333",
                ["permissions"] = new JsonObject { ["keys"] = new JsonArray(permission) },
            })]),
        }.ToJsonString();

        _world.WithVault(Policies("get"));
        Refusal.Is(400, "BadRequest", _world, () => _world.WithVault(Policies("get", "wrapKey")));
        Refusal.Is(400, "BadRequest", _world, () => _world.WithVault(Policies("borrow")));
    }
}

public sealed class A_soft_deleted_vault
{
    private readonly World _world = World.Complete();

    public A_soft_deleted_vault()
    {
        _world.Write();
        _world.Azure.ResourceManager.Delete(World.VaultId, World.Vaults);
    }

    [Fact]
    public void Is_gone_for_everybody()
    {
        Refusal.Is(404, "ResourceNotFound", _world, () => _world.Azure.ResourceManager.Get(World.VaultId, World.Vaults));
        Refusal.Is(404, "VaultNotFound", _world, () => _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key));
        Refusal.Is(403, "KeyVaultVaultNotFound", _world, () => _world.Read());
        Assert.False(_world.Azure.ResourceManager.Delete(World.VaultId, World.Vaults));
    }

    [Fact]
    public void Still_holds_its_name() => Refusal.Is(409, "VaultAlreadyExists", _world, () => _world.WithVault());

    [Fact]
    public void Can_be_recovered_with_its_keys_but_without_its_role_assignments()
    {
        _world.WithVault("""{ "createMode": "recover" }""");

        Assert.Equal("cmk", _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key).Id.KeyName);
        Refusal.Is(403, "KeyVaultAuthenticationFailure", _world, () => _world.Read());

        _world.WithRole();
        Assert.Equal("hello", _world.Read());
    }

    [Fact]
    public void Cannot_be_recovered_elsewhere()
    {
        var other = World.CustomerGroup + "-2";
        _world.Put(other, World.Groups, """{ "location": "northeurope" }""");
        var body = World.VaultBody();
        body["properties"]!["createMode"] = "recover";

        Refusal.Is(404, "DeletedVaultNotFound", _world, () => _world.Azure.ResourceManager.Put(
            $"{other}/providers/Microsoft.KeyVault/vaults/kv-fabrikam", World.Vaults, body));
    }

    [Fact]
    public void Cannot_be_purged_where_purge_protection_is_on() =>
        Refusal.Is(405, "MethodNotAllowed", _world, () => _world.Azure.ResourceManager.PurgeDeletedVault("kv-fabrikam"));

    [Fact]
    public void Gives_its_name_free_when_it_is_purged_without_purge_protection()
    {
        var world = new World().WithVault("""{ "enablePurgeProtection": null }""");
        world.Azure.ResourceManager.Delete(World.VaultId, World.Vaults);

        world.Azure.ResourceManager.PurgeDeletedVault("kv-fabrikam");

        world.WithVault();
        Refusal.Is(404, "DeletedVaultNotFound", world, () => world.Azure.ResourceManager.PurgeDeletedVault("kv-fabrikam"));
    }

    [Fact]
    public void Is_gone_for_good_when_its_retention_has_passed()
    {
        _world.Azure.Clock.Advance(TimeSpan.FromDays(90));

        Refusal.Is(404, "DeletedVaultNotFound", _world, () => _world.WithVault("""{ "createMode": "recover" }"""));
        _world.WithVault();
        Refusal.Is(404, "KeyNotFound", _world, () => _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key));
    }
}

public sealed class A_key_through_resource_manager
{
    private readonly World _world = new World().WithVault().WithKey();

    private string Version => _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key).Version;

    [Fact]
    public void Is_answered_with_its_uris()
    {
        var properties = _world.Azure.ResourceManager.Get(World.KeyId, World.Vaults)["properties"]!;

        Assert.Equal("https://kv-fabrikam.vault.azure.net/keys/cmk", properties.Text("keyUri"));
        Assert.Equal($"https://kv-fabrikam.vault.azure.net/keys/cmk/{Version}", properties.Text("keyUriWithVersion"));
        Assert.Equal(2048, properties["keySize"]!.GetValue<int>());
        Assert.True(properties["attributes"]!["enabled"]!.GetValue<bool>());
        Assert.Equal("Recoverable", properties.Text("attributes.recoveryLevel"));
    }

    [Fact]
    public void That_exists_is_answered_as_it_is_and_nothing_is_written()
    {
        var before = Refusal.Saved(_world.Azure);

        var answer = _world.Put(World.KeyId, World.Vaults, """
            { "properties": { "kty": "RSA", "keySize": 4096, "attributes": { "enabled": false }, "keyOps": ["sign"] } }
            """);

        Assert.Equal(2048, answer["properties"]!["keySize"]!.GetValue<int>());
        Assert.True(answer["properties"]!["attributes"]!["enabled"]!.GetValue<bool>());
        Assert.Equal(before, Refusal.Saved(_world.Azure));
    }

    [Fact]
    public void Is_answered_with_the_live_version_after_a_rotation()
    {
        _world.Azure.KeyVault.RotateKey(Caller.Operator, World.Key);

        var answer = _world.WithKey().Azure.ResourceManager.Get(World.KeyId, World.Vaults);

        Assert.EndsWith(Version, answer.Text("properties.keyUriWithVersion"), StringComparison.Ordinal);
        Assert.Equal(2, _world.Azure.KeyVault.ListVersions(Caller.Operator, World.Key).Count);
    }

    [Fact]
    public void Cannot_be_deleted() => Refusal.Is(
        405, "MethodNotAllowed", _world, () => _world.Azure.ResourceManager.Delete(World.KeyId, World.Vaults));

    [Fact]
    public void Needs_its_vault() => Refusal.Is(404, "ParentResourceNotFound", _world, () => _world.Put(
        $"{World.CustomerGroup}/providers/Microsoft.KeyVault/vaults/kv-none/keys/cmk",
        World.Vaults,
        """{ "properties": { "kty": "RSA" } }"""));

    [Fact]
    public void Is_made_although_the_firewall_denies_everybody()
    {
        var world = new World().WithVault("""
            { "publicNetworkAccess": "Disabled", "networkAcls": { "bypass": "None", "defaultAction": "Deny" } }
            """);

        world.WithKey();

        Assert.NotNull(world.Azure.ResourceManager.Get(World.KeyId, World.Vaults));
    }

    [Theory]
    [InlineData("""{ "kty": "RSA", "keySize": 1024 }""")]
    [InlineData("""{ "kty": "RSA-HSM" }""")]
    [InlineData("""{ "kty": "Wax" }""")]
    [InlineData("""{ "kty": "RSA", "keyOps": [ "admire" ] }""")]
    [InlineData("""{ "kty": "RSA", "attributes": { "nbf": 1893456000, "exp": 1893456000 } }""")]
    [InlineData("""{ "kty": "RSA", "rotationPolicy": { "lifetimeActions": [ { "trigger": {}, "action": { "type": "rotate" } } ] } }""")]
    public void Is_refused_where_it_cannot_be(string properties)
    {
        var world = new World().WithVault();

        Refusal.Is(400, "BadParameter", world, () => world.WithKey(properties));
    }

    [Theory]
    [InlineData("standard", """{ "kty": "RSA", "keySize": 3072 }""")]
    [InlineData("standard", """{ "kty": "RSA", "keySize": 4096, "keyOps": [ "wrapKey", "unwrapKey" ] }""")]
    [InlineData("premium", """{ "kty": "RSA-HSM" }""")]
    public void Is_made_where_it_can_be(string tier, string properties)
    {
        var world = new World().WithVault($$"""{ "sku": { "family": "A", "name": "{{tier}}" } }""").WithKey(properties);

        Assert.Equal(
            World.Body(properties).Text("kty"), world.Azure.KeyVault.GetKey(Caller.Operator, World.Key).Kty);
    }

    [Theory]
    [InlineData("""{ "kty": "EC" }""")]
    [InlineData("""{ "kty": "RSA", "attributes": { "exportable": true } }""")]
    public void Is_refused_where_the_simulator_cannot_follow(string properties)
    {
        var world = new World().WithVault();

        Refusal.Is(501, "NotImplemented", world, () => world.WithKey(properties));
    }

    [Fact]
    public void Tells_its_rotation_policy_in_the_spelling_of_resource_manager()
    {
        var world = new World().WithVault().WithKey("""
            {
              "kty": "RSA",
              "rotationPolicy": {
                "attributes": { "expiryTime": "P2Y" },
                "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P18M" }, "action": { "type": "Rotate" } } ]
              }
            }
            """);

        var policy = world.Azure.ResourceManager.Get(World.KeyId, World.Vaults)["properties"]!["rotationPolicy"]!;

        Assert.Equal("rotate", policy.Text("lifetimeActions.0.action.type"));
        Assert.Equal("P2Y", policy.Text("attributes.expiryTime"));
    }
}

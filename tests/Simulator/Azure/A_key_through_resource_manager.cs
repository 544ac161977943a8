using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_key_through_resource_manager
{
    private readonly World _world = new World().WithVault().WithKey();

    private string Version => _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key).Version;

    [Fact]
    public void Is_returned_with_its_uris()
    {
        var properties = _world.Azure.ResourceManager.Get(World.KeyId, World.Vaults)["properties"]!;

        Assert.Equal("https://kv-fabrikam.vault.azure.net/keys/cmk", properties.Text("keyUri"));
        Assert.Equal($"https://kv-fabrikam.vault.azure.net/keys/cmk/{Version}", properties.Text("keyUriWithVersion"));
        Assert.Equal(2048, properties["keySize"]!.GetValue<int>());
        Assert.True(properties["attributes"]!["enabled"]!.GetValue<bool>());
        Assert.Equal("Recoverable", properties.Text("attributes.recoveryLevel"));
    }

    [Fact]
    public void That_exists_is_returned_and_nothing_is_written()
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
    public void Is_returned_with_the_live_version_after_a_rotation()
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

using System.Text.Json.Nodes;

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

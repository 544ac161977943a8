using System.Net;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenAVaultWorksWithAccessPolicies
{
    private readonly TwoTenants _world = new();

    public WhenAVaultWorksWithAccessPolicies()
    {
        _world.EditCustomer("vault", """{"name":"kv-fabrikam-cmk","accessModel":"access-policies"}""");
        _world.EditCustomer("cryptoOfficers", $"""["{TestSettings.Officer}"]""");
    }

    [Fact]
    public async Task The_vendors_application_gets_wraps_and_unwraps_and_nothing_else()
    {
        await _world.ShakeHandsAsync();

        var principal = Assert.Single(_world.ServicePrincipals())["id"]!.ToString();
        Assert.Equal(["get", "unwrapKey", "wrapKey"], Rights(principal).Order());
        Assert.Null(_world.Refusal());
        Assert.Empty(Changes(await _world.UpCustomerAsync(refresh: true)));
    }

    [Fact]
    public async Task Revoking_removes_exactly_its_entry_and_granting_puts_it_back()
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        var before = Policies().Select(policy => policy!.ToJsonString()).Order();

        _world.EditCustomer("access", "revoked");
        Assert.Equal(["delete AccessPolicy grant"], Changes(await _world.UpCustomerAsync()));
        Assert.Equal(TestSettings.Officer, Assert.Single(Policies())!["objectId"]!.ToString());
        Assert.Equal("KeyVaultAuthenticationFailure", _world.Refusal()!.Code);

        _world.EditCustomer("access", "granted");
        Assert.Equal(["create AccessPolicy grant"], Changes(await _world.UpCustomerAsync()));
        Assert.Equal(before, Policies().Select(policy => policy!.ToJsonString()).Order());
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task A_change_of_the_vault_leaves_the_policies()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("tags", """{"owner":"security"}""");

        Assert.Equal(["update ResourceGroup resource-group", "update Vault vault"], Changes(await _world.UpCustomerAsync()).Order());

        Assert.Equal(2, Policies().Count);
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task Officers_look_after_keys_without_using_them()
    {
        await _world.ShakeHandsAsync();

        Assert.Contains("rotate", Rights(TestSettings.Officer));
        Assert.DoesNotContain("unwrapKey", Rights(TestSettings.Officer));
        Assert.DoesNotContain("purge", Rights(TestSettings.Officer));
    }

    private JsonArray Policies() => _world.LiveVault()["properties"]!["accessPolicies"]!.AsArray();

    private IEnumerable<string> Rights(string objectId) => Policies()
        .Single(policy => policy!["objectId"]!.ToString() == objectId)!["permissions"]!["keys"]!.AsArray().Select(right => right!.ToString());
}

public sealed class WhenAVaultIsNew
{
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task It_has_the_tier_and_the_retention_of_the_settings_and_purge_protection()
    {
        _world.EditCustomer("vault", """{"name":"kv-fabrikam-cmk","sku":"premium","retentionDays":30}""");
        _world.EditCustomer("key", """{"name":"contoso-data","type":"RSA-HSM","size":4096}""");

        await _world.ShakeHandsAsync();

        var properties = _world.LiveVault()["properties"]!;
        Assert.Equal("premium 30", $"{properties["sku"]!["name"]} {properties["softDeleteRetentionInDays"]}");
        Assert.True(properties["enablePurgeProtection"]!.GetValue<bool>());
        var key = _world.Azure.KeyVault.GetKey(Caller.Operator, LiveAzure.Key);
        Assert.Equal(("RSA-HSM", 4096), (key.Kty, key.KeySize));
        Assert.Equal(["unwrapKey", "wrapKey"], key.KeyOps.Order());
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task Its_retention_is_for_good()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("vault", """{"name":"kv-fabrikam-cmk","retentionDays":7}""");

        Assert.Contains("cannot be changed", (await RefusedAsync(() => _world.UpCustomerAsync())).Message);
        Assert.Null(_world.Refusal());
    }

    [Theory]
    [InlineData("{}", "Deny", "Enabled", false, false)]
    [InlineData("""{"ipRules":["203.0.113.0/24"]}""", "Deny", "Enabled", true, false)]
    [InlineData("""{"publicNetworkAccess":false}""", "Deny", "Disabled", false, false)]
    [InlineData("""{"defaultAction":"allow"}""", "Allow", "Enabled", true, true)]
    public async Task Whatever_its_firewall_Azure_Storage_reaches_the_key(
        string firewall, string defaultAction, string publicAccess, bool officeGetsIn, bool worldGetsIn)
    {
        _world.EditCustomer("vault", $$"""{"name":"kv-fabrikam-cmk","firewall":{{firewall}}}""");
        _world.EditCustomer("cryptoOfficers", $"""["{TestSettings.Officer}"]""");

        await _world.ShakeHandsAsync();

        var properties = _world.LiveVault()["properties"]!;
        Assert.Equal("AzureServices", properties["networkAcls"]!["bypass"]!.ToString());
        Assert.Equal((defaultAction, publicAccess), (properties["networkAcls"]!["defaultAction"]!.ToString(), properties["publicNetworkAccess"]!.ToString()));
        Assert.Null(_world.Refusal());
        Assert.Equal((officeGetsIn, worldGetsIn), (GetsIn("203.0.113.7"), GetsIn("198.51.100.7")));
        Assert.Empty(Changes(await _world.UpCustomerAsync(refresh: true)));
    }

    private bool GetsIn(string address)
    {
        var token = _world.Azure.Tokens.ForUser(LiveAzure.Customer, ObjectId.Parse(TestSettings.Officer).Value!, "https://vault.azure.net");
        try
        {
            _world.Azure.KeyVault.GetKey(Caller.With(token, IPAddress.Parse(address)), LiveAzure.Key);
            return true;
        }
        catch (AzureException refused) when (refused.InnerCode is "ForbiddenByFirewall" or "ForbiddenByConnection")
        {
            return false;
        }
    }
}

public sealed class WhenAVaultIsThereAlready
{
    private const string Id = $"{LiveAzure.CustomersSubscription}/resourceGroups/rg-fabrikam-keys/providers/Microsoft.KeyVault/vaults/kv-fabrikam-cmk";
    private readonly TwoTenants _world = new();

    public WhenAVaultIsThereAlready() => _world.AddGroup(LiveAzure.CustomersSubscription, "rg-fabrikam-keys");

    [Fact]
    public async Task With_rbac_it_keeps_the_key_and_nothing_of_it_changes()
    {
        MakeVault();
        Declare("rbac");
        var before = Live().ToJsonString();

        await _world.ShakeHandsAsync();

        Assert.Equal(before, Live().ToJsonString());
        Assert.DoesNotContain(_world.Customer.Resources.Keys, key => key.Name is "vault" or "resource-group");
        Assert.Null(_world.Refusal());
        Assert.Empty(Changes(await _world.UpCustomerAsync(refresh: true)));
    }

    [Fact]
    public async Task With_access_policies_the_entries_of_others_stay()
    {
        MakeVault($$"""
            "enableRbacAuthorization": false,
            "accessPolicies": [
              { "tenantId": "{{TestSettings.CustomerTenant}}", "objectId": "{{TestSettings.Officer}}", "permissions": { "keys": ["list"] } }
            ]
            """);
        Declare("access-policies");
        var before = Live().ToJsonString();

        await _world.ShakeHandsAsync();
        Assert.Null(_world.Refusal());
        _world.EditCustomer("access", "revoked");
        await _world.UpCustomerAsync();

        Assert.Equal(before, Live().ToJsonString());
    }

    [Theory]
    [InlineData("rbac", """ "enablePurgeProtection": null """, "purge protection is off: turn it on")]
    [InlineData("access-policies", "", "it works with Azure RBAC, where access policies are void: set vault.accessModel to rbac")]
    [InlineData("rbac", """ "enableRbacAuthorization": false, "accessPolicies": [] """, "it works with access policies: set vault.accessModel to access-policies")]
    [InlineData("rbac", """ "networkAcls": { "bypass": "None", "defaultAction": "Deny" } """, "its firewall keeps trusted services out")]
    public async Task One_that_cannot_keep_the_key_is_refused_before_anything_is_made(string accessModel, string properties, string sentence)
    {
        MakeVault(properties);
        Declare(accessModel);
        await _world.UpVendorAsync();

        foreach (var run in (Func<Task>[])[() => _world.PreviewCustomerAsync(), () => _world.UpCustomerAsync()])
        {
            var refused = await RefusedAsync(run);
            Assert.Contains($"The vault kv-fabrikam-cmk cannot keep the key:\n  {sentence}", refused.Message);
        }

        Assert.DoesNotContain(_world.Customer.Resources.Keys, key => key.Type.EndsWith(":Key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""" "networkAcls": { "bypass": "AzureServices", "defaultAction": "Deny" } """)]
    [InlineData(""" "publicNetworkAccess": "Disabled", "networkAcls": { "bypass": "AzureServices", "defaultAction": "Deny" } """)]
    public async Task A_firewall_that_lets_trusted_services_in_will_do(string properties)
    {
        MakeVault(properties);
        Declare("rbac");

        await _world.ShakeHandsAsync();

        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task One_that_is_not_there_is_refused()
    {
        Declare("rbac");
        await _world.UpVendorAsync();

        Assert.Equal(404, (await RefusedAsync(() => _world.UpCustomerAsync())).Azure!.Status);
    }

    [Fact]
    public async Task A_key_that_is_in_it_already_is_used_as_it_is_and_the_differences_are_told()
    {
        MakeVault();
        _world.Put($"{Id}/keys/contoso-data", "2024-11-01", """{ "properties": { "kty": "RSA", "keySize": 2048 } }""");
        Declare("rbac");
        await _world.UpVendorAsync();

        Assert.Contains("import Key contoso-data", Changes(await _world.PreviewCustomerAsync()));
        await _world.ShakeHandsAsync();

        Assert.StartsWith(
            "its size is 2048, the settings say 3072.",
            Assert.Single(_world.Customer.Outputs["keyDifferences"]!.AsArray())!.ToString(),
            StringComparison.Ordinal);
        Assert.Null(_world.Refusal());
    }

    private void Declare(string accessModel)
    {
        _world.EditCustomer("location", null);
        _world.EditCustomer("vault", $$"""{"name":"kv-fabrikam-cmk","existing":true,"accessModel":"{{accessModel}}"}""");
    }

    private void MakeVault(string properties = "")
    {
        var body = JsonNode.Parse($$"""
            {
              "location": "westeurope",
              "properties": {
                "tenantId": "{{TestSettings.CustomerTenant}}", "sku": { "family": "A", "name": "standard" },
                "enableRbacAuthorization": true, "enablePurgeProtection": true
              }
            }
            """)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{properties}}}")!.AsObject())
            body["properties"]![name] = value?.DeepClone();
        _world.Azure.ResourceManager.Put(Id, "2024-11-01", body);
    }

    private JsonObject Live() => _world.Azure.ResourceManager.Get(Id, "2024-11-01");
}

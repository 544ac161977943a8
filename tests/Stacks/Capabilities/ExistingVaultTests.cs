using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenAVaultIsThereAlready
{
    private const string Id =
        $"{LiveAzure.CustomersSubscription}/resourceGroups/rg-fabrikam-keys/providers/Microsoft.KeyVault/vaults/kv-fabrikam-cmk";

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
    [InlineData(
        "rbac",
        """ "enableRbacAuthorization": false, "accessPolicies": [] """,
        "it works with access policies: set vault.accessModel to access-policies")]
    [InlineData("rbac", """ "networkAcls": { "bypass": "None", "defaultAction": "Deny" } """, "its firewall keeps trusted services out")]
    public async Task One_that_cannot_keep_the_key_is_refused_before_anything_is_made(
        string accessModel, string properties, string sentence)
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
    public async Task A_key_in_it_is_used_and_the_differences_are_reported()
    {
        MakeVault();
        _world.Put($"{Id}/keys/contoso-data", "2024-11-01", """{ "properties": { "kty": "RSA", "keySize": 2048 } }""");
        Declare("rbac");
        await _world.UpVendorAsync();

        Assert.Contains("import Key contoso-data", Changes(await _world.PreviewCustomerAsync()));
        await _world.ShakeHandsAsync();

        Assert.StartsWith(
            "its size is 2048, but the settings have 3072.",
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

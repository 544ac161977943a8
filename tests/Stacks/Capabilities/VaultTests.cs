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
        .Single(policy => policy!["objectId"]!.ToString() == objectId)!["permissions"]!["keys"]!.AsArray()
        .Select(right => right!.ToString());
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
        Assert.Equal(
            (defaultAction, publicAccess),
            (properties["networkAcls"]!["defaultAction"]!.ToString(), properties["publicNetworkAccess"]!.ToString()));
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

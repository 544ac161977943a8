using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenAKeyIsDeclared
{
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task It_is_made_with_the_expiry_of_the_settings()
    {
        _world.EditCustomer("key", """{"name":"contoso-data","size":2048,"expires":"2099-12-31"}""");

        await _world.ShakeHandsAsync();

        var key = _world.Azure.KeyVault.GetKey(Caller.Operator, LiveAzure.Key);
        Assert.Equal((2048, new DateTimeOffset(2099, 12, 31, 0, 0, 0, TimeSpan.Zero)), (key.KeySize, key.Expires));
        Assert.Empty(Differences());
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task It_rotates_by_its_policy_and_the_account_follows()
    {
        _world.EditCustomer(
            "key", """{"name":"contoso-data","rotation":{"rotateAfter":"P30D","expireAfter":"P60D","notifyBefore":"P10D"}}""");
        await _world.ShakeHandsAsync();
        _world.Write();
        var first = _world.VersionInUse();
        Assert.Empty(Differences());

        _world.Azure.Clock.Advance(TimeSpan.FromDays(32));

        Assert.NotEqual(first, _world.VersionInUse());
        Assert.Equal([1, 2, 3], _world.Read());
        Assert.Empty(Changes(await _world.UpCustomerAsync(refresh: true)));
    }

    [Theory]
    [InlineData("\"size\":4096", "its size is 3072, but the settings have 4096.", "give the key another name")]
    [InlineData("\"type\":\"RSA-HSM\"", "its type is RSA, but the settings have RSA-HSM.", "Give the key another name")]
    [InlineData(
        "\"expires\":\"2099-12-31\"", "it expires never, but the settings have on 2099-12-31.", "az keyvault key set-attributes --expires")]
    [InlineData(
        "\"rotation\":{\"rotateAfter\":\"P90D\"}",
        "it rotates after never, but the settings have P90D.",
        "az keyvault key rotation-policy update")]
    public async Task An_edit_of_it_is_no_update_but_a_difference_with_the_way_to_change_it(string edit, string difference, string way)
    {
        _world.EditCustomer("vault", """{"name":"kv-fabrikam-cmk","sku":"premium"}""");
        await _world.ShakeHandsAsync();
        Assert.Empty(Differences());
        var live = LiveKey();
        _world.EditCustomer("key", $$"""{"name":"contoso-data",{{edit}}}""");

        Assert.Empty(Changes(await _world.PreviewCustomerAsync()));
        Assert.Empty(Changes(await _world.UpCustomerAsync(refresh: true)));

        var told = Assert.Single(Differences());
        Assert.StartsWith(difference, told, StringComparison.Ordinal);
        Assert.Contains(way, told);
        Assert.Equal(live, LiveKey());
        Assert.Null(_world.Refusal());
    }

    [Theory]
    [InlineData(30, "it rotates after P30D, but the settings have P90D.")]
    [InlineData(90, null)]
    public async Task A_change_in_the_vault_itself_clears_the_difference_at_the_next_look(int days, string? difference)
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("key", """{"name":"contoso-data","rotation":{"rotateAfter":"P90D"}}""");
        await _world.UpCustomerAsync();
        Assert.Single(Differences());

        _world.Azure.KeyVault.SetRotationPolicy(Caller.Operator, LiveAzure.Key, JsonNode.Parse($$"""
            { "lifetimeActions": [{ "trigger": { "timeAfterCreate": "P{{days}}D" }, "action": { "type": "Rotate" } }] }
            """)!.AsObject());
        Assert.Empty(Changes(await _world.UpCustomerAsync(refresh: true)));

        Assert.Equal(difference is null ? 0 : 1, Differences().Count(told => told.StartsWith(difference ?? "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_has_the_tags_of_the_settings_from_the_start()
    {
        _world.EditCustomer("tags", """{"team":"crypto"}""");

        await _world.ShakeHandsAsync();

        Assert.Equal("""{"team":"crypto"}""", JsonNode.Parse(LiveKey())!["tags"]!.ToJsonString());
        Assert.Empty(Differences());
    }

    [Fact]
    public async Task An_edit_of_the_tags_changes_group_and_vault_and_is_a_difference_of_the_key()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("tags", """{"team":"crypto","env":"prod"}""");

        Assert.Equal(["update ResourceGroup resource-group", "update Vault vault"], Changes(await _world.UpCustomerAsync()).Order());

        Assert.Equal(
            "its tags are none, but the settings have env=prod, team=crypto. Change them with 'az keyvault key set-attributes --tags'.",
            Assert.Single(Differences()));
    }

    [Theory]
    [InlineData("\"rotateAfter\":\"P30D\",\"expireAfter\":\"P60D\"", false)]
    [InlineData("\"rotateAfter\":\"P30D\"", true)]
    public async Task The_date_of_the_first_version_is_not_asked_of_one_that_rotation_made(string rotation, bool isUncertain)
    {
        _world.EditCustomer("key", $$"""{"name":"contoso-data","expires":"2099-12-31","rotation":{ {{rotation}} } }""");
        await _world.ShakeHandsAsync();
        _world.Azure.Clock.Advance(TimeSpan.FromDays(31));

        await _world.UpCustomerAsync(refresh: true);

        Assert.Equal(isUncertain ? 1 : 0, Differences().Count);
        Assert.All(Differences(), told => Assert.EndsWith("If it has been rotated since, remove key.expires from the settings.", told));
    }

    [Fact]
    public async Task ARM_takes_a_write_to_it_and_ignores_it()
    {
        await _world.ShakeHandsAsync();
        var live = LiveKey();

        _world.Put(
            _world.Customer.Outputs["keyId"]!.ToString(),
            "2024-11-01",
            """{ "properties": { "kty": "RSA", "keySize": 4096, "attributes": { "enabled": false } } }""");

        Assert.Equal(live, LiveKey());
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task A_new_name_makes_a_new_key_with_all_of_the_settings()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("key", """{"name":"contoso-big","size":4096}""");
        _world.EditCustomer("formerKeys", """["contoso-data"]""");

        await _world.UpCustomerAsync();
        await _world.UpVendorAsync();

        Assert.Empty(Differences());
        Assert.EndsWith("/keys/contoso-big", _world.Account["keyUri"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(_world.Refusal());
    }

    private string LiveKey() => _world.Azure.ResourceManager.Get(_world.Customer.Outputs["keyId"]!.ToString(), "2024-11-01").ToJsonString();

    private List<string> Differences() =>
        [.. _world.Customer.Outputs["keyDifferences"]!.AsArray().Select(difference => difference!.ToString())];
}

using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenAnAccountIsDeclared
{
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task It_is_shut_to_all_but_what_the_settings_let_in()
    {
        await _world.ShakeHandsAsync();

        var properties = _world.LiveAccount["properties"]!;
        Assert.Equal(
            "StorageV2 Standard_ZRS westeurope",
            $"{_world.LiveAccount["kind"]} {_world.LiveAccount["sku"]!["name"]} {_world.LiveAccount["location"]}");
        Assert.Equal("Disabled", properties["publicNetworkAccess"]!.ToString());
        Assert.Equal("Deny", properties["networkAcls"]!["defaultAction"]!.ToString());
        Assert.Equal("TLS1_2", properties["minimumTlsVersion"]!.ToString());
        Assert.True(properties["supportsHttpsTrafficOnly"]!.GetValue<bool>());
        Assert.False(properties["allowBlobPublicAccess"]!.GetValue<bool>());
        Assert.False(properties["allowSharedKeyAccess"]!.GetValue<bool>());
        Assert.False(properties["allowCrossTenantReplication"]!.GetValue<bool>());
        Assert.Null(_world.Encryption()["services"]!["queue"]);
    }

    [Fact]
    public async Task Each_setting_reaches_it()
    {
        _world.AddGroup(LiveAzure.VendorsSubscription, "rg-elsewhere");
        _world.EditVendor("tags", """{"owner":"platform"}""");
        Declare("""
            ,"resourceGroup":"rg-elsewhere","location":"northeurope","sku":"Standard_GRS","services":["blob","file","queue","table"],
            "infrastructureEncryption":true,"publicNetworkAccess":"selected","ipRules":["203.0.113.7"],"sharedKeyAccess":true
            """);

        await _world.ShakeHandsAsync();

        var account = _world.LiveAccount;
        var properties = account["properties"]!;
        Assert.StartsWith(
            $"{LiveAzure.VendorsSubscription}/resourceGroups/rg-elsewhere/", account["id"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("Standard_GRS northeurope platform", $"{account["sku"]!["name"]} {account["location"]} {account["tags"]!["owner"]}");
        Assert.Equal("Account", _world.Encryption()["services"]!["queue"]!["keyType"]!.ToString());
        Assert.Equal("Account", _world.Encryption()["services"]!["table"]!["keyType"]!.ToString());
        Assert.True(_world.Encryption()["requireInfrastructureEncryption"]!.GetValue<bool>());
        Assert.Equal("Enabled", properties["publicNetworkAccess"]!.ToString());
        Assert.Equal("Deny", properties["networkAcls"]!["defaultAction"]!.ToString());
        Assert.Equal("203.0.113.7", Assert.Single(properties["networkAcls"]!["ipRules"]!.AsArray())!["value"]!.ToString());
        Assert.True(properties["allowSharedKeyAccess"]!.GetValue<bool>());
        Assert.Equal("blob,file,queue,table", _world.Account["services"]!.ToString());
        Assert.Null(_world.Refusal());
        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));
    }

    [Theory]
    [InlineData("BlockBlobStorage")]
    [InlineData("FileStorage")]
    public async Task Other_kinds_are_premium(string kind)
    {
        Declare($$""","kind":"{{kind}}" """);

        await _world.ShakeHandsAsync();

        Assert.Equal($"{kind} Premium_ZRS", $"{_world.LiveAccount["kind"]} {_world.LiveAccount["sku"]!["name"]}");
        Assert.Null(_world.Refusal());
    }

    [Theory]
    [InlineData(""","sku":"Standard_GRS" """)]
    [InlineData(""","sharedKeyAccess":true""")]
    [InlineData(""","publicNetworkAccess":"enabled" """)]
    [InlineData(""","publicNetworkAccess":"selected","ipRules":["203.0.113.0/24"]""")]
    public async Task What_Azure_changes_in_place_is_an_update_there_and_back(string more)
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        Declare(more);

        Assert.Equal(["update StorageAccount fabrikam"], Changes(await _world.PreviewVendorAsync()));
        Assert.Equal(["update StorageAccount fabrikam"], Changes(await _world.UpVendorAsync()));
        Declare("");
        Assert.Equal(["update StorageAccount fabrikam"], Changes(await _world.UpVendorAsync()));

        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Theory]
    [InlineData("", ""","services":["queue"]""", "encryption.services.queue")]
    [InlineData(""","services":["table"]""", "", "encryption.services.table")]
    [InlineData("", ""","infrastructureEncryption":true""", "encryption.requireInfrastructureEncryption")]
    [InlineData(""","infrastructureEncryption":true""", "", "encryption.requireInfrastructureEncryption")]
    [InlineData("", ""","location":"northeurope" """, "location")]
    public async Task What_would_replace_it_is_refused_by_name_and_the_data_stays(string before, string after, string property)
    {
        Declare(before);
        await _world.ShakeHandsAsync();
        _world.Write();
        var live = _world.LiveAccount.ToJsonString();
        Declare(after);

        foreach (var run in (Func<Task>[])[() => _world.PreviewVendorAsync(), () => _world.UpVendorAsync()])
        {
            var refused = await RefusedAsync(run);
            Assert.Contains(
                $"'fabrikam' cannot be replaced, which the change of {property} asks for, because it is protected", refused.Message);
        }

        Assert.Equal(live, _world.LiveAccount.ToJsonString());
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(""","infrastructureEncryption":false""", "false")]
    [InlineData(""","infrastructureEncryption":true""", "true")]
    public async Task Infrastructure_encryption_is_true_false_or_left_to_Azure(string more, string? live)
    {
        Declare(more);

        await _world.ShakeHandsAsync();

        Assert.Equal(live, _world.Encryption()["requireInfrastructureEncryption"]?.ToJsonString());
        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));
    }

    private void Declare(string more) =>
        _world.EditVendor("customers", LiveAzure.Entry(account: $$"""{"name":"stcontosofabrikam"{{more}}}"""));
}

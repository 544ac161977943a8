using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenAnAccountIsThereAlready
{
    private const string Id =
        $"{LiveAzure.VendorsSubscription}/resourceGroups/rg-old/providers/Microsoft.Storage/storageAccounts/stcontosofabrikam";
    private readonly TwoTenants _world = new();

    public WhenAnAccountIsThereAlready() => _world.AddGroup(LiveAzure.VendorsSubscription, "rg-old");

    [Fact]
    public async Task It_is_taken_over_as_it_is_and_encrypted_by_the_next_run()
    {
        MakeAccount("");
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        var before = Live().ToJsonString();

        Declare(import: true);
        Assert.Equal(["import StorageAccount fabrikam"], Changes(await _world.UpVendorAsync()));
        Assert.Equal(before, Live().ToJsonString());
        Assert.Empty(Changes(await _world.UpVendorAsync()));

        Declare(import: false);
        Assert.Equal(["update StorageAccount fabrikam"], Changes(await _world.PreviewVendorAsync()));
        Assert.Equal(["update StorageAccount fabrikam"], Changes(await _world.UpVendorAsync()));
        Assert.Equal("Microsoft.Keyvault", _world.Encryption()["keySource"]!.ToString());
        Assert.Equal(
            JsonNode.Parse(before)!["properties"]!["creationTime"]!.ToString(), Live()["properties"]!["creationTime"]!.ToString());
        Assert.Equal([1, 2, 3], _world.Read());
        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(
        ""","encryption":{"keySource":"Microsoft.Storage","requireInfrastructureEncryption":false}""",
        ""","infrastructureEncryption":false""")]
    [InlineData(
        ""","encryption":{"keySource":"Microsoft.Storage","requireInfrastructureEncryption":true}""",
        ""","infrastructureEncryption":true""")]
    public async Task Its_infrastructure_encryption_stays_as_in_the_settings(string made, string settings)
    {
        MakeAccount(made);
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        Declare(import: true, settings);
        await _world.UpVendorAsync();
        var before = Live()["properties"]!["encryption"]!["requireInfrastructureEncryption"]?.ToJsonString();
        Declare(import: false, settings);

        Assert.Equal(["update StorageAccount fabrikam"], Changes(await _world.UpVendorAsync()));

        Assert.Equal(before, _world.Encryption()["requireInfrastructureEncryption"]?.ToJsonString());
        Assert.Equal("Microsoft.Keyvault", _world.Encryption()["keySource"]!.ToString());
        Assert.Equal([1, 2, 3], _world.Read());
        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));
    }

    [Theory]
    [InlineData("true", "")]
    [InlineData("true", ""","infrastructureEncryption":false""")]
    [InlineData("false", ""","infrastructureEncryption":true""")]
    [InlineData("false", "")]
    public async Task Another_infrastructure_encryption_than_it_has_is_refused(string made, string settings)
    {
        MakeAccount($$""","encryption":{"keySource":"Microsoft.Storage","requireInfrastructureEncryption":{{made}}}""");
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        Declare(import: true);
        await _world.UpVendorAsync();
        Declare(import: false, settings);

        Assert.Contains(
            "the change of encryption.requireInfrastructureEncryption asks for",
            (await RefusedAsync(() => _world.UpVendorAsync())).Message);
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task Its_hierarchical_namespace_stays()
    {
        MakeAccount(""","isHnsEnabled":true""");
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        Declare(import: true);
        await _world.UpVendorAsync();
        Declare(import: false);

        await _world.UpVendorAsync();

        Assert.True(Live()["properties"]!["isHnsEnabled"]!.GetValue<bool>());
        Assert.Equal("Microsoft.Keyvault", _world.Encryption()["keySource"]!.ToString());
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task One_in_another_region_than_in_the_settings_stays()
    {
        MakeAccount("");
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        Declare(import: true);
        await _world.UpVendorAsync();
        Declare(import: false, ""","location":"northeurope" """);

        Assert.Contains("the change of location asks for", (await RefusedAsync(() => _world.UpVendorAsync())).Message);
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task Without_importing_it_first_its_data_is_not_lost()
    {
        MakeAccount("");
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        _world.EditVendor("customers", LiveAzure.Entry());

        Assert.Equal("StorageAccountAlreadyExists", (await RefusedAsync(() => _world.UpVendorAsync())).Azure!.Code);
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task One_that_is_not_there_cannot_be_taken_over()
    {
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        Declare(import: true);

        Assert.Contains($"there is nothing to import at {Id}", (await RefusedAsync(() => _world.UpVendorAsync())).Message);
    }

    private void MakeAccount(string properties)
    {
        _world.Put(Id, "2024-01-01", $$"""
            {
              "location": "westeurope", "kind": "StorageV2", "sku": { "name": "Standard_LRS" }, "tags": { "made": "by hand" },
              "properties": { "accessTier": "Cool", "minimumTlsVersion": "TLS1_0"{{properties}} }
            }
            """);
        _world.Write();
    }

    private JsonObject Live() => _world.Azure.ResourceManager.Get(Id, "2024-01-01");

    private void Declare(bool import, string more = "")
    {
        var importId = import ? $$""","importId":"{{Id}}" """ : "";
        _world.EditVendor("customers", LiveAzure.Entry(
            account: $$"""{"name":"stcontosofabrikam","resourceGroup":"rg-old","sku":"Standard_LRS"{{importId}}{{more}}}"""));
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_storage_account
{
    private const string NoIdentity = "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/rg-saas"
        + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-none";

    private readonly World _world = new World().WithIdentity();

    private ResourceManager Arm => _world.Azure.ResourceManager;

    [Fact]
    public void Is_encrypted_with_microsofts_keys_by_default()
    {
        var body = World.MicrosoftManagedBody();
        body.Remove("properties");

        var answer = Put(body);

        var encryption = answer["properties"]!["encryption"]!;
        Assert.Equal("Microsoft.Storage", encryption.Text("keySource"));
        Assert.Equal("Account", encryption.Text("services.blob.keyType"));
        Assert.True(encryption["services"]!["file"]!["enabled"]!.GetValue<bool>());
        Assert.Null(encryption["services"]!["queue"]);
        Assert.Null(encryption["keyvaultproperties"]);
        Assert.Equal("None", answer.Text("identity.type"));
        _world.Write();
        Assert.Equal("hello", _world.Read());
    }

    [Fact]
    public void Tells_its_endpoints_and_its_settings()
    {
        var answer = Put(World.MicrosoftManagedBody());

        Assert.Equal("https://stfabrikam.blob.core.windows.net/", answer.Text("properties.primaryEndpoints.blob"));
        Assert.Equal("Standard", answer.Text("sku.tier"));
        Assert.Equal("Succeeded", answer.Text("properties.provisioningState"));
        Assert.True(answer["properties"]!["supportsHttpsTrafficOnly"]!.GetValue<bool>());
        Assert.False(answer["properties"]!["allowBlobPublicAccess"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("st")]
    [InlineData("St-Fabrikam")]
    public void Needs_a_proper_name(string name) => Refusal.Is(400, "AccountNameInvalid", _world, () => Arm.Put(
        $"{World.VendorGroup}/providers/Microsoft.Storage/storageAccounts/{name}", World.Accounts, World.MicrosoftManagedBody()));

    [Fact]
    public void Holds_its_name_in_every_tenant()
    {
        Put(World.MicrosoftManagedBody());
        _world.Put(World.VendorGroup + "-2", World.Groups, """{ "location": "westeurope" }""");

        Refusal.Is(409, "StorageAccountAlreadyTaken", _world, () => Arm.Put(
            $"{World.CustomerGroup}/providers/Microsoft.Storage/storageAccounts/stfabrikam", World.Accounts, World.MicrosoftManagedBody()));
        Refusal.Is(409, "StorageAccountAlreadyExists", _world, () => Arm.Put(
            $"{World.VendorGroup}-2/providers/Microsoft.Storage/storageAccounts/stfabrikam", World.Accounts, World.MicrosoftManagedBody()));
    }

    [Theory]
    [InlineData("location", "\"northeurope\"", 409, "InvalidResourceLocation")]
    [InlineData("kind", "\"BlockBlobStorage\"", 400, "AccountPropertyCannotBeUpdated")]
    [InlineData("sku", """{ "name": "Premium_LRS" }""", 400, "StorageAccountTypeConversionNotAllowed")]
    [InlineData("sku", """{ "name": "Gold_LRS" }""", 400, "InvalidAccountType")]
    [InlineData("sku", """{ "name": "Standard_LRS", "tier": "Standard" }""", 400, "InvalidRequestContent")]
    [InlineData("sku", "null", 400, "InvalidRequestContent")]
    [InlineData("properties", """{ "isHnsEnabled": true }""", 400, "AccountPropertyCannotBeUpdated")]
    [InlineData("properties", """{ "isNfsV3Enabled": true }""", 400, "AccountPropertyCannotBeUpdated")]
    [InlineData("properties", """{ "dnsEndpointType": "AzureDnsZone" }""", 400, "AccountPropertyCannotBeUpdated")]
    [InlineData("properties", """{ "minimumTlsVersion": "TLS9" }""", 400, "InvalidValuesForRequestParameters")]
    [InlineData("properties", """{ "publicNetworkAccess": "Perhaps" }""", 400, "InvalidValuesForRequestParameters")]
    [InlineData("properties", """{ "networkAcls": { "bypass": "None" } }""", 400, "InvalidValuesForRequestParameters")]
    [InlineData(
        "properties",
        """{ "networkAcls": { "defaultAction": "Deny", "ipRules": [ { "value": "203.0.113.0/31" } ] } }""",
        400,
        "InvalidValuesForRequestParameters")]
    [InlineData("properties", """{ "primaryEndpoints": {} }""", 400, "InvalidRequestContent")]
    [InlineData("properties", """{ "encryption": { } }""", 400, "MissingEncryptionKeySource")]
    [InlineData("properties", """{ "encryption": { "keySource": "Mine" } }""", 400, "UnknownEncryptionKeySource")]
    [InlineData(
        "properties",
        """{ "encryption": { "keySource": "Microsoft.Storage", "requireInfrastructureEncryption": true } }""",
        400,
        "AccountPropertyCannotBeUpdated")]
    [InlineData(
        "properties",
        """{ "encryption": { "keySource": "Microsoft.Storage", "services": { "queue": { "keyType": "Account" } } } }""",
        400,
        "AccountPropertyCannotBeUpdated")]
    [InlineData(
        "properties",
        """{ "encryption": { "keySource": "Microsoft.Storage", "services": { "blob": { "enabled": false } } } }""",
        400,
        "InvalidValuesForRequestParameters")]
    [InlineData(
        "properties",
        """{ "encryption": { "keySource": "Microsoft.Storage", "services": { "file": { "keyType": "Service" } } } }""",
        400,
        "InvalidValuesForRequestParameters")]
    [InlineData(
        "properties",
        """{ "encryption": { "keySource": "Microsoft.Storage", "keyvaultproperties": { "keyname": "cmk" } } }""",
        400,
        "InvalidValuesForRequestParameters")]
    public void Refuses_a_change_that_cannot_be(string property, string value, int status, string code)
    {
        Put(World.MicrosoftManagedBody());
        var body = World.MicrosoftManagedBody();
        body[property] = JsonNode.Parse(value);

        Refusal.Is(status, code, _world, () => Put(body));
    }

    [Theory]
    [InlineData("sku", """{ "name": "Standard_ZRS" }""")]
    [InlineData("tags", """{ "team": "data" }""")]
    [InlineData("properties", """{ "isHnsEnabled": false, "minimumTlsVersion": "TLS1_2", "allowSharedKeyAccess": false }""")]
    [InlineData(
        "properties",
        """{ "networkAcls": { "defaultAction": "Deny", "ipRules": [ { "value": "203.0.113.0/24", "action": "Allow" } ] } }""")]
    [InlineData(
        "properties",
        """{ "encryption": { "keySource": "Microsoft.Storage", "services": { "queue": { "keyType": "Service" } } } }""")]
    [InlineData("properties", """{ "encryption": { "keySource": "Microsoft.Storage", "requireInfrastructureEncryption": false } }""")]
    public void Takes_a_change_that_can_be(string property, string value)
    {
        Put(World.MicrosoftManagedBody());
        var body = World.MicrosoftManagedBody();
        body[property] = JsonNode.Parse(value);

        Put(body);
    }

    [Fact]
    public void Of_an_old_kind_can_become_general_purpose_v2()
    {
        var body = World.MicrosoftManagedBody();
        body["kind"] = "Storage";
        Put(body);

        Assert.Equal("StorageV2", Put(World.MicrosoftManagedBody()).Text("kind"));
    }

    [Fact]
    public void Can_cover_queues_and_tables_if_it_does_so_from_the_beginning()
    {
        var body = World.MicrosoftManagedBody();
        body["properties"]!["encryption"] = World.Body("""
            {
              "keySource": "Microsoft.Storage",
              "requireInfrastructureEncryption": true,
              "services": { "queue": { "enabled": true, "keyType": "Account" }, "table": { "enabled": true, "keyType": "Account" } }
            }
            """);
        Put(body);

        var encryption = Put(World.MicrosoftManagedBody())["properties"]!["encryption"]!;

        Assert.Equal("Account", encryption.Text("services.queue.keyType"));
        Assert.Equal("Account", encryption.Text("services.table.keyType"));
        Assert.True(encryption["requireInfrastructureEncryption"]!.GetValue<bool>());
    }

    [Fact]
    public void Covers_queues_only_as_general_purpose_v2()
    {
        var body = World.MicrosoftManagedBody();
        body["kind"] = "BlobStorage";
        body["properties"]!["encryption"]!["services"] = World.Body("""{ "queue": { "keyType": "Account" } }""");

        Refusal.Is(400, "InvalidValuesForRequestParameters", _world, () => Put(body));
    }

    [Theory]
    [InlineData("""{ "type": "UserAssigned" }""", 400, "InvalidValuesForRequestParameters")]
    [InlineData($$"""{ "type": "UserAssigned", "userAssignedIdentities": { "{{NoIdentity}}": {} } }""", 400, "FailedIdentityOperation")]
    [InlineData("""{ "type": "UserAssigned", "userAssignedIdentities": { "a": {}, "b": {} } }""", 400, "InvalidValuesForRequestParameters")]
    [InlineData("""{ "type": "None", "userAssignedIdentities": { "a": {} } }""", 400, "InvalidValuesForRequestParameters")]
    [InlineData("""{ "type": "Borrowed" }""", 400, "InvalidIdentityType")]
    [InlineData("""{ "type": "SystemAssigned" }""", 501, "NotImplemented")]
    [InlineData("""{ "type": "SystemAssigned, UserAssigned" }""", 501, "NotImplemented")]
    public void Refuses_identities_that_it_cannot_have(string identity, int status, string code)
    {
        var body = World.MicrosoftManagedBody();
        body["identity"] = JsonNode.Parse(identity);

        Refusal.Is(status, code, _world, () => Put(body));
    }

    [Fact]
    public void Refuses_an_identity_of_another_tenant()
    {
        var id = $"{World.CustomerGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-foreign";
        _world.Put(id, World.Identities, """{ "location": "northeurope" }""");
        var body = World.MicrosoftManagedBody();
        body["identity"] = World.Body($$"""{ "type": "UserAssigned", "userAssignedIdentities": { "{{id}}": {} } }""");

        Refusal.Is(400, "FailedIdentityOperation", _world, () => Put(body));
    }

    [Fact]
    public void That_is_deleted_is_gone_with_its_data_and_gives_its_name_free()
    {
        Put(World.MicrosoftManagedBody());
        _world.Write();

        Assert.True(Arm.Delete(World.AccountId, World.Accounts));

        Refusal.Is(404, "ResourceNotFound", _world, () => _world.Read());
        Put(World.MicrosoftManagedBody());
        Refusal.Is(404, "BlobNotFound", _world, () => _world.Read());
    }

    private JsonObject Put(JsonObject body) => Arm.Put(World.AccountId, World.Accounts, body);
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_storage_account
{
    private readonly World _world = new World().WithIdentity();

    private ResourceManager Arm => _world.Azure.ResourceManager;

    [Fact]
    public void Is_encrypted_with_microsofts_keys_unless_told_otherwise()
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
    [InlineData("properties", """{ "networkAcls": { "defaultAction": "Deny", "ipRules": [ { "value": "203.0.113.0/31" } ] } }""", 400, "InvalidValuesForRequestParameters")]
    [InlineData("properties", """{ "primaryEndpoints": {} }""", 400, "InvalidRequestContent")]
    [InlineData("properties", """{ "encryption": { } }""", 400, "MissingEncryptionKeySource")]
    [InlineData("properties", """{ "encryption": { "keySource": "Mine" } }""", 400, "UnknownEncryptionKeySource")]
    [InlineData("properties", """{ "encryption": { "keySource": "Microsoft.Storage", "requireInfrastructureEncryption": true } }""", 400, "AccountPropertyCannotBeUpdated")]
    [InlineData("properties", """{ "encryption": { "keySource": "Microsoft.Storage", "services": { "queue": { "keyType": "Account" } } } }""", 400, "AccountPropertyCannotBeUpdated")]
    [InlineData("properties", """{ "encryption": { "keySource": "Microsoft.Storage", "services": { "blob": { "enabled": false } } } }""", 400, "InvalidValuesForRequestParameters")]
    [InlineData("properties", """{ "encryption": { "keySource": "Microsoft.Storage", "services": { "file": { "keyType": "Service" } } } }""", 400, "InvalidValuesForRequestParameters")]
    [InlineData("properties", """{ "encryption": { "keySource": "Microsoft.Storage", "keyvaultproperties": { "keyname": "cmk" } } }""", 400, "InvalidValuesForRequestParameters")]
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
    [InlineData("properties", """{ "networkAcls": { "defaultAction": "Deny", "ipRules": [ { "value": "203.0.113.0/24", "action": "Allow" } ] } }""")]
    [InlineData("properties", """{ "encryption": { "keySource": "Microsoft.Storage", "services": { "queue": { "keyType": "Service" } } } }""")]
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
    [InlineData("""{ "type": "UserAssigned", "userAssignedIdentities": { "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/rg-saas/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-none": {} } }""", 400, "FailedIdentityOperation")]
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

public sealed class A_storage_account_with_a_customers_key
{
    private readonly World _world = World.Complete();

    private ResourceManager Arm => _world.Azure.ResourceManager;

    [Fact]
    public void Tells_which_version_it_uses_and_since_when()
    {
        var key = _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key);

        var answer = Arm.Get(World.AccountId, World.Accounts)["properties"]!["encryption"]!;

        Assert.Equal("Microsoft.Keyvault", answer.Text("keySource"));
        Assert.Equal(key.Id.ToString(), answer.Text("keyvaultproperties.currentVersionedKeyIdentifier"));
        Assert.Equal("2026-01-05T08:00:00Z", answer.Text("keyvaultproperties.lastKeyRotationTimestamp"));
        Assert.Null(answer["keyvaultproperties"]!["keyversion"]);
        Assert.Equal(_world.Application.Value, answer.Text("identity.federatedIdentityClientId"));
    }

    [Fact]
    public void Answers_the_ids_of_identities_in_another_letter_case()
    {
        var id = Arm.Get(World.AccountId, World.Accounts).Text("properties.encryption.identity.userAssignedIdentity");

        Assert.NotEqual(World.IdentityId, id);
        Assert.Equal(World.IdentityId, id, ignoreCase: true);
    }

    [Fact]
    public void Keeps_its_encryption_when_a_request_leaves_it_out()
    {
        var body = _world.AccountBody();
        body.Remove("identity");
        body["properties"]!.AsObject().Remove("encryption");
        body["tags"] = new JsonObject { ["team"] = "data" };

        var answer = Arm.Put(World.AccountId, World.Accounts, body);

        Assert.Equal("Microsoft.Keyvault", answer.Text("properties.encryption.keySource"));
        Assert.Equal("UserAssigned", answer.Text("identity.type"));
        Assert.Equal("data", answer.Text("tags.team"));
    }

    [Fact]
    public void Tells_when_its_key_expires()
    {
        var expiry = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        _world.Azure.KeyVault.CreateKey(Caller.Operator, World.Key, new KeyParameters(Expires: expiry));

        var answer = _world.WithAccount().Azure.ResourceManager.Get(World.AccountId, World.Accounts);

        Assert.Equal(
            "2026-07-01T00:00:00Z",
            answer.Text("properties.encryption.keyvaultproperties.currentVersionedKeyExpirationTimestamp"));
    }

    [Theory]
    [InlineData("keyvaultproperties", "null")]
    [InlineData("keyvaultproperties", """{ "keyvaulturi": "https://kv-fabrikam.vault.azure.net" }""")]
    [InlineData("keyvaultproperties", """{ "keyname": "cmk" }""")]
    [InlineData("keyvaultproperties", """{ "keyvaulturi": "https://kv-fabrikam.example", "keyname": "cmk" }""")]
    [InlineData("keyvaultproperties", """{ "keyvaulturi": "http://kv-fabrikam.vault.azure.net", "keyname": "cmk" }""")]
    [InlineData("keyvaultproperties", """{ "keyvaulturi": "https://kv-fabrikam.vault.azure.net", "keyname": "cmk", "keyversion": "latest" }""")]
    [InlineData("identity", "null")]
    [InlineData("identity", """{ "federatedIdentityClientId": "33333333-3333-4333-8333-333333333333" }""")]
    [InlineData("identity", """{ "userAssignedIdentity": "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/rg-saas/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-other" }""")]
    [InlineData("identity", """{ "userAssignedIdentity": "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/rg-saas/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-cmk", "federatedIdentityClientId": "contoso-cmk" }""")]
    public void Refuses_an_encryption_that_cannot_be(string property, string value)
    {
        var body = _world.AccountBody();
        body["properties"]!["encryption"]![property] = JsonNode.Parse(value);

        Refusal.Is(400, "InvalidValuesForRequestParameters", _world, () => Arm.Put(World.AccountId, World.Accounts, body));
    }

    [Theory]
    [InlineData("https://kv-fabrikam.vault.azure.net/")]
    [InlineData("https://KV-FABRIKAM.vault.azure.net")]
    public void Takes_the_vaults_uri_in_all_its_forms(string uri)
    {
        var body = _world.AccountBody();
        body["properties"]!["encryption"]!["keyvaultproperties"]!["keyvaulturi"] = uri;

        Arm.Put(World.AccountId, World.Accounts, body);

        Assert.Equal(World.Key, _world.Azure.Storage.Inspect(World.Account).Key);
    }

    [Fact]
    public void Takes_identities_in_any_letter_case()
    {
        var body = _world.AccountBody();
        body["properties"]!["encryption"]!["identity"]!["userAssignedIdentity"] = World.IdentityId.ToUpperInvariant();

        Arm.Put(World.AccountId, World.Accounts, body);

        Assert.True(_world.Azure.Storage.Inspect(World.Account).Holds);
    }

    [Fact]
    public void Needs_no_application_in_its_own_tenant()
    {
        var world = InOneTenant();

        world.Azure.ResourceManager.Put(World.AccountId, World.Accounts, OwnTenantBody(world, client: null));
        world.Write();

        Assert.Equal("hello", world.Read());
        Assert.DoesNotContain(world.Azure.Storage.Inspect(World.Account).Links, link => link.Kind == ChainLinkKind.ServicePrincipal);
    }

    [Fact]
    public void Takes_the_word_for_no_application()
    {
        var world = InOneTenant();

        world.Azure.ResourceManager.Put(World.AccountId, World.Accounts, OwnTenantBody(world, client: "None"));

        Assert.True(world.Azure.Storage.Inspect(World.Account).Holds);
    }

    [Fact]
    public void Cannot_do_without_the_application_in_another_tenant()
    {
        var body = _world.AccountBody();
        body["properties"]!["encryption"]!["identity"]!.AsObject().Remove("federatedIdentityClientId");

        var refusal = Refusal.Of(_world, () => Arm.Put(World.AccountId, World.Accounts, body));

        Assert.Equal((400, "KeyVaultAuthenticationFailure"), (refusal.Status, refusal.Code));
        Assert.Equal("AKV10032", refusal.Cause!.InnerCode);
    }

    /// <summary>The vault in the vendor's own tenant, with a role for the identity itself.</summary>
    private static World InOneTenant()
    {
        var world = new World().WithIdentity();
        var vault = $"{World.VendorGroup}/providers/Microsoft.KeyVault/vaults/kv-fabrikam";
        var body = World.VaultBody();
        body["properties"]!["tenantId"] = World.Vendor.Value;
        world.Azure.ResourceManager.Put(vault, World.Vaults, body);
        world.Put($"{vault}/keys/cmk", World.Vaults, """{ "properties": { "kty": "RSA" } }""");
        var role = World.RoleBody(null, world.IdentityPrincipal);
        role["properties"]!["roleDefinitionId"] = Roles.KeyVaultCryptoServiceEncryptionUser.DefinitionId(World.VendorSubscription);
        world.Azure.ResourceManager.Put(
            $"{vault}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000001", World.Assignments, role);
        return world;
    }

    private static JsonObject OwnTenantBody(World world, string? client)
    {
        var body = world.AccountBody();
        body["properties"]!["encryption"]!["identity"]!["federatedIdentityClientId"] = client;
        return body;
    }
}

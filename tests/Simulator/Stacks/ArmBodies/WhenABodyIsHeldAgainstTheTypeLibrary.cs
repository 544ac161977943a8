using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Simulator.Stacks;

public sealed class WhenABodyIsHeldAgainstTheTypeLibrary
{
    private const string Immutability = "properties.immutableStorageWithVersioning";

    private static readonly ArmSchema Account = ArmSchema.Of("Microsoft.Storage/storageAccounts", "2024-01-01");
    private static readonly ArmSchema Vault = ArmSchema.Of("Microsoft.KeyVault/vaults", "2024-11-01");
    private static readonly ArmSchema Key = ArmSchema.Of("Microsoft.KeyVault/vaults/keys", "2024-11-01");
    private static readonly ArmSchema Script = ArmSchema.Of("Microsoft.Resources/deploymentScripts", "2023-08-01");
    private static readonly ArmSchema Migration = ArmSchema.Of("Microsoft.DBforPostgreSQL/flexibleServers/migrations", "2024-08-01");

    [Fact]
    public void A_correct_account_is_accepted() => Assert.Empty(OfAccount());

    [Theory]
    [InlineData("""{"keyvaultproperties":{"keyvaulturi":"https://kv.vault.azure.net","keyname":"cmk","keyversion":""}}""")]
    [InlineData("""{"keySource":"Microsoft.Keyvault"}""")]
    [InlineData("""{"requireInfrastructureEncryption":true}""")]
    [InlineData("""{"services":{"queue":{"enabled":true,"keyType":"Account"}}}""")]
    public void What_is_correct_within_it_is_accepted(string encryption) => Assert.Empty(OfEncryption(encryption));

    [Fact]
    public void A_misspelt_property_is_refused_with_those_that_there_are() => Assert.Equal(
        ["properties.encryption.keyvaultproperties.keyvaulturl: there is no such property; KeyVaultProperties has keyname, keyversion, "
            + "keyvaulturi, currentVersionedKeyIdentifier, lastKeyRotationTimestamp, currentVersionedKeyExpirationTimestamp."],
        OfEncryption("""{"keyvaultproperties":{"keyvaulturl":"https://kv.vault.azure.net"}}"""));

    [Theory]
    [InlineData("""{"keyvaultproperties":{"keyVaultUri":""}}""", "keyvaultproperties.keyVaultUri: there is no such property;")]
    [InlineData("""{"keyVaultProperties":{}}""", "keyVaultProperties: there is no such property;")]
    [InlineData("""{"keyvaultproperties":{"keyname":7}}""", "keyvaultproperties.keyname: is 7, not text.")]
    [InlineData("""{"keyvaultproperties":{"keyversion":null}}""", "keyvaultproperties.keyversion: is null, not text.")]
    [InlineData("""{"keyvaultproperties":["cmk"]}""", "keyvaultproperties: is a list, not an object.")]
    [InlineData("""{"keyvaultproperties":{"currentVersionedKeyIdentifier":"x"}}""", "KeyIdentifier: is read-only, and must not be sent.")]
    [InlineData("""{"requireInfrastructureEncryption":"true"}""", "requireInfrastructureEncryption: is 'true', not true or false.")]
    [InlineData(
        """{"keySource":"Microsoft.KeyVault"}""",
        "keySource: is 'Microsoft.KeyVault', not one of 'Microsoft.Storage', 'Microsoft.Keyvault'.")]
    [InlineData("""{"services":{"queue":{"enabled":1}}}""", "services.queue.enabled: is 1, not true or false.")]
    [InlineData("""{"services":{"queues":{}}}""", "services.queues: there is no such property;")]
    public void What_is_wrong_within_it_is_refused(string encryption, string mistake) =>
        Assert.Contains(mistake, Assert.Single(OfEncryption(encryption)), StringComparison.Ordinal);

    [Theory]
    [InlineData("location", "location: is missing.")]
    [InlineData("sku", "sku: is missing.")]
    [InlineData("kind", "kind: is missing.")]
    public void A_missing_property_is_refused(string property, string mistake) =>
        Assert.Equal([mistake], OfAccount(body => body.Remove(property)));

    [Theory]
    [InlineData("stfabrikam", null)]
    [InlineData("st", "name: 'st' is shorter than 3 characters.")]
    [InlineData("stfabrikamstfabrikamstfab", "name: 'stfabrikamstfabrikamstfab' is longer than 24 characters.")]
    [InlineData("StFabrikam", "name: 'StFabrikam' does not match ^[a-z0-9]+$.")]
    public void A_name_must_be_as_long_as_it_may_be_and_of_the_right_letters(string name, string? mistake) =>
        Assert.Equal(mistake is null ? [] : [mistake], Account.MistakesInPut(name, AccountBody()));

    [Theory]
    [InlineData("name", "name: stands in the resource's id, and must not be sent.")]
    [InlineData("id", "id: is read-only, and must not be sent.")]
    [InlineData("type", "type: is read-only, and must not be sent.")]
    public void What_stands_in_the_path_is_refused_in_the_body(string property, string mistake) =>
        Assert.Equal([mistake], OfAccount(body => body[property] = "stfabrikam"));

    [Theory]
    [InlineData("""{"cost centre":"4711"}""", null)]
    [InlineData("""{"cost centre":4711}""", "tags['cost centre']: is 4711, not text.")]
    [InlineData("""["4711"]""", "tags: is a list, not an object.")]
    public void A_map_has_any_names_and_values_of_one_type(string tags, string? mistake) =>
        Assert.Equal(mistake is null ? [] : [mistake], OfAccount(body => body["tags"] = JsonNode.Parse(tags)));

    [Theory]
    [InlineData("""[{"value":"203.0.113.7","action":"Allow"}]""", null)]
    [InlineData("[]", null)]
    [InlineData("""[{"value":"203.0.113.7"},{"action":"Allow"}]""", "properties.networkAcls.ipRules[1].value: is missing.")]
    [InlineData("""[{"value":"203.0.113.7","action":"Deny"}]""", "properties.networkAcls.ipRules[0].action: is 'Deny', not 'Allow'.")]
    [InlineData("""["203.0.113.7"]""", "properties.networkAcls.ipRules[0]: is '203.0.113.7', not an object.")]
    [InlineData("""{"value":"203.0.113.7"}""", "properties.networkAcls.ipRules: is an object, not a list.")]
    public void Every_item_of_a_list_is_checked(string rules, string? mistake) => Assert.Equal(
        mistake is null ? [] : [mistake],
        OfAccount(body => body["properties"]!["networkAcls"] = JsonNode.Parse($$"""{"defaultAction":"Deny","ipRules":{{rules}} }""")));

    [Theory]
    [InlineData(1, null)]
    [InlineData(146000, null)]
    [InlineData(0, "0 is less than 1.")]
    [InlineData(146001, "146001 is more than 146000.")]
    public void A_number_must_be_in_its_range(int days, string? mistake) => Assert.Equal(
        mistake is null ? [] : [$"{Immutability}.immutabilityPolicy.immutabilityPeriodSinceCreationInDays: {mistake}"],
        OfAccount(body => body["properties"]!["immutableStorageWithVersioning"] = JsonNode.Parse(
            $$$"""{"immutabilityPolicy":{"immutabilityPeriodSinceCreationInDays":{{{days}}}}}""")));

    [Theory]
    [InlineData("""{"name":"premium","family":"A"}""", null)]
    [InlineData("""{"name":"Premium","family":"A"}""", "properties.sku.name: is 'Premium', not one of 'standard', 'premium'.")]
    [InlineData("""{"name":true,"family":"A"}""", "properties.sku.name: is true, not one of 'standard', 'premium'.")]
    [InlineData("""{"name":"premium","family":"B"}""", "properties.sku.family: is 'B', not one of 'A'.")]
    public void A_word_must_be_on_its_list_be_that_closed_or_open(string sku, string? mistake) =>
        Assert.Equal(mistake is null ? [] : [mistake], OfVault(body => body["properties"]!["sku"] = JsonNode.Parse(sku)));

    [Theory]
    [InlineData("22222222-2222-4222-8222-222222222222", 0)]
    [InlineData("22222222-2222-4222-8222-22222222222", 2)]
    [InlineData("22222222-2222-4222-8222-22222222222x", 1)]
    [InlineData("", 2)]
    public void A_tenant_id_must_look_like_one(string tenant, int mistakes) =>
        Assert.Equal(mistakes, OfVault(body => body["properties"]!["tenantId"] = tenant).Count);

    [Theory]
    [InlineData("""{"kty":"RSA","keySize":3072,"attributes":{"exp":1924905600}}""", null)]
    [InlineData("""{"keySize":"3072"}""", "properties.keySize: is '3072', not a whole number.")]
    [InlineData("""{"keySize":30.5}""", "properties.keySize: is 30.5, not a whole number.")]
    [InlineData("""{"kty":"rsa"}""", "properties.kty: is 'rsa', not one of 'EC', 'EC-HSM', 'RSA', 'RSA-HSM'.")]
    [InlineData("""{"attributes":{"expires":1924905600}}""", "properties.attributes.expires: there is no such property;")]
    [InlineData("""{"keyUri":"https://kv.vault.azure.net/keys/cmk"}""", "properties.keyUri: is read-only, and must not be sent.")]
    [InlineData(
        """{"rotationPolicy":{"lifetimeActions":[{"action":{"type":"Rotate"}}]}}""",
        "properties.rotationPolicy.lifetimeActions[0].action.type: is 'Rotate', not one of 'rotate', 'notify'.")]
    public void A_key_is_read_to_the_last_level(string properties, string? mistake) => AssertOne(
        mistake, Key.MistakesInPut("cmk", new JsonObject { ["properties"] = JsonNode.Parse(properties) }));

    [Theory]
    [InlineData("AzureCLI", "azCliVersion", null)]
    [InlineData("AzurePowerShell", "azPowerShellVersion", null)]
    [InlineData("AzureCLI", "azPowerShellVersion", "properties.azCliVersion: is missing.")]
    [InlineData("Bash", "azCliVersion", "kind: is 'Bash', not one of 'AzureCLI', 'AzurePowerShell'.")]
    [InlineData(null, "azCliVersion", "kind: is missing.")]
    public void One_property_may_decide_which_others_there_are(string? kind, string version, string? mistake)
    {
        var body = new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject { [version] = "2.64.0", ["retentionInterval"] = "P1D" },
        };
        if (kind is not null)
            body["kind"] = kind;

        var mistakes = Script.MistakesInPut("script", body);

        Assert.Equal(mistake is null, mistakes.Count == 0);
        Assert.True(mistake is null || mistakes.Contains(mistake), string.Join("\n", mistakes));
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(51, "properties.dbsToMigrate: has 51 items, more than 50.")]
    public void A_list_must_not_be_too_long(int count, string? mistake)
    {
        var names = Enumerable.Range(1, count).Select(number => (JsonNode)$"db{number}");
        var body = new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject { ["dbsToMigrate"] = new JsonArray([.. names]) },
        };

        AssertOne(mistake, Migration.MistakesInPut("migration", body));
    }

    [Theory]
    [InlineData("provisioningState", "Succeeded", null)]
    [InlineData("createMode", "default", "properties.createMode: is write-only, and is never answered.")]
    public void An_answer_has_what_is_read_only_and_not_what_is_write_only(string property, string value, string? mistake)
    {
        var answer = VaultBody();
        answer["id"] = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-fabrikam";
        answer["name"] = "kv-fabrikam";
        answer["type"] = "Microsoft.KeyVault/vaults";
        answer["properties"]!["hsmPoolResourceId"] = "00000000-0000-0000-0000-000000000000";
        answer["properties"]![property] = value;

        AssertOne(mistake, Vault.MistakesInAnswer(answer));
    }

    [Theory]
    [InlineData("""{"name":"premium","family":"B"}""", null)]
    [InlineData("""{"name":"gold","family":"A"}""", "properties.sku.name: is 'gold', not one of 'standard', 'premium'.")]
    public void An_answer_may_have_new_words_on_an_open_list(string sku, string? mistake)
    {
        var answer = VaultBody();
        answer["name"] = "kv-fabrikam";
        answer["properties"]!["sku"] = JsonNode.Parse(sku);

        AssertOne(mistake, Vault.MistakesInAnswer(answer));
    }

    [Theory]
    [InlineData("Microsoft.KeyVault/vaults", "2024-11-01", true)]
    [InlineData("Microsoft.KeyVault/vaults", "2024-11-31", false)]
    [InlineData("Microsoft.KeyVault/vault", "2024-11-01", false)]
    public void A_type_is_known_by_its_name_and_version(string type, string version, bool known)
    {
        Assert.Equal(known, ArmSchema.Knows(type, version));
        if (!known)
            Assert.Throws<KeyNotFoundException>(() => ArmSchema.Of(type, version));
    }

    private static IReadOnlyList<string> OfAccount(Action<JsonObject>? change = null)
    {
        var body = AccountBody();
        change?.Invoke(body);
        return Account.MistakesInPut("stfabrikam", body);
    }

    private static IReadOnlyList<string> OfEncryption(string encryption) =>
        OfAccount(body => body["properties"]!["encryption"] = JsonNode.Parse(encryption));

    private static IReadOnlyList<string> OfVault(Action<JsonObject> change)
    {
        var body = VaultBody();
        change(body);
        return Vault.MistakesInPut("kv-fabrikam", body);
    }

    private static JsonObject AccountBody() => new()
    {
        ["location"] = "westeurope",
        ["kind"] = "StorageV2",
        ["sku"] = new JsonObject { ["name"] = "Standard_ZRS" },
        ["properties"] = new JsonObject { ["minimumTlsVersion"] = "TLS1_2" },
    };

    private static JsonObject VaultBody() => new()
    {
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["tenantId"] = "22222222-2222-4222-8222-222222222222",
            ["sku"] = new JsonObject { ["family"] = "A", ["name"] = "standard" },
        },
    };

    private static void AssertOne(string? mistake, IReadOnlyList<string> mistakes)
    {
        if (mistake is null)
            Assert.Empty(mistakes);
        else
            Assert.StartsWith(mistake, Assert.Single(mistakes), StringComparison.Ordinal);
    }
}

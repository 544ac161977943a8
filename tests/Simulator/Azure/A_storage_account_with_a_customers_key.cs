using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_storage_account_with_a_customers_key
{
    private const string Identities = "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/rg-saas"
        + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

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
    [InlineData(
        "keyvaultproperties",
        """{ "keyvaulturi": "https://kv-fabrikam.vault.azure.net", "keyname": "cmk", "keyversion": "latest" }""")]
    [InlineData("identity", "null")]
    [InlineData("identity", """{ "federatedIdentityClientId": "33333333-3333-4333-8333-333333333333" }""")]
    [InlineData("identity", $$"""{ "userAssignedIdentity": "{{Identities}}/id-other" }""")]
    [InlineData("identity", $$"""{ "userAssignedIdentity": "{{Identities}}/id-cmk", "federatedIdentityClientId": "contoso-cmk" }""")]
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

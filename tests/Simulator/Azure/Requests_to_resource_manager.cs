using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_request_to_resource_manager
{
    private readonly World _world = new();

    private ResourceManager Arm => _world.Azure.ResourceManager;

    [Theory]
    [InlineData("Microsoft.Compute/disks", 404, "InvalidResourceNamespace")]
    [InlineData("Microsoft.KeyVault/unheardOf", 400, "InvalidResourceType")]
    [InlineData("Microsoft.Authorization/policyAssignments", 400, "InvalidResourceType")]
    public void Is_refused_for_a_type_that_is_not_known(string type, int status, string code) => Refusal.Is(
        status, code, _world, () => Arm.Put($"{World.VendorGroup}/providers/{type}/one", "2024-01-01", []));

    [Theory]
    [InlineData("", "MissingApiVersionParameter")]
    [InlineData("2019-06-01", "NoRegisteredProviderFound")]
    public void Is_refused_for_an_api_version_that_is_not_known(string apiVersion, string code) => Refusal.Is(
        400, code, _world, () => Arm.Put(World.AccountId, apiVersion, World.MicrosoftManagedBody()));

    [Theory]
    [InlineData("/providers/Microsoft.Storage/storageAccounts/st", 404, "MissingSubscription")]
    [InlineData("/subscriptions/contoso/resourceGroups/rg", 400, "InvalidSubscriptionId")]
    [InlineData("/subscriptions/cccccccc-0000-4000-8000-000000000003/resourceGroups/rg", 404, "SubscriptionNotFound")]
    [InlineData("/subscriptions/aaaaaaaa-0000-4000-8000-000000000001", 400, "InvalidRequestUri")]
    [InlineData(
        "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts",
        400,
        "InvalidRequestUri")]
    [InlineData(
        "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups//providers/Microsoft.Storage/storageAccounts/st",
        400,
        "InvalidRequestUri")]
    [InlineData(
        "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/rg-none/providers/Microsoft.Storage/storageAccounts/st",
        404,
        "ResourceGroupNotFound")]
    public void Is_refused_for_an_id_that_leads_nowhere(string id, int status, string code) => Refusal.Is(
        status, code, _world, () => Arm.Put(id, "2024-01-01", World.MicrosoftManagedBody()));

    [Theory]
    [InlineData("""{ "location": "westeurope", "plan": {} }""", "$.plan")]
    [InlineData("""{ "location": "westeurope", "tags": { "a": 1 } }""", "$.tags")]
    [InlineData("""{ "location": 7 }""", "$.location")]
    public void Is_refused_for_a_property_that_is_unknown_or_of_the_wrong_kind(string body, string path)
    {
        var refusal = Refusal.Of(_world, () => _world.Put(World.IdentityId, World.Identities, body));

        Assert.Equal((400, "InvalidRequestContent"), (refusal.Status, refusal.Code));
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "properties": { "sku": { "family": "A", "name": "standard" }, "accessPolicies": [] }, "location": "westeurope" }""")]
    [InlineData("""{ "location": "westeurope" }""")]
    [InlineData("""{ "properties": null, "location": "westeurope" }""")]
    public void Is_refused_for_a_property_that_is_missing(string body) => Refusal.Is(
        400, "InvalidRequestContent", _world, () => _world.Put(World.VaultId, World.Vaults, body));

    [Fact]
    public void Is_refused_for_a_property_deep_inside_that_is_unknown()
    {
        var body = World.MicrosoftManagedBody();
        body["properties"]!["encryption"]!["keyVaultProperties"] = new JsonObject();

        var refusal = Refusal.Of(_world, () => Arm.Put(World.AccountId, World.Accounts, body));

        Assert.Equal("InvalidRequestContent", refusal.Code);
        Assert.Contains("$.properties.encryption.keyVaultProperties", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_returned_as_not_found_without_such_a_resource()
    {
        Refusal.Is(404, "ResourceNotFound", _world, () => Arm.Get(World.AccountId, World.Accounts));
        Refusal.Is(404, "ResourceGroupNotFound", _world, () => Arm.Get(World.VendorGroup + "-none", World.Groups));
        Refusal.Is(404, "ResourceNotFound", _world, () => Arm.Get(World.VaultId, World.Vaults));
    }

    [Fact]
    public void Does_not_mind_the_letter_case_of_ids_and_types()
    {
        _world.Put(World.IdentityId, World.Identities, """{ "location": "westeurope" }""");

        var shouted = Arm.Get(World.IdentityId.ToUpperInvariant(), World.Identities);

        Assert.Equal(World.IdentityId, shouted.Text("id"));
        Assert.Single(Arm.List(World.VendorGroup.ToUpperInvariant(), "MICROSOFT.managedidentity/userassignedidentities", World.Identities));
        Assert.True(Arm.Delete(World.IdentityId.ToLowerInvariant(), World.Identities));
    }

    [Fact]
    public void Takes_the_long_name_of_a_region_and_returns_the_short() => Assert.Equal(
        "westeurope",
        _world.Put(World.IdentityId, World.Identities, """{ "location": "West Europe" }""").Text("location"));

    [Theory]
    [InlineData("""{ }""", "LocationRequired")]
    [InlineData("""{ "location": "nowhere!" }""", "LocationNotAvailableForResourceType")]
    public void Is_refused_without_a_location(string body, string code) => Refusal.Is(
        400, code, _world, () => _world.Put(World.IdentityId, World.Identities, body));

    [Fact]
    public void To_delete_what_does_not_exist_is_reported() => Assert.False(Arm.Delete(World.AccountId, World.Accounts));
}

public sealed class A_list_of_resources
{
    private readonly World _world = World.Complete();

    [Fact]
    public void Holds_what_is_in_the_subscription()
    {
        var accounts = _world.Azure.ResourceManager.List(
            $"/subscriptions/{World.VendorSubscription}", "Microsoft.Storage/storageAccounts", World.Accounts);

        Assert.Equal(World.AccountId, Assert.Single(accounts).Text("id"));
    }

    [Fact]
    public void Holds_nothing_of_another_subscription_or_group()
    {
        var arm = _world.Azure.ResourceManager;
        _world.Put($"{World.VendorGroup}-2", World.Groups, """{ "location": "westeurope" }""");

        Assert.Empty(arm.List($"/subscriptions/{World.CustomerSubscription}", "Microsoft.Storage/storageAccounts", World.Accounts));
        Assert.Empty(arm.List($"{World.VendorGroup}-2", "Microsoft.Storage/storageAccounts", World.Accounts));
    }

    [Fact]
    public void Of_keys_is_by_vault()
    {
        var arm = _world.Azure.ResourceManager;

        Assert.Equal(World.KeyId, Assert.Single(arm.List(World.VaultId, "Microsoft.KeyVault/vaults/keys", World.Vaults)).Text("id"));
        Refusal.Is(400, "InvalidRequestUri", _world, () => arm.List(World.CustomerGroup, "Microsoft.KeyVault/vaults/keys", World.Vaults));
    }
}

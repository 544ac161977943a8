using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Http;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_vault_whose_access_model_a_request_leaves_out
{
    private const string NotSaid = """{ "enableRbacAuthorization": null, "accessPolicies": [] }""";

    [Theory]
    [InlineData("2023-07-01", null)]
    [InlineData("2024-11-01", null)]
    [InlineData("2026-02-01", true)]
    public void Has_that_of_the_API_version_when_it_is_new(string apiVersion, bool? isRbac) =>
        Assert.Equal(isRbac, Model(Put(new World(), apiVersion, NotSaid)));

    [Fact]
    public void Has_the_one_that_a_request_names_in_any_version()
    {
        Assert.False(Model(Put(new World(), "2026-02-01", """{ "enableRbacAuthorization": false, "accessPolicies": [] }""")));
        Assert.True(Model(Put(new World(), "2024-11-01", """{ "enableRbacAuthorization": true }""")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    [InlineData("true")]
    public void Keeps_the_one_that_it_has(string? model)
    {
        var world = new World();
        var said = model is null ? NotSaid : $$"""{ "enableRbacAuthorization": {{model}}, "accessPolicies": [] }""";
        var before = Put(world, "2024-11-01", said);

        Assert.Equal(Model(before), Model(Put(world, "2026-02-01", NotSaid)));
        Assert.Equal(Model(before), Model(Put(world, "2024-11-01", NotSaid)));
    }

    [Fact]
    public void Works_with_access_policies_without_a_setting()
    {
        var world = new World().WithIdentity().WithServicePrincipal();
        var policies = JsonNode.Parse(world.Policies(rbac: false, "get", "wrapKey", "unwrapKey"))!.AsObject();
        policies["enableRbacAuthorization"] = null;

        world.WithVault(policies.ToJsonString()).WithKey().WithAccount().Write();

        Assert.Equal("hello", world.Read());
    }

    private static JsonObject Put(World world, string apiVersion, string properties)
    {
        var body = World.VaultBody();
        foreach (var (name, value) in World.Body(properties))
            body["properties"]![name] = value?.DeepClone();
        return world.Azure.ResourceManager.Put(World.VaultId, apiVersion, body);
    }

    private static bool? Model(JsonObject vault) => vault["properties"]!["enableRbacAuthorization"]?.GetValue<bool>();
}

public sealed class A_cloud_that_refuses_retired_versions
{
    private const string Old = "2024-11-01";
    private const string Hsm = "Microsoft.KeyVault/managedHSMs";

    private static readonly string Subscription = $"/subscriptions/{World.CustomerSubscription}";
    private readonly World _world = World.Complete();

    public A_cloud_that_refuses_retired_versions() => _world.Azure.RefusesRetiredVersions = true;

    [Theory]
    [InlineData("2023-07-01")]
    [InlineData(Old)]
    public void Refuses_them_for_whatever_is_managed_of_Key_Vault(string apiVersion)
    {
        var arm = _world.Azure.ResourceManager;
        foreach (var request in (Action[])
        [
            () => arm.Get(World.VaultId, apiVersion),
            () => arm.Put(World.VaultId, apiVersion, World.VaultBody()),
            () => arm.Delete(World.VaultId, apiVersion),
            () => arm.List(Subscription, "Microsoft.KeyVault/vaults", apiVersion),
            () => arm.Get(World.KeyId, apiVersion),
            () => arm.Put(World.KeyId, apiVersion, World.Body("""{ "properties": { "kty": "RSA" } }""")),
            () => arm.List(Subscription, Hsm, apiVersion),
        ])
        {
            var refusal = Refusal.Of(_world, request);
            Assert.Equal((400, "NoRegisteredProviderFound"), (refusal.Status, refusal.Code));
            Assert.EndsWith("was retired on 2027-02-27; served here: 2026-02-01.", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Serves_the_version_that_outlives_them()
    {
        var arm = _world.Azure.ResourceManager;

        arm.Put(World.VaultId, KeyVaultManagement.ApiVersion, World.VaultBody());
        Assert.Equal(World.VaultId, arm.Get(World.VaultId, KeyVaultManagement.ApiVersion).Text("id"));
        Assert.Equal(World.KeyId, arm.Get(World.KeyId, KeyVaultManagement.ApiVersion).Text("id"));
        Assert.Empty(arm.List(Subscription, Hsm, KeyVaultManagement.ApiVersion));
    }

    [Fact]
    public void Lets_everything_else_go_on()
    {
        _world.Write();
        _world.WithAccount().WithRole();

        Assert.Equal("hello", _world.Read());
        Assert.Equal(World.AccountId, _world.Azure.ResourceManager.Get(World.AccountId, World.Accounts).Text("id"));
    }

    [Fact]
    public void Serves_them_again_on_request()
    {
        _world.Azure.RefusesRetiredVersions = false;

        Assert.Equal(World.VaultId, _world.Azure.ResourceManager.Get(World.VaultId, Old).Text("id"));
    }

    [Fact]
    public async Task Lists_no_version_that_it_refuses()
    {
        await using var served = await Served.StartAsync(_world);

        Assert.Equal(["2026-02-01"], await VersionsAsync(served));
        _world.Azure.RefusesRetiredVersions = false;
        Assert.Equal(["2026-02-01", "2024-11-01", "2023-07-01"], await VersionsAsync(served));
    }

    private static async Task<IEnumerable<string>> VersionsAsync(Served served)
    {
        var answer = await served.ManagementAsync(World.Customer, $"{Subscription}/providers/Microsoft.KeyVault?api-version=2022-09-01");
        var vaults = answer.Body["resourceTypes"]!.AsArray().Single(type => type!.Text("resourceType") == "vaults")!;
        return vaults["apiVersions"]!.AsArray().Select(version => version!.ToString());
    }
}

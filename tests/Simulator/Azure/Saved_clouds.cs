using System.Text;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_saved_cloud
{
    private readonly World _world = Rich();

    [Fact]
    public void Is_the_same_when_it_is_loaded_and_saved_again() =>
        Assert.Equal(Refusal.Saved(_world.Azure), Refusal.Saved(World.LoadedFrom(_world).Azure));

    [Fact]
    public void Still_opens_its_data()
    {
        var loaded = World.LoadedFrom(_world);

        Assert.Equal("hello", loaded.Read());
        Assert.Equal(_world.VersionInUse, loaded.VersionInUse);
        Assert.Equal(_world.Azure.Clock.GetUtcNow(), loaded.Azure.Clock.GetUtcNow());
    }

    [Fact]
    public void Goes_on_as_the_one_it_was_saved_from()
    {
        var loaded = World.LoadedFrom(_world);

        foreach (var world in (World[])[_world, loaded])
        {
            world.Azure.KeyVault.RotateKey(Caller.Operator, World.Key);
            world.Azure.Graph(World.Vendor).Post("applications", World.Body("""{ "displayName": "contoso-cmk" }"""));
            world.Azure.Clock.Advance(TimeSpan.FromDays(45));
        }

        Assert.Equal(Versions(_world), Versions(loaded));
        Assert.Equal(_world.VersionInUse, loaded.VersionInUse);
        Assert.Equal(_world.Azure.Storage.LastKeyCheck(World.Account), loaded.Azure.Storage.LastKeyCheck(World.Account));
        Assert.Equal(Applications(_world), Applications(loaded));
        Assert.Equal("hello", loaded.Read());
    }

    [Fact]
    public void Still_does_not_mind_letter_case()
    {
        var loaded = World.LoadedFrom(_world);

        Assert.NotNull(loaded.Azure.ResourceManager.Get(World.AccountId.ToUpperInvariant(), World.Accounts));
        Refusal.Is(409, "StorageAccountAlreadyTaken", loaded, () => loaded.Azure.ResourceManager.Put(
            $"{World.CustomerGroup}/providers/Microsoft.Storage/storageAccounts/stfabrikam", World.Accounts, World.MicrosoftManagedBody()));
    }

    [Fact]
    public void Is_independent_of_the_one_it_was_saved_from()
    {
        var loaded = World.LoadedFrom(_world);

        _world.Break("the role is taken away");

        Assert.Equal("hello", loaded.Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("not json at all")]
    [InlineData("""{ "version": 3, "deployment": {} }""")]
    [InlineData("""{ "schema": 1, "now": "2026-01-05T08:00:00+00:00", "platformKey": "" }""")]
    public void Is_distinguished_from_what_is_none(string text)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Load(text));

        Assert.StartsWith("This is not a saved simulated cloud", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_wherever_it_was_cut_off()
    {
        var text = Refusal.Saved(_world.Azure);

        for (var length = 0; length < text.Length; length += 97)
            Assert.Throws<InvalidDataException>(() => Load(text[..length]));
    }

    private static SimulatedAzure Load(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return SimulatedAzure.Load(stream);
    }

    private static List<string> Versions(World world) =>
        [.. world.Azure.KeyVault.ListVersions(Caller.Operator, World.Key).Select(version => $"{version.Version} {version.Created:O}")];

    private static List<string> Applications(World world) =>
        [.. world.Azure.Graph(World.Vendor).List("applications").Select(application => application.ToJsonString())];

    /// <summary>A cloud with something of everything.</summary>
    private static World Rich()
    {
        var world = World.Complete();
        world.Write();
        world.User();
        world.Group();
        world.Azure.AddManagedHsm($"{World.CustomerGroup}/providers/Microsoft.KeyVault/managedHSMs/hsm-fabrikam", "northeurope");
        var hsmKey = KeyUri.Parse("https://hsm-fabrikam.managedhsm.azure.net/keys/cmk").Value!;
        world.Azure.KeyVault.CreateKey(Caller.Operator, hsmKey, new KeyParameters("RSA-HSM", 3072, ["wrapKey", "unwrapKey"]));
        world.Azure.HsmRoleAssignments.Put("hsm-fabrikam", "/keys/cmk", "0f0f0f0f-0000-4000-8000-000000000007", World.Body($$"""
            {
              "properties": {
                "roleDefinitionId": "/{{Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionName}}",
                "principalId": "{{world.ServicePrincipal}}"
              }
            }
            """));
        world.Azure.KeyVault.SetRotationPolicy(Caller.Operator, World.Key, World.Body("""
            {
              "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D" }, "action": { "type": "Rotate" } } ],
              "attributes": { "expiryTime": "P90D" }
            }
            """));
        world.Azure.Graph(World.Vendor).Post($"{world.ApplicationPath}/addPassword", []);
        world.Azure.LetUsersInstallApplications(World.Customer, allowed: false);
        var gone = $"{World.CustomerGroup}/providers/Microsoft.KeyVault/vaults/kv-gone";
        world.Azure.ResourceManager.Put(gone, World.Vaults, World.VaultBody());
        world.Azure.ResourceManager.Delete(gone, World.Vaults);
        world.Azure.Clock.Advance(TimeSpan.FromHours(30));
        return world;
    }
}

public sealed class Two_runs_of_the_same_story
{
    [Fact]
    public void Have_the_same_ids_and_versions()
    {
        static string Ids()
        {
            var world = World.Complete();
            world.Azure.KeyVault.RotateKey(Caller.Operator, World.Key);
            world.Azure.Clock.Advance(TimeSpan.FromDays(2));
            return string.Join(
                '\n',
                world.Azure.ResourceManager.Get(World.AccountId, World.Accounts).ToJsonString(),
                world.Azure.ResourceManager.Get(World.IdentityId, World.Identities).ToJsonString(),
                world.Azure.Graph(World.Vendor).Get(world.ApplicationPath).ToJsonString(),
                world.Azure.Graph(World.Customer).Get(world.ServicePrincipalPath).ToJsonString(),
                world.Azure.ResourceManager.Get(World.KeyId, World.Vaults).ToJsonString());
        }

        Assert.Equal(Ids(), Ids());
    }

    [Fact]
    public void Have_different_keys()
    {
        static byte[] Wrapped()
        {
            var world = World.Complete();
            world.Write();
            return world.Azure.Storage.StoredBlob(World.Account, "greeting");
        }

        Assert.NotEqual(Wrapped(), Wrapped());
    }

    [Fact]
    public void Do_not_depend_on_the_order_of_independent_steps()
    {
        static string Principal(params string[] names)
        {
            var world = new World();
            foreach (var name in names)
                world.Put(Id(name), World.Identities, """{ "location": "westeurope" }""");
            return world.Azure.ResourceManager.Get(Id("id-one"), World.Identities).ToJsonString();
        }

        static string Id(string name) => $"{World.VendorGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}";

        Assert.Equal(Principal("id-one", "id-two"), Principal("id-two", "id-one"));
    }

    [Fact]
    public void Tell_apart_what_has_the_same_name()
    {
        var graph = new World().Azure.Graph(World.Vendor);

        var ids = Enumerable.Range(0, 3).Select(_ => graph.Post("applications", World.Body("""{ "displayName": "twin" }""")).Text("appId"));

        Assert.Equal(3, ids.Distinct(StringComparer.Ordinal).Count());
    }
}

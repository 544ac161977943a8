using System.Globalization;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>
/// A vendor with a stack for the identities and one for each of two customers, whose stacks are in tenants of their own: the first with
/// a vault of the program's, the second with an existing vault that works with access policies, and with a rotation policy.
/// </summary>
internal sealed class SequenceWorld
{
    public const int RotationDays = 30;

    public const string VaultApi = "2024-11-01";
    public const string VendorsTenant = "10000000-0000-4000-8000-000000000001";
    public const string VendorsSubscription = "20000000-0000-4000-8000-000000000001";
    private const string IdentityStack = "organization/xtcmk-isv/identities";

    private static readonly Lazy<Task<(byte[] Saved, SimulatedStack[] Stacks)>> Beginning = new(HandshakeAsync);

    private readonly Engine _engine;

    private SequenceWorld(SimulatedAzure azure)
    {
        Azure = azure;
        _engine = new Engine(azure);
        foreach (var (project, name) in Stacks())
            _engine.Stack(project, name);
    }

    public SimulatedAzure Azure { get; }

    public static string Account(int who) => $"st{Name(who)}";

    public static string Vault(int who) => $"kv-{Name(who)}";

    public static KeyUri Key(int who, string key) => KeyUri.Parse($"https://{Vault(who)}.vault.azure.net/keys/{key}").Value!;

    public static TenantId Tenant(int who) => TenantId.Parse(CustomersTenant(who)).Value!;

    /// <summary>A world of its own in which all hands have been shaken; the programs ran for it once, for all worlds.</summary>
    public static async Task<SequenceWorld> BeginAsync()
    {
        var (saved, stacks) = await Beginning.Value;
        using var stream = new MemoryStream(saved, writable: false);
        var world = new SequenceWorld(SimulatedAzure.Load(stream, KeyPool.Source(used: 2)));
        foreach (var stack in stacks)
            Copy(stack, world._engine.Stack(stack.Project, stack.Name));
        return world;
    }

    public SimulatedStack VendorsStack(int who) => _engine.Stack("xtcmk-isv", Name(who));

    public SimulatedStack CustomersStack(int who) => _engine.Stack("xtcmk-customer", Name(who));

    public Task<IReadOnlyList<ResourceStep>> UpIdentitiesAsync(Model model, bool refresh) => UpVendorAsync(
        "identities",
        refresh,
        ("xtcmk-isv:application", """{"displayName":"Contoso Data"}"""),
        ("xtcmk-isv:identities", new JsonArray(
            [.. Enumerable.Range(0, model.WantedIdentities).Select(id => (JsonNode)IdentityName(id))]).ToJsonString()));

    public Task<IReadOnlyList<ResourceStep>> UpVendorAsync(Model model, int who, bool refresh, Func<VersionOfKey, string> versionId)
    {
        var customer = model.Customers[who];
        var key = new JsonObject { ["stack"] = $"organization/xtcmk-customer/{Name(who)}" };
        if (customer.WantedPin is { } pin)
        {
            key["uri"] = $"{Key(who, pin.Key)}/{versionId(pin)}";
            key["version"] = "pinned";
        }

        var entry = new JsonObject
        {
            ["name"] = Name(who),
            ["tenantId"] = CustomersTenant(who),
            ["account"] = new JsonObject { ["name"] = Account(who) },
            ["identity"] = IdentityName(customer.WantedIdentity),
            ["encryption"] = customer.WantsMicrosoft ? "microsoft-managed" : "customer-managed",
            ["key"] = key,
        };
        return UpVendorAsync(
            Name(who),
            refresh,
            ("xtcmk-isv:identityStack", IdentityStack),
            ("xtcmk-isv:tags", new JsonObject { ["round"] = customer.WantedTag.ToString(CultureInfo.InvariantCulture) }.ToJsonString()),
            ("xtcmk-isv:customers", new JsonArray(entry).ToJsonString()));
    }

    public Task<IReadOnlyList<ResourceStep>> UpCustomerAsync(Model model, int who, bool refresh)
    {
        var customer = model.Customers[who];
        var key = new JsonObject { ["name"] = customer.CurrentKey, ["size"] = "2048" };
        var vault = new JsonObject { ["name"] = Vault(who) };
        if (customer.ByPolicy)
        {
            key["rotation"] = new JsonObject { ["rotateAfter"] = $"P{RotationDays}D" };
            vault["existing"] = true;
            vault["accessModel"] = "access-policies";
        }
        else
        {
            vault["firewall"] = new JsonObject { ["defaultAction"] = customer.WantsOpenFirewall ? "allow" : "deny" };
        }

        var files = ProjectFiles.Of("xtcmk-customer", Name(who),
        [
            ("azure-native:tenantId", CustomersTenant(who)),
            ("azuread:tenantId", CustomersTenant(who)),
            ("azure-native:subscriptionId", CustomersSubscription(who)),
            ("xtcmk-customer:location", customer.ByPolicy ? null : "westeurope"),
            ("xtcmk-customer:resourceGroup", "rg-keys"),
            ("xtcmk-customer:vendor", $$"""{"stack":"{{IdentityStack}}"}"""),
            ("xtcmk-customer:vault", vault.ToJsonString()),
            ("xtcmk-customer:key", key.ToJsonString()),
            ("xtcmk-customer:formerKeys", new JsonArray(
                [.. customer.WantedKeys.Where(name => name != customer.CurrentKey).Select(name => (JsonNode)name)]).ToJsonString()),
            ("xtcmk-customer:access", customer.WantsAccess ? "granted" : "revoked"),
        ]);
        return _engine.UpAsync(files, Projects.CustomerProgram(files.Settings, Azure.Clock), refresh);
    }

    private static async Task<(byte[] Saved, SimulatedStack[] Stacks)> HandshakeAsync()
    {
        var world = new SequenceWorld(new SimulatedAzure(keyPairs: KeyPool.Source()));
        var vendor = TenantId.Parse(VendorsTenant).Value!;
        world.Azure.AddTenant(vendor, "vendor");
        world.Azure.AddSubscription(SubscriptionId.Parse(VendorsSubscription).Value!, vendor);
        var model = new Model(world.Azure.Clock.GetUtcNow());
        await world.UpIdentitiesAsync(model, refresh: false);
        for (var who = 0; who < 2; who++)
        {
            world.Azure.AddTenant(Tenant(who), Name(who));
            world.Azure.AddSubscription(SubscriptionId.Parse(CustomersSubscription(who)).Value!, Tenant(who));
            if (model.Customers[who].ByPolicy)
                world.MakeVault(who);
            await world.UpCustomerAsync(model, who, refresh: false);
            await world.UpVendorAsync(model, who, refresh: false, _ => throw new InvalidOperationException("Nothing is pinned yet."));
            world.Azure.Storage.WriteBlob(Account(who), "first", [1]);
        }

        using var stream = new MemoryStream();
        world.Azure.Save(stream);
        return (stream.ToArray(), [.. Stacks().Select(stack => world._engine.Stack(stack.Project, stack.Name))]);
    }

    /// <summary>An existing vault with access policies, behind a firewall that lets trusted services in.</summary>
    private void MakeVault(int who)
    {
        Azure.ResourceManager.Put(VaultId(who).Split("/providers/")[0], "2024-11-01", new JsonObject { ["location"] = "westeurope" });
        Azure.ResourceManager.Put(VaultId(who), VaultApi, new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["tenantId"] = CustomersTenant(who),
                ["sku"] = new JsonObject { ["family"] = "A", ["name"] = "standard" },
                ["enableRbacAuthorization"] = false,
                ["accessPolicies"] = new JsonArray(),
                ["enablePurgeProtection"] = true,
                ["networkAcls"] = new JsonObject { ["bypass"] = "AzureServices", ["defaultAction"] = "Deny" },
            },
        });
    }

    private Task<IReadOnlyList<ResourceStep>> UpVendorAsync(string stack, bool refresh, params IEnumerable<(string, string?)> settings)
    {
        var files = ProjectFiles.Of("xtcmk-isv", stack,
        [
            ("azure-native:tenantId", VendorsTenant),
            ("azuread:tenantId", VendorsTenant),
            ("azure-native:subscriptionId", VendorsSubscription),
            ("xtcmk-isv:location", "westeurope"),
            ("xtcmk-isv:resourceGroup", $"rg-{stack}"),
            .. settings,
        ]);
        return _engine.UpAsync(files, Projects.VendorProgram(files.Settings), refresh);
    }

    private static IEnumerable<(string Project, string Name)> Stacks() =>
    [
        ("xtcmk-isv", "identities"),
        ("xtcmk-isv", Name(0)), ("xtcmk-isv", Name(1)),
        ("xtcmk-customer", Name(0)), ("xtcmk-customer", Name(1)),
    ];

    private static void Copy(SimulatedStack from, SimulatedStack to)
    {
        foreach (var (key, state) in from.Resources)
            to.Resources[key] = state with { Inputs = Copy(state.Inputs), Outputs = Copy(state.Outputs) };
        to.Outputs = Copy(from.Outputs);
    }

    private static JsonObject Copy(JsonObject json) => (JsonObject)json.DeepClone();

    public static string Name(int who) => who == 0 ? "fabrikam" : "northwind";

    public static string IdentityName(int identity) => $"id-{identity.ToString(CultureInfo.InvariantCulture)}";

    private static string CustomersTenant(int who) => $"3000000{who}-0000-4000-8000-000000000001";

    private static string CustomersSubscription(int who) => $"4000000{who}-0000-4000-8000-000000000001";

    public static string VaultId(int who) =>
        $"/subscriptions/{CustomersSubscription(who)}/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/{Vault(who)}";
}

using System.Globalization;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>
/// A vendor's many customers: one stack for the application and the identities, ten for the accounts, and one for each customer.
/// </summary>
internal sealed class FleetWorld
{
    private const string VendorsTenant = "10000000-0000-4000-8000-000000000001";
    private const string VendorsSubscription = "20000000-0000-4000-8000-000000000001";
    private const string IdentityStack = "organization/xtcmk-isv/identities";
    private const string FirstKey = "data";

    private readonly Engine _engine;
    private readonly Dictionary<FleetMember, (string Key, string? Former, string Access)> _edits = [];
    private readonly HashSet<FleetMember> _switchedBack = [];

    public FleetWorld(int customers)
    {
        Azure.MostAccountsOfRegion = customers; // all of one subscription
        _engine = new Engine(Azure);
        Members = [.. Enumerable.Range(0, customers).Select(number => new FleetMember(number))];
        VendorsStacks = (customers + FleetMember.PerStack - 1) / FleetMember.PerStack;
        AddTenant(TenantId.Parse(VendorsTenant).Value!, SubscriptionId.Parse(VendorsSubscription).Value!);
        for (var tenant = 0; tenant < FleetMember.Tenants; tenant++)
        {
            AddTenant(FleetMember.TenantOf(tenant), FleetMember.SubscriptionOf(tenant));
            Azure.AddGroup(FleetMember.TenantOf(tenant), FleetMember.Officers(tenant), "crypto officers");
        }

        foreach (var member in Members)
        {
            _engine.Stack("xtcmk-customer", member.Name);
            if (member.ByPolicy)
                MakeVault(member);
        }
    }

    public SimulatedAzure Azure { get; } = new(keyPairs: KeyPool.Source());

    public IReadOnlyList<FleetMember> Members { get; }

    public int VendorsStacks { get; }

    public Task<IReadOnlyList<ResourceStep>> UpIdentitiesAsync() => UpVendorAsync(
        "identities",
        ("xtcmk-isv:application", """{"displayName":"Contoso Data"}"""),
        ("xtcmk-isv:identities", new JsonArray(
            [.. Enumerable.Range(0, FleetMember.Identities).Select(number => (JsonNode)FleetMember.IdentityName(number))]).ToJsonString()),
        ("xtcmk-isv:defaultIdentity", FleetMember.IdentityName(0)));

    public Task<IReadOnlyList<ResourceStep>> UpVendorAsync(int stack) => UpVendorAsync(
        VendorsName(stack),
        ("xtcmk-isv:identityStack", IdentityStack),
        ("xtcmk-isv:tags", $$"""{"stack":"{{stack}}"}"""),
        ("xtcmk-isv:customers", new JsonArray([.. Members.Where(member => member.VendorsStack == stack).Select(Entry)]).ToJsonString()));

    public Task<IReadOnlyList<ResourceStep>> UpCustomerAsync(FleetMember member)
    {
        var (key, former, access) = _edits.GetValueOrDefault(member, (FirstKey, null, "granted"));
        var files = ProjectFiles.Of("xtcmk-customer", member.Name, member.Settings(VendorOf(member), key, former, access));
        return _engine.UpAsync(files, Projects.CustomerProgram(files.Settings, Azure.Clock));
    }

    /// <summary>All stacks of the vendor that have accounts, and what their runs changed.</summary>
    public async Task<List<string>> UpVendorsAsync()
    {
        var changes = new List<string>();
        for (var stack = 0; stack < VendorsStacks; stack++)
            changes.AddRange(TwoTenants.Changes(await UpVendorAsync(stack)));
        return changes;
    }

    public async Task<List<string>> UpCustomersAsync(IEnumerable<FleetMember> members)
    {
        var changes = new List<string>();
        foreach (var member in members)
            changes.AddRange(TwoTenants.Changes(await UpCustomerAsync(member)));
        return changes;
    }

    public void SetAccess(FleetMember member, string access) => _edits[member] = (FirstKey, null, access);

    public void ChangeKey(FleetMember member, string key) => _edits[member] = (key, FirstKey, "granted");

    public void SwitchBack(FleetMember member) => _switchedBack.Add(member);

    public string State(FleetMember member) =>
        _engine.Stack("xtcmk-isv", VendorsName(member.VendorsStack)).Outputs["accounts"]![member.Name]!["state"]!.GetValue<string>();

    public void Write(FleetMember member) => Azure.Storage.WriteBlob(member.Account, "blob", Content(member));

    /// <summary>Whether the customer's data can be read; what can be read must be what was written.</summary>
    public bool IsReadable(FleetMember member)
    {
        try
        {
            Assert.Equal(Content(member), Azure.Storage.ReadBlob(member.Account, "blob"));
            return true;
        }
        catch (AzureException refused) when (refused.Status == 403)
        {
            return false;
        }
    }

    public IReadOnlyList<FleetMember> Unreadable() => [.. Members.Where(member => !IsReadable(member))];

    /// <summary>Whose accounts are on Microsoft-managed keys in truth, whatever the stacks say.</summary>
    public IReadOnlyList<FleetMember> OnMicrosoftManagedKeys() =>
        [.. Members.Where(member => Azure.Storage.Inspect(member.Account).Key is null)];

    private JsonNode Entry(FleetMember member)
    {
        var handoff = _engine.Stack("xtcmk-customer", member.Name).Outputs["handoff"];
        var version = member.IsPinned && handoff is not null
            ? Azure.KeyVault.GetKey(Caller.Operator, KeyUri.Parse(handoff["keyUri"]!.GetValue<string>()).Value!).Version
            : null;
        var entry = member.Entry(handoff, version);
        if (_switchedBack.Contains(member))
            entry["encryption"] = "microsoft-managed";
        return entry;
    }

    /// <summary>
    /// The stack of the identities; for a customer with an application of its own the handoff record that the vendor's stack prints for it.
    /// </summary>
    private JsonObject VendorOf(FleetMember member) => member.OwnsApplication
        ? new JsonObject
        {
            ["handoff"] = _engine
                .Stack("xtcmk-isv", VendorsName(member.VendorsStack)).Outputs["customerHandoffs"]![member.Name]!.DeepClone(),
        }
        : new JsonObject { ["stack"] = IdentityStack };

    private Task<IReadOnlyList<ResourceStep>> UpVendorAsync(string stack, params IEnumerable<(string, string?)> settings)
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
        return _engine.UpAsync(files, Projects.VendorProgram(files.Settings));
    }

    /// <summary>An existing vault that works with access policies, which the customer's program only checks.</summary>
    private void MakeVault(FleetMember member)
    {
        var group = $"/subscriptions/{member.Subscription}/resourceGroups/{member.Group}";
        Azure.ResourceManager.Put(group, "2024-11-01", new JsonObject { ["location"] = "westeurope" });
        Azure.ResourceManager.Put($"{group}/providers/Microsoft.KeyVault/vaults/{member.Vault}", "2024-11-01", new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["tenantId"] = member.Tenant.Value,
                ["sku"] = new JsonObject { ["family"] = "A", ["name"] = "standard" },
                ["enableRbacAuthorization"] = false,
                ["accessPolicies"] = new JsonArray(),
                ["enablePurgeProtection"] = true,
            },
        });
    }

    private void AddTenant(TenantId tenant, SubscriptionId subscription)
    {
        Azure.AddTenant(tenant, "a tenant");
        Azure.AddSubscription(subscription, tenant);
    }

    private static byte[] Content(FleetMember member) => System.Text.Encoding.UTF8.GetBytes($"data of {member.Name}");

    private static string VendorsName(int stack) => string.Create(CultureInfo.InvariantCulture, $"accounts-{stack:00}");
}

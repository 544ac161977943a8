using System.Globalization;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>One of the fleet's customers; its number decides every one of its settings, so that all kinds are mixed.</summary>
internal sealed class FleetMember(int number)
{
    public const int Tenants = 40;
    public const int Identities = 20;
    public const int PerStack = 200;

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"customer-{number:0000}");

    public string Account { get; } = string.Create(CultureInfo.InvariantCulture, $"stcontoso{number:0000}");

    public string Vault { get; } = string.Create(CultureInfo.InvariantCulture, $"kv-customer-{number:0000}");

    public string Group => $"rg-{Name}";

    public int VendorsStack => number / PerStack;

    public int TenantNumber => number % Tenants;

    public TenantId Tenant => TenantOf(TenantNumber);

    public SubscriptionId Subscription => SubscriptionOf(TenantNumber);

    public string Stack => $"organization/xtcmk-customer/{Name}";

    /// <summary>
    /// One service principal for an application in a tenant: the tenant's first customer installs it, the others adopt it.
    /// </summary>
    public bool Installs => OwnsApplication || number < Tenants;

    public bool OwnsApplication => number % 97 == 95;

    public bool IsMicrosoftManaged => number % 100 == 41;

    /// <summary>Runs its program a round later than the others.</summary>
    public bool IsLate => number % 100 == 62;

    public bool IsPinned => Kind == 3;

    public bool ByPolicy => Kind == 4;

    private int Kind => number % 10;

    private KeyUri Key => KeyUri.Parse($"https://{Vault}.vault.azure.net/keys/data").Value!;

    public static TenantId TenantOf(int tenant) => TenantId.Parse(Id("a", tenant)).Value!;

    public static SubscriptionId SubscriptionOf(int tenant) => SubscriptionId.Parse(Id("b", tenant)).Value!;

    /// <summary>The customer's entry in the settings of its vendor's stack.</summary>
    /// <param name="handoff">The customer's handoff record; null while the customer has not run its program.</param>
    /// <param name="version">The version to stay at, for one that is pinned.</param>
    public JsonObject Entry(JsonNode? handoff, string? version)
    {
        var account = new JsonObject { ["name"] = Account };
        if (Kind == 7)
        {
            account["services"] = new JsonArray("queue", "table");
            account["infrastructureEncryption"] = true;
        }

        if (Kind == 9)
        {
            account["publicNetworkAccess"] = "selected";
            account["ipRules"] = new JsonArray("203.0.113.0/24");
            account["sku"] = "Standard_GRS";
        }

        var entry = new JsonObject { ["name"] = Name, ["tenantId"] = Tenant.Value, ["account"] = account };
        if (number % 3 > 0)
            entry["identity"] = IdentityName(number % Identities);
        if (OwnsApplication)
            entry["application"] = new JsonObject { ["displayName"] = $"Contoso Data for {Name}" };
        if (IsMicrosoftManaged)
            entry["encryption"] = "microsoft-managed";
        if (KeySource(handoff, version) is { } key)
            entry["key"] = key;
        return entry;
    }

    /// <summary>The settings of the customer's own stack.</summary>
    /// <param name="vendor">Where the vendor's handoff record comes from.</param>
    public IEnumerable<(string, string?)> Settings(JsonObject vendor, string key, string? formerKey, string access)
    {
        var vault = new JsonObject { ["name"] = Vault };
        var keySettings = new JsonObject { ["name"] = key, ["size"] = "2048" };
        switch (Kind)
        {
            case 4:
                vault["existing"] = true;
                vault["accessModel"] = "access-policies";
                break;
            case 5:
                vault["sku"] = "premium";
                keySettings["type"] = "RSA-HSM";
                break;
            case 6:
                keySettings["rotation"] = new JsonObject { ["rotateAfter"] = "P30D", ["expireAfter"] = "P90D", ["notifyBefore"] = "P14D" };
                break;
            case 8:
                vault["firewall"] = new JsonObject { ["ipRules"] = new JsonArray("203.0.113.7") };
                vault["retentionDays"] = 30;
                break;
            case 9:
                keySettings["expires"] = "2031-12-31";
                vault["firewall"] = new JsonObject { ["publicNetworkAccess"] = false };
                break;
        }

        return
        [
            ("azure-native:tenantId", Tenant.Value),
            ("azuread:tenantId", Tenant.Value),
            ("azure-native:subscriptionId", Subscription.Value),
            ("xtcmk-customer:location", Kind == 4 ? null : number % 2 == 0 ? "westeurope" : "northeurope"),
            ("xtcmk-customer:resourceGroup", Group),
            ("xtcmk-customer:tags", number % 4 == 0 ? """{"team":"keys"}""" : null),
            ("xtcmk-customer:vendor", vendor.ToJsonString()),
            ("xtcmk-customer:servicePrincipal", Installs ? "install" : "existing"),
            ("xtcmk-customer:vault", vault.ToJsonString()),
            ("xtcmk-customer:key", keySettings.ToJsonString()),
            ("xtcmk-customer:formerKeys", formerKey is null ? null : new JsonArray(formerKey).ToJsonString()),
            ("xtcmk-customer:cryptoOfficers", Kind == 8 ? $$"""["group:{{Officers(TenantNumber)}}"]""" : null),
            ("xtcmk-customer:access", access),
        ];
    }

    public static string IdentityName(int identity) => string.Create(CultureInfo.InvariantCulture, $"id-contoso-{identity:00}");

    public static ObjectId Officers(int tenant) => ObjectId.Parse(Id("c", tenant)).Value!;

    /// <summary>The customer's stack, its handoff record pasted, or no more than its key's URI.</summary>
    private JsonObject? KeySource(JsonNode? handoff, string? version)
    {
        var key = Kind switch
        {
            1 or 4 => handoff is null ? null : new JsonObject { ["handoff"] = handoff.DeepClone() },
            2 or 5 => handoff is null ? null : new JsonObject { ["uri"] = Key.ToString() },
            _ => new JsonObject { ["stack"] = Stack },
        };
        if (OwnsApplication && key?["uri"] is not null)
            key["applicationId"] = handoff!["applicationId"]!.DeepClone();
        if (version is not null && key is not null)
        {
            key["uri"] = $"{Key}/{version}";
            key["version"] = "pinned";
        }

        return key;
    }

    private static string Id(string kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}0000000-0000-4000-8000-{number:000000000000}");
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>Tenants, subscriptions and resource providers as Azure Resource Manager answers them.</summary>
internal sealed class Subscriptions(SimulatedAzure azure)
{
    /// <summary>Those that Azure.ResourceManager asks for; the later one is also that of the published examples.</summary>
    public static readonly IReadOnlyList<string> ApiVersions = ["2022-09-01", "2022-12-01"];

    /// <summary>The tenants that somebody of a tenant sees: the own one, since guests are not modelled.</summary>
    public JsonObject Tenants(TenantId tenant)
    {
        lock (azure.Gate)
        {
            return Value([new JsonObject
            {
                ["id"] = $"/tenants/{tenant}",
                ["tenantId"] = tenant.Value,
                ["displayName"] = azure.State.Tenants[tenant.Value].Name,
                ["tenantCategory"] = "Home",
                ["tenantType"] = "AAD",
            }]);
        }
    }

    public JsonObject List(TenantId tenant)
    {
        lock (azure.Gate)
        {
            return Value(azure.State.Subscriptions
                .Where(entry => entry.Value == tenant)
                .OrderBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase)
                .Select(entry => Answer(entry.Key, tenant)));
        }
    }

    public JsonObject Get(SubscriptionId id) => Answer(id.Value, TenantOf(id));

    public JsonObject Provider(SubscriptionId subscription, string name)
    {
        var types = azure.ResourceManager.Types
            .Where(type => type.Name.StartsWith(name + "/", StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (types.Count == 0)
            throw new AzureException(404, "InvalidResourceNamespace", $"The resource namespace '{name}' is not known.");
        var space = types[0].Name[..name.Length];
        return new JsonObject
        {
            ["id"] = $"/subscriptions/{subscription}/providers/{space}",
            ["namespace"] = space,
            ["registrationState"] = "Registered",
            ["registrationPolicy"] = "RegistrationRequired",
            ["resourceTypes"] = Json.Array(types.Select(type => new JsonObject
            {
                ["resourceType"] = type.Name[(name.Length + 1)..],
                ["locations"] = new JsonArray(),
                ["apiVersions"] = Json.Array(type.ApiVersions.OrderDescending(StringComparer.Ordinal)),
            })),
        };
    }

    /// <exception cref="AzureException">There is no such subscription.</exception>
    public TenantId TenantOf(SubscriptionId subscription)
    {
        lock (azure.Gate)
        {
            return azure.State.Subscriptions.TryGetValue(subscription.Value, out var tenant)
                ? tenant
                : throw new AzureException(404, "SubscriptionNotFound", $"There is no subscription '{subscription}'.");
        }
    }

    private static JsonObject Answer(string id, TenantId tenant) => new()
    {
        ["id"] = $"/subscriptions/{id}",
        ["subscriptionId"] = id,
        ["tenantId"] = tenant.Value,
        ["displayName"] = $"Simulated subscription {id}",
        ["state"] = "Enabled",
        ["subscriptionPolicies"] = new JsonObject
        {
            ["locationPlacementId"] = "Public_2014-09-01",
            ["quotaId"] = "PayAsYouGo_2014-09-01",
            ["spendingLimit"] = "Off",
        },
        ["authorizationSource"] = "RoleBased",
        ["managedByTenants"] = new JsonArray(),
    };

    private static JsonObject Value(IEnumerable<JsonObject> entries) => new() { ["value"] = Json.Array(entries) };
}

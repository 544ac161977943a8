using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using static XtCmkInfra.Tests.Stacks.Fleet.SequenceWorld;

namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>What people see and do in the portals of both tenants, past the programs.</summary>
internal static class SequencePortal
{
    private const string AccountApi = "2024-01-01";

    public static JsonObject LiveAccount(this SequenceWorld world, int who) => world.Azure.ResourceManager.Get(
        $"/subscriptions/{VendorsSubscription}/resourceGroups/rg-{Name(who)}/providers/Microsoft.Storage/storageAccounts/{Account(who)}",
        AccountApi);

    public static void SwitchToMicrosoft(this SequenceWorld world, int who)
    {
        var live = world.LiveAccount(who);
        world.Azure.ResourceManager.Put(live["id"]!.GetValue<string>(), AccountApi, new JsonObject
        {
            ["location"] = live["location"]!.DeepClone(),
            ["kind"] = live["kind"]!.DeepClone(),
            ["sku"] = new JsonObject { ["name"] = live["sku"]!["name"]!.DeepClone() },
            ["tags"] = live["tags"]?.DeepClone(),
            ["properties"] = new JsonObject { ["encryption"] = new JsonObject { ["keySource"] = "Microsoft.Storage" } },
        });
    }

    /// <summary>Writes a vault as it is, but for what the edit changes in its properties.</summary>
    public static void EditVault(this SequenceWorld world, int who, Action<JsonObject> edit)
    {
        var live = world.LiveVault(who);
        var properties = (JsonObject)live["properties"]!.DeepClone();
        edit(properties);
        foreach (var readOnly in (string[])["vaultUri", "provisioningState"])
            properties.Remove(readOnly);
        world.Azure.ResourceManager.Put(VaultId(who), VaultApi, new JsonObject
        {
            ["location"] = live["location"]!.DeepClone(),
            ["tags"] = live["tags"]?.DeepClone(),
            ["properties"] = properties,
        });
    }

    public static JsonObject LiveVault(this SequenceWorld world, int who) => world.Azure.ResourceManager.Get(VaultId(who), VaultApi);

    public static IEnumerable<string> LiveKeys(this SequenceWorld world, int who) => world.Azure.ResourceManager
        .List(VaultId(who), "Microsoft.KeyVault/vaults/keys", VaultApi).Select(key => key["name"]!.GetValue<string>());

    /// <summary>The ids of the grants on a key.</summary>
    public static IEnumerable<string> LiveGrants(this SequenceWorld world, int who, string key)
    {
        var scope = $"{VaultId(who)}/keys/{key}";
        return world.Azure.ResourceManager.List(scope, "Microsoft.Authorization/roleAssignments", "2022-04-01").Select(
            grant => grant["id"]!.GetValue<string>());
    }

    public static void SetSubject(this SequenceWorld world, int identity, bool right)
    {
        var graph = world.Azure.Graph(TenantId.Parse(VendorsTenant).Value!);
        var application = Application(graph);
        var id = $"/subscriptions/{VendorsSubscription}/resourceGroups/rg-identities/providers/Microsoft.ManagedIdentity"
            + $"/userAssignedIdentities/{IdentityName(identity)}";
        var principalId = world.Azure.ResourceManager.Get(id, "2023-01-31")["properties"]!["principalId"]!.GetValue<string>();
        var credential = graph.List($"{application}/federatedIdentityCredentials").Single(
            one => one["name"]!.GetValue<string>() == IdentityName(identity));
        graph.Patch(
            $"{application}/federatedIdentityCredentials/{credential["id"]}",
            new JsonObject { ["subject"] = right ? principalId : principalId.ToUpperInvariant() });
    }

    public static void SetMultitenant(this SequenceWorld world, bool multitenant)
    {
        var graph = world.Azure.Graph(TenantId.Parse(VendorsTenant).Value!);
        graph.Patch(Application(graph), new JsonObject { ["signInAudience"] = multitenant ? "AzureADMultipleOrgs" : "AzureADMyOrg" });
    }

    public static void SetPrincipal(this SequenceWorld world, int who, bool enabled)
    {
        var graph = world.Azure.Graph(Tenant(who));
        graph.Patch($"servicePrincipals/{world.PrincipalId(who)}", new JsonObject { ["accountEnabled"] = enabled });
    }

    public static string PrincipalId(this SequenceWorld world, int who) => world.Azure.Graph(Tenant(who)).List("servicePrincipals")
        .Single(principal => principal["displayName"]!.GetValue<string>() == "Contoso Data")["id"]!.GetValue<string>();

    private static string Application(Graph graph) => $"applications/{graph.List("applications").Single()["id"]}";
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record AccessPoliciesBody(AccessPoliciesProperties Properties);

internal sealed record AccessPoliciesProperties(IReadOnlyList<AccessPolicy> AccessPolicies);

/// <summary>
/// Access policies of a vault one by one: what is put under the name <c>add</c>, <c>replace</c> or <c>remove</c> changes the entries of its
/// principals and leaves all others. Source: Azure's REST reference, "Vaults - Update Access Policy".
/// </summary>
internal sealed class VaultAccessPolicies(SimulatedAzure azure)
    : ResourceType(azure, $"{Vaults.TypeName}/accessPolicies", "2023-07-01", "2024-11-01", KeyVaultManagement.ApiVersion)
{
    private readonly Vaults _vaults = new(azure);

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion)
    {
        var wanted = Requests.Read(body, RequestJson.Default.AccessPoliciesBody).Properties.AccessPolicies;
        var kind = Requests.Word("BadRequest", "operationKind", id.Name, "add", "replace", "remove")!;
        var vault = _vaults.Get(id.Parent)
            ?? throw new AzureException(404, "ParentResourceNotFound", $"There is no vault '{id.Parent}'.");
        var properties = (JsonObject)vault["properties"]!.DeepClone();
        foreach (var readOnly in (string[])["vaultUri", "provisioningState"])
            properties.Remove(readOnly);
        var entries = (properties["accessPolicies"] as JsonArray ?? []).Select(entry => (JsonObject)entry!.DeepClone()).ToList();
        foreach (var policy in wanted)
            Change(entries, policy, kind);
        properties["accessPolicies"] = new JsonArray([.. entries]);
        var changed = new JsonObject
        {
            ["location"] = vault["location"]!.DeepClone(),
            ["tags"] = vault["tags"]?.DeepClone(),
            ["properties"] = properties,
        };
        var policies = _vaults.Put(id.Parent, changed, apiVersion)["properties"]!["accessPolicies"];
        return new JsonObject
        {
            ["id"] = $"{vault["id"]}/accessPolicies/",
            ["type"] = Name,
            ["properties"] = new JsonObject { ["accessPolicies"] = policies?.DeepClone() },
        };
    }

    /// <summary>They are read with their vault.</summary>
    public override JsonObject? Get(ResourceId id) => null;

    public override bool Delete(ResourceId id) =>
        throw new AzureException(405, "MethodNotAllowed", "An access policy is removed by what is put under the name 'remove'.");

    public override IEnumerable<Listed> List(ResourceId scope) => [];

    public override void DeleteIn(string groupId)
    {
    }

    private static void Change(List<JsonObject> entries, AccessPolicy policy, string kind)
    {
        var written = (JsonObject)Requests.Answer(policy, RequestJson.Default.AccessPolicy);
        var index = entries.FindIndex(entry => ResourceId.Same(entry["objectId"]!.ToString(), policy.ObjectId));
        if (index < 0 && kind != "remove")
            entries.Add(written);
        else if (index >= 0 && kind == "remove")
            entries.RemoveAt(index);
        else if (index >= 0 && kind == "replace")
            entries[index] = written;
        else if (index >= 0)
            Add((JsonObject)entries[index]["permissions"]!, (JsonObject)written["permissions"]!);
    }

    /// <summary>What somebody may do already, and what is to be added, each once.</summary>
    private static void Add(JsonObject permissions, JsonObject more)
    {
        foreach (var (of, names) in more)
        {
            var all = (permissions[of] as JsonArray ?? []).Concat((JsonArray)names!).Select(name => name!.ToString());
            permissions[of] = new JsonArray([.. all.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (JsonNode)name)]);
        }
    }
}

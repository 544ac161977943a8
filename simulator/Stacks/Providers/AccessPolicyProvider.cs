using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks.Providers;

/// <summary>
/// <c>azure-native:keyvault:AccessPolicy</c>: one entry in a vault's list of access policies, which ARM only has as a whole; so the
/// provider reads the vault, changes the entry, and writes the vault.
/// </summary>
internal sealed class AccessPolicyProvider : ResourceProvider
{
    private const string ApiVersion = "2024-11-01";
    private const string Separator = "/objectId/";

    public override string Type => "azure-native:keyvault:AccessPolicy";

    public override IReadOnlyList<string> ReplacedBy => ["policy.objectId", "policy.tenantId", "resourceGroupName", "vaultName"];

    public override Provided Create(SignedIn account, string name, JsonObject inputs)
    {
        var vault = $"/subscriptions/{account.Subscription}/resourceGroups/{inputs["resourceGroupName"]}"
            + $"/providers/Microsoft.KeyVault/vaults/{inputs["vaultName"]}";
        return Update(account, vault + Separator + inputs["policy"]!["objectId"], inputs);
    }

    public override Provided Update(SignedIn account, string id, JsonObject inputs)
    {
        var policy = (JsonObject)inputs["policy"]!;
        Change(account, id, policy);
        return new Provided(id, (JsonObject)inputs.DeepClone());
    }

    public override Provided? Read(SignedIn account, string id)
    {
        var vault = OrGone(() => account.Azure.ResourceManager.Get(VaultOf(id), ApiVersion));
        return vault is not null && Policies(vault).FirstOrDefault(entry => ObjectIdOf(entry) == ObjectIdOf(id)) is { } policy
            ? new Provided(id, new JsonObject
            {
                ["policy"] = policy.DeepClone(),
                ["resourceGroupName"] = VaultOf(id).Split('/')[4],
                ["vaultName"] = VaultOf(id).Split('/')[^1],
            })
            : null;
    }

    public override void Delete(SignedIn account, string id) => Change(account, id, null);

    private static void Change(SignedIn account, string id, JsonObject? policy)
    {
        var vault = account.Azure.ResourceManager.Get(VaultOf(id), ApiVersion);
        var others = Policies(vault).Where(entry => ObjectIdOf(entry) != ObjectIdOf(id)).Select(entry => entry.DeepClone()).ToList();
        if (policy is not null)
            others.Add(policy.DeepClone());
        var properties = (JsonObject)vault["properties"]!.DeepClone();
        properties["accessPolicies"] = new JsonArray([.. others]);
        foreach (var readOnly in (string[])["vaultUri", "hsmPoolResourceId", "provisioningState"])
            properties.Remove(readOnly);
        account.Azure.ResourceManager.Put(VaultOf(id), ApiVersion, new JsonObject
        {
            ["location"] = vault["location"]?.DeepClone(),
            ["tags"] = vault["tags"]?.DeepClone(),
            ["properties"] = properties,
        });
    }

    private static IEnumerable<JsonNode> Policies(JsonObject vault) =>
        (vault["properties"]?["accessPolicies"] as JsonArray ?? []).OfType<JsonNode>();

    private static string VaultOf(string id) => id[..id.IndexOf(Separator, StringComparison.Ordinal)];

    private static string ObjectIdOf(string id) => id[(id.IndexOf(Separator, StringComparison.Ordinal) + Separator.Length)..];

    private static string ObjectIdOf(JsonNode policy) => policy["objectId"]!.GetValue<string>();
}

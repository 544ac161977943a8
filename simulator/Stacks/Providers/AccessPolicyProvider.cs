using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks.Providers;

/// <summary>
/// <c>azure-native:keyvault:AccessPolicy</c>: one entry in a vault's list of access policies. The real provider adds and removes it by
/// the vault's <c>accessPolicies</c> operations; here the vault is read and written with the entry changed, which comes to the same.
/// </summary>
internal sealed class AccessPolicyProvider : ResourceProvider
{
    private const string Separator = "/accessPolicy/";

    public override string Type => "azure-native:keyvault:AccessPolicy";

    public override IReadOnlyList<string> ReplacedBy => ["policy.objectId", "policy.tenantId", "resourceGroupName", "vaultName"];

    public override Provided Create(SignedIn account, string name, JsonObject inputs)
    {
        var vault = $"/subscriptions/{account.Subscription}/resourceGroups/{inputs["resourceGroupName"]}"
            + $"/providers/Microsoft.KeyVault/vaults/{inputs["vaultName"]}";
        var id = vault + Separator + inputs["policy"]!["objectId"];
        return Read(account, id) is null
            ? Update(account, id, inputs)
            : throw new NotSupportedException(
                $"there is an access policy for this principal already; import it, or take it out of the vault first ({id}).");
    }

    public override Provided Update(SignedIn account, string id, JsonObject inputs)
    {
        var policy = (JsonObject)inputs["policy"]!;
        Change(account, id, policy);
        return new Provided(id, (JsonObject)inputs.DeepClone());
    }

    public override Provided? Read(SignedIn account, string id)
    {
        var vault = OrGone(() => account.Azure.ResourceManager.Get(VaultOf(id), AzureNative.KeyVaultVersion));
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
        var vault = account.Azure.ResourceManager.Get(VaultOf(id), AzureNative.KeyVaultVersion);
        var others = Policies(vault).Where(entry => ObjectIdOf(entry) != ObjectIdOf(id)).Select(entry => entry.DeepClone()).ToList();
        if (policy is not null)
            others.Add(policy.DeepClone());
        var properties = (JsonObject)vault["properties"]!.DeepClone();
        properties["accessPolicies"] = new JsonArray([.. others]);
        foreach (var readOnly in (string[])["vaultUri", "hsmPoolResourceId", "provisioningState"])
            properties.Remove(readOnly);
        var body = new JsonObject { ["location"] = vault["location"]!.DeepClone(), ["properties"] = properties };
        if (vault["tags"] is { } tags)
            body["tags"] = tags.DeepClone();
        account.Azure.ResourceManager.Put(VaultOf(id), AzureNative.KeyVaultVersion, body);
    }

    private static IEnumerable<JsonNode> Policies(JsonObject vault) =>
        (vault["properties"]?["accessPolicies"] as JsonArray ?? []).OfType<JsonNode>();

    private static string VaultOf(string id) => id[..id.IndexOf(Separator, StringComparison.Ordinal)];

    private static string ObjectIdOf(string id) => id[(id.IndexOf(Separator, StringComparison.Ordinal) + Separator.Length)..];

    private static string ObjectIdOf(JsonNode policy) => policy["objectId"]!.GetValue<string>();
}

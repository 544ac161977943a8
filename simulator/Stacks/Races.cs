using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks.Providers;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>
/// The real engine writes resources at the same time unless one waits for the other. Here they come one by one, so what goes well here
/// by its order alone is refused: Azure needs the one before the other, and the program has not said so.
/// </summary>
internal sealed class Races
{
    private const string Credential = "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential";
    private const string Account = "azure-native:storage:StorageAccount";

    private readonly List<(ResourceKey Key, JsonObject Outputs)> _credentials = [];
    private readonly Dictionary<ResourceKey, HashSet<ResourceKey>> _awaited = [];

    /// <summary>Whether it matters for what a resource of the type waits.</summary>
    public bool Concern(string type) => type == Credential || (type == Account && _credentials.Count > 0);

    /// <param name="direct">The resources that it waits for, by its inputs or in words.</param>
    public void Declare(ResourceKey key, IEnumerable<ResourceKey> direct) => _awaited[key] =
        [.. direct, .. direct.SelectMany(each => _awaited.GetValueOrDefault(each) ?? [])];

    /// <exception cref="DeploymentException">Nothing makes the resource wait for another of this run that must be there first.</exception>
    public void Check(SignedIn account, ResourceKey key, JsonObject inputs)
    {
        foreach (var (credential, outputs) in _credentials.Where(credential => !_awaited[key].Contains(credential.Key)))
        {
            if (key.Type == Credential && Is(outputs, "applicationId", inputs["applicationId"]))
            {
                throw new DeploymentException(
                    $"{key} does not wait for {credential}, which writes to the same application: the real engine writes both at once, "
                        + "which Entra answers with 409. Make it depend on that one (dependsOn).",
                    null);
            }

            if (key.Type == Account && Needs(account, inputs, outputs))
            {
                throw new DeploymentException(
                    $"{key} does not wait for {credential}, without which Azure refuses its key: the real engine may write it first. "
                        + "Make it depend on that one (dependsOn).",
                    null);
            }
        }
    }

    public void Written(ResourceKey key, JsonObject outputs)
    {
        if (key.Type == Credential)
            _credentials.Add((key, outputs));
    }

    private static bool Needs(SignedIn account, JsonObject inputs, JsonObject credential)
    {
        if (inputs["encryption"]?["encryptionIdentity"] is not { } identity
            || (string?)identity["encryptionUserAssignedIdentity"] is not { Length: > 0 } identityId
            || (string?)identity["encryptionFederatedIdentityClientId"] is not { Length: > 0 } clientId)
            return false;
        try
        {
            var principal = account.Azure.ResourceManager.Get(identityId, "2023-01-31")["properties"]!["principalId"];
            return Is(credential, "subject", principal)
                && Is(account.Azure.Graph(account.Tenant).Get((string)credential["applicationId"]!), "appId", clientId);
        }
        catch (AzureException)
        {
            // What is not there, Azure refuses in its own words.
            return false;
        }
    }

    private static bool Is(JsonObject outputs, string name, JsonNode? value) => JsonNode.DeepEquals(outputs[name], value);
}

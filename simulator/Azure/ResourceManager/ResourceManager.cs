using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// Azure Resource Manager: ids and JSON bodies as its REST interface takes and answers them. Who calls is not asked: the caller
/// has every right on the subscription.
/// </summary>
public sealed class ResourceManager
{
    private readonly SimulatedAzure _azure;
    private readonly IReadOnlyList<ResourceType> _types;

    internal ResourceManager(SimulatedAzure azure)
    {
        _azure = azure;
        var definitions = new RoleDefinitions(azure);
        RoleAssignments = new RoleAssignments(azure, definitions);
        _types =
        [
            new ResourceGroups(azure, DeleteContents),
            new UserAssignedIdentities(azure),
            new StorageAccounts(azure),
            new Vaults(azure),
            new VaultKeys(azure),
            new VaultAccessPolicies(azure),
            new ManagedHsms(azure),
            RoleAssignments,
            definitions,
            new IdentityCredentials(azure),
            new EmptyResourceType(azure, "Microsoft.Storage/storageAccounts/encryptionScopes", "2024-01-01"),
            new EmptyResourceType(azure, "Microsoft.Storage/storageAccounts/objectReplicationPolicies", "2024-01-01"),
            new EmptyResourceType(azure, "Microsoft.Storage/storageAccounts/blobServices/containers", "2024-01-01"),
            new EmptyResourceType(azure, "Microsoft.Authorization/roleEligibilityScheduleInstances", "2020-10-01"),
            new EmptyResourceType(azure, "Microsoft.Authorization/denyAssignments", "2022-04-01"),
        ];
    }

    internal RoleAssignments RoleAssignments { get; }

    /// <summary>Creates or changes a resource.</summary>
    /// <returns>The resource as Azure answers it.</returns>
    /// <exception cref="AzureException">The request is refused; nothing has changed.</exception>
    public JsonObject Put(string resourceId, string apiVersion, JsonObject body)
    {
        lock (_azure.Gate)
        {
            var id = Existing(resourceId);
            return Json.Compact(Find(id, apiVersion).Put(id, body, apiVersion));
        }
    }

    /// <exception cref="AzureException">There is no such resource (ResourceNotFound), or the request is wrong in itself.</exception>
    public JsonObject Get(string resourceId, string apiVersion)
    {
        lock (_azure.Gate)
        {
            var id = Existing(resourceId);
            return Json.Compact(Find(id, apiVersion).Get(id) ?? throw NotFound(id));
        }
    }

    /// <exception cref="AzureException">The request is wrong in itself, or speaks of a group that is not there.</exception>
    public bool Exists(string resourceId, string apiVersion)
    {
        lock (_azure.Gate)
        {
            var id = Existing(resourceId);
            return Find(id, apiVersion).Get(id) is not null;
        }
    }

    /// <returns>False where there was nothing to delete (Azure answers 204).</returns>
    public bool Delete(string resourceId, string apiVersion)
    {
        lock (_azure.Gate)
        {
            var id = Existing(resourceId, forDeletion: true);
            return Find(id, apiVersion).Delete(id);
        }
    }

    /// <summary>
    /// The resources of a type in a subscription or resource group, in the order of their ids; of role assignments also those
    /// of a resource, and those that it inherits.
    /// </summary>
    public IReadOnlyList<JsonObject> List(string scope, string type, string apiVersion)
    {
        lock (_azure.Gate)
        {
            var resources = Entries(scope, type, apiVersion).OrderBy(entry => entry.Id, StringComparer.OrdinalIgnoreCase);
            return [.. resources.Select(entry => Json.Compact(entry.Body()))];
        }
    }

    /// <summary>The soft-deleted vaults of a subscription, as Azure answers them.</summary>
    public IReadOnlyList<JsonObject> DeletedVaults(SubscriptionId subscription)
    {
        lock (_azure.Gate)
            return Vaults.Deleted(_azure, subscription);
    }

    /// <summary>Removes a soft-deleted vault for good, with its keys.</summary>
    /// <exception cref="AzureException">It is not soft-deleted, or purge protection forbids it.</exception>
    public void PurgeDeletedVault(string vaultName)
    {
        lock (_azure.Gate)
            Vaults.Purge(_azure, vaultName);
    }

    /// <summary>The soft-deleted managed HSMs of a subscription, as Azure answers them.</summary>
    public IReadOnlyList<JsonObject> DeletedManagedHsms(SubscriptionId subscription)
    {
        lock (_azure.Gate)
            return ManagedHsms.Deleted(_azure, subscription);
    }

    /// <summary>Removes a soft-deleted managed HSM for good, with its keys.</summary>
    /// <exception cref="AzureException">It is not soft-deleted, or purge protection forbids it.</exception>
    public void PurgeDeletedManagedHsm(string name)
    {
        lock (_azure.Gate)
            ManagedHsms.Purge(_azure, name);
    }

    /// <summary>What <see cref="List"/> lists, in no order, for a caller that holds the gate while it goes through it.</summary>
    internal IEnumerable<Listed> Entries(string scope, string type, string apiVersion)
    {
        var id = Existing(scope);
        return Find(type, apiVersion).List(id);
    }

    /// <summary>Namespace, type and API versions of all types.</summary>
    internal IEnumerable<(string Name, IEnumerable<string> ApiVersions)> Types => _types.Select(type => (type.Name, type.ServedVersions));

    /// <summary>Holds that the resource exists on which something else is to be made.</summary>
    internal void RequireResource(ResourceId id)
    {
        var type = _types.FirstOrDefault(known => id.Is(known.Name)) ?? throw NotFound(id);
        if (type.Get(id) is null)
            throw NotFound(id);
    }

    internal static AzureException NotFound(ResourceId id) => id.Is(ResourceGroups.TypeName)
        ? new(404, "ResourceGroupNotFound", $"There is no resource group '{id.Name}' in subscription '{id.Subscription}'.")
        : new(404, "ResourceNotFound", $"There is no resource '{id}'.");

    /// <summary>The id, once it is certain that its subscription exists and, for a resource, its group.</summary>
    private ResourceId Existing(string resourceId, bool forDeletion = false)
    {
        var id = ResourceId.Parse(resourceId);
        if (!_azure.State.Subscriptions.ContainsKey(id.Subscription.Value))
            throw new AzureException(404, "SubscriptionNotFound", $"There is no subscription '{id.Subscription}'.");
        var isGroup = id.Is(ResourceGroups.TypeName);
        if (id.ResourceGroup is not null && !isGroup && !forDeletion && !_azure.State.ResourceGroups.ContainsKey(id.GroupId))
            throw new AzureException(404, "ResourceGroupNotFound", $"There is no resource group '{id.ResourceGroup}' for '{resourceId}'.");
        return id;
    }

    private ResourceType Find(ResourceId id, string apiVersion) => Find(
        id.Type ?? throw new AzureException(400, "InvalidRequestUri", $"'{id}' is a subscription, not a resource."), apiVersion);

    private ResourceType Find(string type, string apiVersion)
    {
        if (apiVersion.Length == 0)
            throw new AzureException(400, "MissingApiVersionParameter", "The request has no api-version.");
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        var space = slash < 0 ? type : type[..(slash + 1)];
        if (!_types.Any(known => known.Name.StartsWith(space, StringComparison.OrdinalIgnoreCase)))
            throw new AzureException(404, "InvalidResourceNamespace", $"The resource namespace of '{type}' is not known.");
        if (_types.FirstOrDefault(known => ResourceId.Same(known.Name, type)) is not { } found)
            throw new AzureException(400, "InvalidResourceType", $"The resource type '{type}' is not known.");
        if (found.ServedVersions.Contains(apiVersion))
            return found;
        var what = found.ApiVersions.Contains(apiVersion) ? $"was retired on {KeyVaultManagement.Retirement:O}" : "is not known";
        throw new AzureException(
            400,
            "NoRegisteredProviderFound",
            $"The API version '{apiVersion}' of '{found.Name}' {what}; served here: {string.Join(", ", found.ServedVersions)}.");
    }

    private void DeleteContents(string groupId)
    {
        foreach (var type in _types)
            type.DeleteIn(groupId);
    }
}

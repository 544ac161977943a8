using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed class Vaults(SimulatedAzure azure)
    : ResourceType(azure, TypeName, "2023-07-01", "2024-11-01", KeyVaultManagement.ApiVersion)
{
    public const string TypeName = "Microsoft.KeyVault/vaults";

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion)
    {
        var request = Requests.Read(body, RequestJson.Default.VaultBody);
        if (AzureNames.Vault(id.Name) is { Ok: false, Mistake: var mistake })
            throw new AzureException(400, "VaultNameNotValid", $"{mistake}.");
        var location = Requests.Location(request.Location);
        var tenant = Azure.TenantOf(id.Subscription);
        var named = Azure.KeyStores.NamedVault(id.Name);
        if (Requests.Word("BadRequest", "createMode", request.Properties.CreateMode, "default", "recover") == "recover")
            return Recover(id, location, named);
        if (named is not null && (named.Deleted is not null || !ResourceId.Same(named.Id, Render(id))))
        {
            var holder = named.Deleted is null ? "another vault" : "a soft-deleted vault, which can be recovered";
            throw new AzureException(409, "VaultAlreadyExists", $"The vault name '{id.Name}' is held by {holder}.");
        }

        if (named is not null)
            Requests.SameLocation(named.Id, named.Location, location);
        var settings = VaultRules.Apply(request.Properties, named?.Settings, tenant.Id, KeyVaultManagement.DefaultsToRbac(apiVersion));
        var vault = named ?? new Vault
        {
            Id = Render(id),
            Name = id.Name,
            SubscriptionId = id.Subscription,
            TenantId = tenant.Id,
            Location = location,
            Settings = settings,
        };
        vault.Settings = settings;
        vault.Tags = Requests.Within(TagLimits.OfResources, request.Tags);
        State.Vaults[vault.Name] = vault;
        return Answer(vault);
    }

    public override JsonObject? Get(ResourceId id) => Find(id) is { } vault ? Answer(vault) : null;

    /// <summary>Deletes softly: the name stays taken and the keys stay, but for everybody else the vault is gone.</summary>
    public override bool Delete(ResourceId id)
    {
        if (Find(id) is not { } vault)
            return false;
        vault.Deleted = Azure.Now;
        foreach (var key in vault.Keys.Values)
            Azure.Schedule.Remove(vault, key);
        Azure.Schedule.Update(vault);
        Azure.ResourceManager.RoleAssignments.DeleteIn(vault.Id);
        return true;
    }

    public override IEnumerable<Listed> List(ResourceId scope) => State.Vaults.Values
        .Where(vault => vault.Deleted is null && ResourceId.IsWithin(vault.Id, scope.ToString()))
        .Select(vault => new Listed(vault.Id, () => Answer(vault)));

    public override void DeleteIn(string groupId)
    {
        foreach (var vault in State.Vaults.Values.Where(vault => ResourceId.IsWithin(vault.Id, groupId)).ToList())
            Delete(ResourceId.Parse(vault.Id));
    }

    public static void Purge(SimulatedAzure azure, string name)
    {
        if (azure.KeyStores.NamedVault(name) is not { Deleted: not null } vault)
            throw new AzureException(404, "DeletedVaultNotFound", $"There is no soft-deleted vault '{name}'.");
        if (vault.PurgeProtection)
        {
            throw new AzureException(
                405, "MethodNotAllowed", $"The vault '{name}' is protected from being purged until its retention has passed.");
        }

        azure.State.Vaults.Remove(vault.Name);
        azure.Schedule.Update(vault);
    }

    public static IReadOnlyList<JsonObject> Deleted(SimulatedAzure azure, SubscriptionId subscription) =>
    [
        .. azure.State.Vaults.Values
            .Where(vault => vault.Deleted is not null && vault.SubscriptionId == subscription)
            .Select(vault => DeletedAnswer(
                vault.Id, vault.Name, vault.Location, "deletedVaults", "vaultId", vault.Deleted!.Value, vault, vault.Tags)),
    ];

    /// <summary>A soft-deleted vault or managed HSM, as Azure answers it.</summary>
    public static JsonObject DeletedAnswer(
        string id,
        string name,
        string location,
        string type,
        string idName,
        DateTimeOffset deleted,
        IKeyStore store,
        IReadOnlyDictionary<string, string>? tags) => new()
        {
            ["id"] = $"/subscriptions/{ResourceId.Parse(id).Subscription}/providers/Microsoft.KeyVault/locations/{location}/{type}/{name}",
            ["name"] = name,
            ["type"] = $"Microsoft.KeyVault/{type}",
            ["properties"] = new JsonObject
            {
                [idName] = id,
                ["location"] = location,
                ["deletionDate"] = Json.Time(deleted),
                ["scheduledPurgeDate"] = Json.Time(deleted.AddDays(store.RetentionDays)),
                ["purgeProtectionEnabled"] = store.PurgeProtection ? true : null,
                ["tags"] = Requests.Tags(tags),
            },
        };

    private Vault? Find(ResourceId id) =>
        Azure.KeyStores.NamedVault(id.Name) is { Deleted: null } vault && ResourceId.Same(vault.Id, Render(id)) ? vault : null;

    private JsonObject Recover(ResourceId id, string location, Vault? named)
    {
        if (named?.Deleted is null || !ResourceId.Same(named.Id, Render(id)) || named.Location != location)
        {
            throw new AzureException(
                404, "DeletedVaultNotFound", $"There is no soft-deleted vault '{id.Name}' of this resource group and location.");
        }

        named.Deleted = null;
        foreach (var key in named.Keys.Values)
            Azure.Schedule.Update(named, key);
        Azure.Schedule.Update(named);
        return Answer(named);
    }

    private JsonObject Answer(Vault vault) => VaultAnswers.Vault(Azure, vault);
}

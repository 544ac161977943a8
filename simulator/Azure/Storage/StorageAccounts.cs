using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed class StorageAccounts(SimulatedAzure azure) : ResourceType(azure, TypeName, "2023-05-01", "2024-01-01")
{
    public const string TypeName = "Microsoft.Storage/storageAccounts";

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion)
    {
        var request = Requests.Read(body, RequestJson.Default.StorageAccountBody);
        if (AzureNames.StorageAccount(id.Name) is { Ok: false, Mistake: var mistake })
            throw new AzureException(400, "AccountNameInvalid", $"{mistake}.");
        var named = State.StorageAccounts.GetValueOrDefault(id.Name);
        if (named is not null && !ResourceId.Same(named.Id, Render(id)))
        {
            var isOwn = ResourceId.Parse(named.Id).Subscription == id.Subscription;
            throw new AzureException(
                409,
                isOwn ? "StorageAccountAlreadyExists" : "StorageAccountAlreadyTaken",
                $"The name '{id.Name}' is held by another storage account{(isOwn ? " of this subscription" : "")}.");
        }

        var settings = AccountRules.Apply(request, named?.Settings, Azure, Render(id));
        if (named is null)
            RefuseTooMany(id, settings.Location);
        var account = named ?? new StorageAccount
        {
            Id = Render(id),
            Name = id.Name,
            TenantId = Azure.TenantOf(id.Subscription).Id,
            Created = Azure.Now,
            Settings = settings,
        };
        if (request.Properties?.Encryption is { } wanted)
        {
            var encryption = EncryptionRules.Apply(wanted, settings, named is null, Azure.Now);
            Azure.Storage.Configure(account, settings with { Encryption = encryption });
        }
        else
        {
            account.Settings = settings;
        }

        State.StorageAccounts[account.Name] = account;
        Azure.Schedule.Update(account);
        return Answer(account);
    }

    public override JsonObject? Get(ResourceId id) => Find(id) is { } account ? Answer(account) : null;

    /// <summary>The data goes with the account, at once.</summary>
    public override bool Delete(ResourceId id)
    {
        if (Find(id) is not { } account)
            return false;
        State.StorageAccounts.Remove(account.Name);
        Azure.Schedule.Remove(account);
        Azure.ResourceManager.RoleAssignments.DeleteIn(account.Id);
        return true;
    }

    public override IEnumerable<Listed> List(ResourceId scope) => State.StorageAccounts.Values
        .Where(account => ResourceId.IsWithin(account.Id, scope.ToString()))
        .Select(account => new Listed(account.Id, () => Answer(account)));

    public override void DeleteIn(string groupId)
    {
        foreach (var account in State.StorageAccounts.Values.Where(account => ResourceId.IsWithin(account.Id, groupId)).ToList())
            Delete(ResourceId.Parse(account.Id));
    }

    private void RefuseTooMany(ResourceId id, string location)
    {
        // Where there are fewer in all, there are fewer of one region, and none needs to be checked.
        if (State.StorageAccounts.Count < Azure.MostAccountsOfRegion)
            return;
        var subscription = $"/subscriptions/{id.Subscription}/";
        var count = State.StorageAccounts.Values.Count(account =>
            account.Settings.Location == location && account.Id.StartsWith(subscription, StringComparison.OrdinalIgnoreCase));
        if (count >= Azure.MostAccountsOfRegion)
        {
            throw new AzureException(
                409,
                "MaxStorageAccountsCountPerSubscriptionExceeded",
                $"Subscription {id.Subscription} already contains {count} storage accounts in location {location} "
                    + "and the maximum allowed is "
                + $"{Azure.MostAccountsOfRegion}.");
        }
    }

    private StorageAccount? Find(ResourceId id) =>
        State.StorageAccounts.TryGetValue(id.Name, out var account) && ResourceId.Same(account.Id, Render(id)) ? account : null;

    private JsonObject Answer(StorageAccount account) => StorageAnswers.Account(Azure, account);
}

using System.Text.Json;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using XtCmkInfra.Cli.Live;
using XtCmkInfra.Core;
using XtCmkInfra.Core.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>Reads the links in the vendor's tenant: a few calls for the application, and one list for each subscription.</summary>
internal sealed class VendorReader(AzureConnection azure, VendorPromise promise, VerifyOptions options, Asking asking)
{
    private const string IdentitiesVersion = "2023-01-31";
    private const string AccountsVersion = "2024-01-01";
    private const string Identities = "providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=" + IdentitiesVersion;
    private const string Accounts = "providers/Microsoft.Storage/storageAccounts?api-version=" + AccountsVersion;

    private readonly TenantId tenant = promise.Handoff.TenantId;
    private readonly Lazy<GraphServiceClient> graph = new(() => azure.Graph(promise.Handoff.TenantId));
    private readonly Lazy<ResourceManagerClient> resources = new(() => new ResourceManagerClient(azure, promise.Handoff.TenantId));

    /// <param name="advance">Told what comes next.</param>
    public async Task<SeenVendor> ReadAsync(Action<string> advance)
    {
        var readApplications = ReadApplicationsAsync();
        var identities = await ForEachAsync(promise.IdentitiesInUse().Select(identity => identity.Id), ReadIdentitiesAsync);
        advance($"Reading the storage accounts in {tenant}");
        var accounts = await ForEachAsync(promise.Accounts.Select(account => account.AccountId), ReadAccountsAsync);
        var probed = options.Probe
            ? await new BlobProbe(azure, tenant, asking).RunAsync([.. promise.Accounts.Where(account => accounts[SubscriptionId.OfResource(account.AccountId).Value!].Value is not null)], advance)
            : [];
        return new SeenVendor(
            promise,
            await readApplications,
            await FindAsync(promise.IdentitiesInUse().Select(identity => identity.Id), identities, IdentitiesVersion, ArmAnswers.Identity),
            await FindAsync(promise.Accounts.Select(account => account.AccountId), accounts, AccountsVersion, ArmAnswers.Account),
            probed);
    }

    /// <summary>One list for each subscription of these resources that is looked at, however many they are.</summary>
    private async Task<IReadOnlyDictionary<SubscriptionId, Seen<T>>> ForEachAsync<T>(IEnumerable<string> resourceIds, Func<SubscriptionId, Task<Seen<T>>> read)
        where T : class
    {
        var lists = new Dictionary<SubscriptionId, Seen<T>>();
        foreach (var subscription in resourceIds.Select(id => SubscriptionId.OfResource(id).Value!).Distinct())
            lists[subscription] = options.Sees(tenant) && options.Sees(subscription) ? await read(subscription) : Seen.NotAsked<T>();
        return lists;
    }

    private async Task<IReadOnlyList<SeenApplication>> ReadApplicationsAsync()
    {
        var applications = new List<SeenApplication>();
        foreach (var (id, needed) in promise.Applications())
            applications.Add(await ReadApplicationAsync(id, needed));
        return applications;
    }

    private async Task<SeenApplication> ReadApplicationAsync(ApplicationId id, IReadOnlyDictionary<string, ObjectId> needed)
    {
        if (!options.Sees(tenant))
            return new SeenApplication(id, needed, Seen.NotAsked<LiveApplication>(), Seen.NotAsked<IReadOnlyList<LiveFederatedCredential>>());
        string? objectId = null;
        var application = await asking.AskAsync($"the application {id}", async cancellation =>
        {
            var found = await graph.Value.ApplicationsWithAppId(id.Value).GetAsync(
                request => request.QueryParameters.Select = ["id", "appId", "signInAudience", "passwordCredentials", "keyCredentials"], cancellation);
            objectId = found?.Id ?? throw new UnexpectedAnswerException("Azure", $"without 'id'");
            return new LiveApplication(
                found.SignInAudience ?? throw new UnexpectedAnswerException("Azure", $"without 'signInAudience'"),
                found.PasswordCredentials?.Count ?? throw new UnexpectedAnswerException("Azure", $"without 'passwordCredentials'"),
                found.KeyCredentials?.Count ?? throw new UnexpectedAnswerException("Azure", $"without 'keyCredentials'"));
        });
        if (objectId is null)
            return new SeenApplication(id, needed, application, application.Select<IReadOnlyList<LiveFederatedCredential>>(_ => null));

        var credentials = await asking.AskAsync<IReadOnlyList<LiveFederatedCredential>>(
            $"the federated credentials of the application {id}", cancellation => ReadCredentialsAsync(objectId, cancellation), mayBeMissing: false);
        return new SeenApplication(id, needed, application, credentials);
    }

    /// <summary>Every user-assigned identity of a subscription, by its id.</summary>
    private Task<Seen<IReadOnlyDictionary<string, LiveIdentity>>> ReadIdentitiesAsync(SubscriptionId subscription) =>
        asking.AskAsync<IReadOnlyDictionary<string, LiveIdentity>>($"the identities of the subscription {subscription}", async cancellation =>
        {
            var identities = await resources.Value.ListAsync($"/subscriptions/{subscription}/{Identities}", ArmAnswers.Identity, cancellation);
            return ById(identities, identity => identity.Id);
        }, mayBeMissing: false);

    /// <summary>Every storage account of a subscription, by its id in lower case.</summary>
    private Task<Seen<IReadOnlyDictionary<string, LiveAccount>>> ReadAccountsAsync(SubscriptionId subscription) =>
        asking.AskAsync<IReadOnlyDictionary<string, LiveAccount>>($"the storage accounts of the subscription {subscription}", async cancellation =>
        {
            var accounts = await resources.Value.ListAsync($"/subscriptions/{subscription}/{Accounts}", ArmAnswers.Account, cancellation);
            return ById(accounts, account => account.Id);
        }, mayBeMissing: false);

    /// <summary>
    /// What a list lacks is asked for itself before it is called gone: Azure leaves out what the caller may not read, and a list may be
    /// behind. One that has been found to lack something is not asked about again, so that requests do not grow with what it lacks.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, Seen<T>>> FindAsync<T>(
        IEnumerable<string> resourceIds,
        IReadOnlyDictionary<SubscriptionId, Seen<IReadOnlyDictionary<string, T>>> lists,
        string apiVersion,
        Func<JsonElement, T> read)
        where T : class
    {
        var found = new Dictionary<string, Seen<T>>(StringComparer.OrdinalIgnoreCase);
        var cut = new Dictionary<SubscriptionId, Seen<T>>();
        foreach (var id in resourceIds.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var subscription = SubscriptionId.OfResource(id).Value!;
            var seen = lists[subscription].Select(all => all.GetValueOrDefault(id));
            if (seen.IsGone && !cut.TryGetValue(subscription, out seen!))
            {
                var alone = await asking.AskAsync<T>(id, async cancellation => await resources.Value.GetAsync(id, apiVersion, read, cancellation));
                seen = alone.IsGone ? alone : cut[subscription] = Seen.Failed<T>(Lacking(alone.Failure), alone.At);
            }

            found[id] = seen;
        }

        return found;
    }

    private static string Lacking(string? failure) => failure is null
        ? "the list of its subscription does not have everything that is there; the caller needs Reader on the whole subscription"
        : $"the list of its subscription does not have everything that was promised; {failure}";

    /// <summary>Azure may list an entry on two pages, where others came or went in between.</summary>
    private static Dictionary<string, T> ById<T>(IReadOnlyList<T> list, Func<T, string> id)
    {
        var byId = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in list)
            byId[id(entry)] = entry;
        return byId;
    }

    private async Task<IReadOnlyList<LiveFederatedCredential>?> ReadCredentialsAsync(string applicationObjectId, CancellationToken cancellation)
    {
        var first = await graph.Value.Applications[applicationObjectId].FederatedIdentityCredentials.GetAsync(cancellationToken: cancellation);
        if (first?.Value is null)
            throw new UnexpectedAnswerException("Azure", "with something else than a page of a list");
        var all = new List<LiveFederatedCredential>();
        await PageIterator<FederatedIdentityCredential, FederatedIdentityCredentialCollectionResponse>.CreatePageIterator(graph.Value, first, credential =>
        {
            all.Add(new LiveFederatedCredential(credential.Name ?? "", credential.Issuer ?? "", credential.Subject ?? "", credential.Audiences ?? []));
            return true;
        }).IterateAsync(cancellation);
        return all;
    }
}

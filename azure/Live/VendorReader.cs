using System.Text.Json;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using XtCmkInfra.Trust;
using Application = XtCmkInfra.Trust.Application;
using Identity = XtCmkInfra.Trust.Identity;

namespace XtCmkInfra.Azure;

/// <summary>Reads the links in the vendor's tenant: a few calls for the application, and one list for each subscription.</summary>
internal sealed class VendorReader(AzureConnection azure, VendorPromise promise, ReadScope scope, AzureQueries queries)
{
    private static readonly Kind<Identity> Identities =
        new("identities", "Microsoft.ManagedIdentity/userAssignedIdentities", "2023-01-31", ResourceManagerAnswers.Identity);

    private static readonly Kind<StorageAccount> Accounts =
        new("storage accounts", "Microsoft.Storage/storageAccounts", "2024-01-01", ResourceManagerAnswers.Account);

    private readonly TenantId tenant = promise.Handoff.TenantId;
    private readonly Lazy<GraphServiceClient> graph = new(() => azure.Graph(promise.Handoff.TenantId));
    private readonly Lazy<ResourceManagerClient> resources = new(() => new ResourceManagerClient(azure, promise.Handoff.TenantId));

    /// <param name="advance">Told what comes next.</param>
    public async Task<VendorChain> ReadAsync(Action<string> advance)
    {
        var readApplications = ReadApplicationsAsync();
        string[] accountIds = [.. promise.Accounts.Select(account => account.AccountId)];
        advance($"Reading the storage accounts in {tenant}");
        var accounts = await ListAsync(Accounts, accountIds);
        var found = await FindAsync(Accounts, accountIds, accounts);
        string[] identityIds =
        [
            .. promise.IdentitiesInUse().Select(identity => identity.Id)
                .Concat(found.Values.Select(account => account.Value?.IdentityId.Text).OfType<string>().Where(id => SubscriptionId.OfResource(id).Ok))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        var identities = await ListAsync(Identities, identityIds);
        var probed = scope.Probe
            ? await new BlobProbe(azure, tenant, queries).RunAsync([.. promise.Accounts.Where(account => accounts[SubscriptionId.OfResource(account.AccountId).Value!].Value is not null)], advance)
            : [];
        return new VendorChain(
            promise,
            await readApplications,
            await FindAsync(Identities, identityIds, identities),
            found,
            probed);
    }

    /// <summary>One list for each subscription of these resources that is looked at, however many they are: every resource of the kind by its id.</summary>
    private async Task<IReadOnlyDictionary<SubscriptionId, ReadResult<IReadOnlyDictionary<string, T>>>> ListAsync<T>(Kind<T> kind, IEnumerable<string> resourceIds)
        where T : class
    {
        var lists = new Dictionary<SubscriptionId, ReadResult<IReadOnlyDictionary<string, T>>>();
        foreach (var subscription in resourceIds.Select(id => SubscriptionId.OfResource(id).Value!).Distinct())
            lists[subscription] = scope.Includes(tenant) && scope.Includes(subscription) ? await ListAsync(kind, subscription) : ReadResult.Skipped<IReadOnlyDictionary<string, T>>();
        return lists;
    }

    private Task<ReadResult<IReadOnlyDictionary<string, T>>> ListAsync<T>(Kind<T> kind, SubscriptionId subscription) =>
        queries.AskAsync<IReadOnlyDictionary<string, T>>($"the {kind.Plural} of the subscription {subscription}", async cancellation =>
        {
            // Azure may list an entry on two pages, where others came or went in between.
            var byId = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
            foreach (var (id, entry) in await resources.Value.ListAsync(
                $"/subscriptions/{subscription}/providers/{kind.Type}?api-version={kind.ApiVersion}",
                answer => (ResourceManagerAnswers.IdOf(answer), kind.Read(answer)),
                cancellation))
                byId[id] = entry;
            return byId;
        }, mayBeMissing: false);

    private async Task<IReadOnlyList<ApplicationChain>> ReadApplicationsAsync()
    {
        var applications = new List<ApplicationChain>();
        foreach (var (id, needed) in promise.Applications())
            applications.Add(await ReadApplicationAsync(id, needed));
        return applications;
    }

    private async Task<ApplicationChain> ReadApplicationAsync(ApplicationId id, IReadOnlyDictionary<string, ObjectId> needed)
    {
        if (!scope.Includes(tenant))
            return new ApplicationChain(id, needed, ReadResult.Skipped<Application>(), ReadResult.Skipped<IReadOnlyList<FederatedCredential>>());
        string? objectId = null;
        var application = await queries.AskAsync($"the application {id}", async cancellation =>
        {
            var found = await graph.Value.ApplicationsWithAppId(id.Value).GetAsync(
                request => request.QueryParameters.Select = ["id", "appId", "signInAudience", "passwordCredentials", "keyCredentials"], cancellation);
            objectId = found?.Id ?? throw new UnexpectedAnswerException("Azure", $"without 'id'");
            var audience = found.SignInAudience ?? throw new UnexpectedAnswerException("Azure", $"without 'signInAudience'");
            var passwords = found.PasswordCredentials?.Count ?? throw new UnexpectedAnswerException("Azure", $"without 'passwordCredentials'");
            var certificates = found.KeyCredentials?.Count ?? throw new UnexpectedAnswerException("Azure", $"without 'keyCredentials'");
            return new Application(
                Value.Of(audience), passwords + certificates == 0 ? Value.Absent : Value.Of($"{passwords} passwords, {certificates} certificates"));
        });
        if (objectId is null)
            return new ApplicationChain(id, needed, application, application.Select<IReadOnlyList<FederatedCredential>>(_ => null));

        var credentials = await queries.AskAsync<IReadOnlyList<FederatedCredential>>(
            $"the federated credentials of the application {id}", cancellation => ReadCredentialsAsync(objectId, cancellation), mayBeMissing: false);
        return new ApplicationChain(id, needed, application, credentials);
    }

    /// <summary>
    /// What a list lacks is asked for itself before it is called gone: Azure leaves out what the caller may not read, and a list may be
    /// behind. One that has been found to lack something is not asked about again, so that requests do not grow with what it lacks.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, ReadResult<T>>> FindAsync<T>(
        Kind<T> kind, IEnumerable<string> resourceIds, IReadOnlyDictionary<SubscriptionId, ReadResult<IReadOnlyDictionary<string, T>>> lists)
        where T : class
    {
        var found = new Dictionary<string, ReadResult<T>>(StringComparer.OrdinalIgnoreCase);
        var cut = new Dictionary<SubscriptionId, ReadResult<T>>();
        foreach (var id in resourceIds.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var subscription = SubscriptionId.OfResource(id).Value!;
            var seen = lists[subscription].Select(all => all.GetValueOrDefault(id));
            if (seen.NotFound && !cut.TryGetValue(subscription, out seen!))
            {
                var alone = await queries.AskAsync<T>(id, async cancellation => await resources.Value.GetAsync(id, kind.ApiVersion, kind.Read, cancellation));
                seen = alone.NotFound ? alone : cut[subscription] = ReadResult.Failed<T>(Lacking(alone.Failure), alone.At);
            }

            found[id] = seen;
        }

        return found;
    }

    private static string Lacking(string? failure) => failure is null
        ? "the list of its subscription does not have everything that is there; the caller needs Reader on the whole subscription"
        : $"the list of its subscription does not have everything that was promised; {failure}";

    private async Task<IReadOnlyList<FederatedCredential>?> ReadCredentialsAsync(string applicationObjectId, CancellationToken cancellation)
    {
        var first = await graph.Value.Applications[applicationObjectId].FederatedIdentityCredentials.GetAsync(cancellationToken: cancellation);
        if (first?.Value is null)
            throw new UnexpectedAnswerException("Azure", "with something else than a page of a list");
        var all = new List<FederatedCredential>();
        await PageIterator<FederatedIdentityCredential, FederatedIdentityCredentialCollectionResponse>.CreatePageIterator(graph.Value, first, credential =>
        {
            all.Add(new FederatedCredential(
                Value.Absent,
                Value.Of(credential.Issuer ?? ""),
                Value.Of(credential.Subject ?? ""),
                Values.Of([.. (credential.Audiences ?? []).Select(Value.Of)])));
            return true;
        }).IterateAsync(cancellation);
        return all;
    }

    /// <summary>A kind of resource in the vendor's subscriptions, and how Azure Resource Manager is asked about it.</summary>
    private sealed record Kind<T>(string Plural, string Type, string ApiVersion, Func<JsonElement, T> Read);
}

using System.Text.Json;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>Reads the links in the vendor's tenant: a few calls for the application, and one list for each subscription.</summary>
internal sealed class VendorReader(AzureConnection azure, VendorPromise promise, VerifyOptions options, Asking asking)
{
    private static readonly Kind<LiveIdentity> Identities =
        new("identities", "Microsoft.ManagedIdentity/userAssignedIdentities", "2023-01-31", ArmAnswers.Identity, identity => identity.Id);

    private static readonly Kind<LiveAccount> Accounts =
        new("storage accounts", "Microsoft.Storage/storageAccounts", "2024-01-01", ArmAnswers.Account, account => account.Id);

    private readonly TenantId tenant = promise.Handoff.TenantId;
    private readonly Lazy<GraphServiceClient> graph = new(() => azure.Graph(promise.Handoff.TenantId));
    private readonly Lazy<ResourceManagerClient> resources = new(() => new ResourceManagerClient(azure, promise.Handoff.TenantId));

    /// <param name="advance">Told what comes next.</param>
    public async Task<SeenVendor> ReadAsync(Action<string> advance)
    {
        var readApplications = ReadApplicationsAsync();
        string[] identityIds = [.. promise.IdentitiesInUse().Select(identity => identity.Id)], accountIds = [.. promise.Accounts.Select(account => account.AccountId)];
        var identities = await ListAsync(Identities, identityIds);
        advance($"Reading the storage accounts in {tenant}");
        var accounts = await ListAsync(Accounts, accountIds);
        var probed = options.Probe
            ? await new BlobProbe(azure, tenant, asking).RunAsync([.. promise.Accounts.Where(account => accounts[SubscriptionId.OfResource(account.AccountId).Value!].Value is not null)], advance)
            : [];
        return new SeenVendor(
            promise,
            await readApplications,
            await FindAsync(Identities, identityIds, identities),
            await FindAsync(Accounts, accountIds, accounts),
            probed);
    }

    /// <summary>One list for each subscription of these resources that is looked at, however many they are: every resource of the kind by its id.</summary>
    private async Task<IReadOnlyDictionary<SubscriptionId, Seen<IReadOnlyDictionary<string, T>>>> ListAsync<T>(Kind<T> kind, IEnumerable<string> resourceIds)
        where T : class
    {
        var lists = new Dictionary<SubscriptionId, Seen<IReadOnlyDictionary<string, T>>>();
        foreach (var subscription in resourceIds.Select(id => SubscriptionId.OfResource(id).Value!).Distinct())
            lists[subscription] = options.Sees(tenant) && options.Sees(subscription) ? await ListAsync(kind, subscription) : Seen.NotAsked<IReadOnlyDictionary<string, T>>();
        return lists;
    }

    private Task<Seen<IReadOnlyDictionary<string, T>>> ListAsync<T>(Kind<T> kind, SubscriptionId subscription) =>
        asking.AskAsync<IReadOnlyDictionary<string, T>>($"the {kind.Plural} of the subscription {subscription}", async cancellation =>
        {
            // Azure may list an entry on two pages, where others came or went in between.
            var byId = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in await resources.Value.ListAsync(
                $"/subscriptions/{subscription}/providers/{kind.Type}?api-version={kind.ApiVersion}", kind.Read, cancellation))
                byId[kind.IdOf(entry)] = entry;
            return byId;
        }, mayBeMissing: false);

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

    /// <summary>
    /// What a list lacks is asked for itself before it is called gone: Azure leaves out what the caller may not read, and a list may be
    /// behind. One that has been found to lack something is not asked about again, so that requests do not grow with what it lacks.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, Seen<T>>> FindAsync<T>(
        Kind<T> kind, IEnumerable<string> resourceIds, IReadOnlyDictionary<SubscriptionId, Seen<IReadOnlyDictionary<string, T>>> lists)
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
                var alone = await asking.AskAsync<T>(id, async cancellation => await resources.Value.GetAsync(id, kind.ApiVersion, kind.Read, cancellation));
                seen = alone.IsGone ? alone : cut[subscription] = Seen.Failed<T>(Lacking(alone.Failure), alone.At);
            }

            found[id] = seen;
        }

        return found;
    }

    private static string Lacking(string? failure) => failure is null
        ? "the list of its subscription does not have everything that is there; the caller needs Reader on the whole subscription"
        : $"the list of its subscription does not have everything that was promised; {failure}";

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

    /// <summary>A kind of resource in the vendor's subscriptions, and how Azure Resource Manager is asked about it.</summary>
    private sealed record Kind<T>(string Plural, string Type, string ApiVersion, Func<JsonElement, T> Read, Func<T, string> IdOf);
}

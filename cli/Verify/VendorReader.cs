using System.Text.Json;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using XtCmkInfra.Cli.Live;
using XtCmkInfra.Core;
using XtCmkInfra.Core.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>Reads the links in the vendor's tenant: a few calls for the application, and one list for each subscription.</summary>
internal sealed class VendorReader(AzureConnection azure, TenantId tenant, Asking asking)
{
    private const string IdentitiesVersion = "2023-01-31";
    private const string AccountsVersion = "2024-01-01";
    private const string Identities = "providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=" + IdentitiesVersion;
    private const string Accounts = "providers/Microsoft.Storage/storageAccounts?api-version=" + AccountsVersion;

    /// <summary>The lists that are known to lack what is there, each with the reason.</summary>
    private readonly Dictionary<object, string> cut = new(ReferenceEqualityComparer.Instance);

    private readonly Lazy<GraphServiceClient> graph = new(() => azure.Graph(tenant));
    private readonly Lazy<ResourceManagerClient> resources = new(() => new ResourceManagerClient(azure, tenant));

    public async Task<(Seen<LiveApplication> Application, Seen<IReadOnlyList<LiveFederatedCredential>> Credentials)> ReadApplicationAsync(ApplicationId id)
    {
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
            return (application, application.Select<IReadOnlyList<LiveFederatedCredential>>(_ => null));

        var credentials = await asking.AskAsync<IReadOnlyList<LiveFederatedCredential>>(
            $"the federated credentials of the application {id}", cancellation => ReadCredentialsAsync(objectId, cancellation), mayBeMissing: false);
        return (application, credentials);
    }

    /// <summary>Every user-assigned identity of a subscription, by its id.</summary>
    public Task<Seen<IReadOnlyDictionary<string, LiveIdentity>>> ReadIdentitiesAsync(SubscriptionId subscription) =>
        asking.AskAsync<IReadOnlyDictionary<string, LiveIdentity>>($"the identities of the subscription {subscription}", async cancellation =>
        {
            var identities = await resources.Value.ListAsync($"/subscriptions/{subscription}/{Identities}", ArmAnswers.Identity, cancellation);
            return ById(identities, identity => identity.Id);
        }, mayBeMissing: false);

    /// <summary>Every storage account of a subscription, by its id in lower case.</summary>
    public Task<Seen<IReadOnlyDictionary<string, LiveAccount>>> ReadAccountsAsync(SubscriptionId subscription) =>
        asking.AskAsync<IReadOnlyDictionary<string, LiveAccount>>($"the storage accounts of the subscription {subscription}", async cancellation =>
        {
            var accounts = await resources.Value.ListAsync($"/subscriptions/{subscription}/{Accounts}", ArmAnswers.Account, cancellation);
            return ById(accounts, account => account.Id);
        }, mayBeMissing: false);

    public Task<Seen<LiveIdentity>> FindIdentityAsync(Seen<IReadOnlyDictionary<string, LiveIdentity>> list, string id) =>
        FindAsync(list, id, IdentitiesVersion, ArmAnswers.Identity);

    public Task<Seen<LiveAccount>> FindAccountAsync(Seen<IReadOnlyDictionary<string, LiveAccount>> list, string id) =>
        FindAsync(list, id, AccountsVersion, ArmAnswers.Account);

    /// <summary>
    /// What a list lacks is asked for itself before it is called gone: Azure leaves out what the caller may not read, and a list may be
    /// behind. One that has been found to lack something is not asked about again, so that requests do not grow with what it lacks.
    /// </summary>
    private async Task<Seen<T>> FindAsync<T>(Seen<IReadOnlyDictionary<string, T>> list, string id, string apiVersion, Func<JsonElement, T> read)
        where T : class
    {
        if (list.Value is not { } entries || entries.ContainsKey(id))
            return list.Select(all => all.GetValueOrDefault(id));
        if (cut.TryGetValue(entries, out var reason))
            return Seen.Failed<T>(reason, list.At);
        var alone = await asking.AskAsync<T>(id, async cancellation => await resources.Value.GetAsync(id, apiVersion, read, cancellation));
        if (alone.IsGone)
            return alone;
        cut[entries] = alone.Failure is { } failure
            ? $"the list of its subscription does not have everything that was promised; {failure}"
            : "the list of its subscription does not have everything that is there; the caller needs Reader on the whole subscription";
        return Seen.Failed<T>(cut[entries], alone.At);
    }

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

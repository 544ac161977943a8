using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>Reads the links in the vendor's tenant: a few calls for the application, and one list for each subscription.</summary>
internal sealed class VendorReader(AzureConnection azure, VendorExpectation expectation, ReadScope scope, AzureQueries queries)
{
    private static readonly Kind<Identity> Identities =
        new("identities", "Microsoft.ManagedIdentity/userAssignedIdentities", ApiVersions.ManagedIdentity, ResourceManagerAnswers.Identity);

    private static readonly Kind<StorageAccount> Accounts =
        new("storage accounts", "Microsoft.Storage/storageAccounts", ApiVersions.Storage, ResourceManagerAnswers.Account,
            IsNamedOnce: true);

    private readonly TenantId tenant = expectation.Handoff.TenantId;
    private readonly Lazy<RestClient> graph = new(() => RestClient.Graph(azure, expectation.Handoff.TenantId));
    private readonly Lazy<RestClient> resources = new(() => RestClient.ResourceManager(azure, expectation.Handoff.TenantId));

    /// <param name="advance">Receives what comes next, and what has answered.</param>
    public async Task<VendorChain> ReadAsync(Action<string> advance)
    {
        var readApplications = ReadApplicationsAsync();
        string[] accountIds = [.. expectation.Accounts.Select(account => account.AccountId)];
        advance($"Reading the storage accounts in {tenant}");
        var accounts = await ListAsync(Accounts, accountIds);
        var foundAccounts = await FindAsync(Accounts, accountIds, accounts);
        string[] identityIds =
        [
            .. expectation.IdentitiesInUse().Select(identity => identity.Id)
                .Concat(foundAccounts.Values.Select(account => account.Value?.IdentityId.Text).OfType<string>()
                    .Where(id => SubscriptionId.OfResource(id).Ok))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        var found = await FindAsync(Identities, identityIds, await ListAsync(Identities, identityIds));
        IReadOnlyList<AccountExpectation> there =
            [.. expectation.Accounts.Where(account => foundAccounts[account.AccountId].Value is not null)];
        var probed = scope.Probe
            ? await Task.WhenAll(new BlobProbe(azure, tenant, queries).RunAsync(there, advance),
                new PartsReader(resources.Value, queries).RunAsync(there))
            : [];
        return new VendorChain(
            expectation,
            await readApplications,
            found,
            await ReadIdentityCredentialsAsync(found),
            foundAccounts,
            await ReadVaultTenantsAsync(accounts),
            [.. probed.SelectMany(results => results)]);
    }

    /// <summary>No right is needed to ask a vault for its tenant. Of accounts that are not checked, the vaults are not either.</summary>
    private async Task<IReadOnlyDictionary<string, ReadResult<TenantId>>> ReadVaultTenantsAsync(
        IReadOnlyDictionary<SubscriptionId, ReadResult<IReadOnlyDictionary<string, Entry<StorageAccount>>>> lists)
    {
        var vaults = expectation.Accounts.Where(account => account.Key is not null)
            .GroupBy(account => account.Key!.VaultUri, StringComparer.OrdinalIgnoreCase);
        return await ReadAllAsync(vaults, accounts => accounts.Key, async accounts =>
            accounts.All(account => lists[SubscriptionId.OfResource(account.AccountId).Value!].IsSkipped)
                ? ReadResult.Skipped<TenantId>()
                : await queries.AskAsync<TenantId>(
                    $"the tenant of the vault {accounts.Key}",
                    async cancellation => await TenantChallenge.AskAsync(azure, accounts.First().Key!, cancellation),
                    mayBeMissing: false));
    }

    /// <summary>Reads all at once, and keeps each by its name in any letter case.</summary>
    private static async Task<IReadOnlyDictionary<string, TRead>> ReadAllAsync<T, TRead>(
        IEnumerable<T> all, Func<T, string> name, Func<T, Task<TRead>> read)
    {
        var found = await Task.WhenAll(all.Select(async one => (Name: name(one), Read: await read(one))));
        return found.ToDictionary(one => one.Name, one => one.Read, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// One list for each subscription of these resources that is checked, however many they are: every resource of the kind by its id.
    /// </summary>
    private async Task<IReadOnlyDictionary<SubscriptionId, ReadResult<IReadOnlyDictionary<string, Entry<T>>>>> ListAsync<T>(
        Kind<T> kind, IEnumerable<string> resourceIds)
        where T : class
    {
        var subscriptions = resourceIds.Select(id => SubscriptionId.OfResource(id).Value!).Distinct();
        var lists = await Task.WhenAll(subscriptions.Select(async subscription => (
            Subscription: subscription,
            List: scope.Includes(tenant) && scope.Includes(subscription)
                ? await ListAsync(kind, subscription)
                : ReadResult.Skipped<IReadOnlyDictionary<string, Entry<T>>>())));
        return lists.ToDictionary(one => one.Subscription, one => one.List);
    }

    private Task<ReadResult<IReadOnlyDictionary<string, Entry<T>>>> ListAsync<T>(Kind<T> kind, SubscriptionId subscription)
        where T : class =>
        queries.AskAsync<IReadOnlyDictionary<string, Entry<T>>>(
            $"the {kind.Plural} of the subscription {subscription}", async cancellation =>
        {
            // Azure may list an entry on two pages, where others came or went in between.
            var byId = new Dictionary<string, Entry<T>>(StringComparer.OrdinalIgnoreCase);
            foreach (var (id, entry) in await resources.Value.ListAsync(
                $"/subscriptions/{subscription}/providers/{kind.Type}?api-version={kind.ApiVersion}",
                answer => (ResourceManagerAnswers.IdOf(answer), Entry<T>.Of(answer, kind.Read)),
                cancellation))
                byId[id] = entry;
            return byId;
        }, mayBeMissing: false);

    private async Task<IReadOnlyList<ApplicationChain>> ReadApplicationsAsync() =>
        await Task.WhenAll(expectation.Applications().Select(application => ReadApplicationAsync(application.Id, application.Identities)));

    private async Task<ApplicationChain> ReadApplicationAsync(ApplicationId id, IReadOnlyDictionary<string, ObjectId> needed)
    {
        if (!scope.Includes(tenant))
            return new ApplicationChain(id, needed, ReadResult.Skipped<Application>(),
                ReadResult.Skipped<IReadOnlyList<FederatedCredential>>());
        string? objectId = null;
        var application = await queries.AskAsync($"the application {id}", async cancellation =>
        {
            (objectId, var found) = await graph.Value.GetAsync(
                $"/v1.0/applications(appId='{id}')?$select={EntraAnswers.OfApplication}", answer =>
                    EntraAnswers.Application(answer, id), cancellation);
            return found;
        });
        if (objectId is null)
            return new ApplicationChain(id, needed, application, application.Select<IReadOnlyList<FederatedCredential>>(_ => null));

        var credentials = await queries.AskAsync<IReadOnlyList<FederatedCredential>>(
            $"the federated credentials of the application {id}",
            async cancellation => await graph.Value.ListAsync(
                $"/v1.0/applications/{Uri.EscapeDataString(objectId)}/federatedIdentityCredentials", EntraAnswers.FederatedCredential,
                cancellation),
            mayBeMissing: false);
        return new ApplicationChain(id, needed, application, credentials);
    }

    /// <summary>
    /// What a list lacks is asked for itself before it is called gone: Azure leaves out what the caller may not read, and a list may be
    /// behind. One that has been found to lack something is not asked about again, so that requests do not grow with what it lacks.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, ReadResult<T>>> FindAsync<T>(
        Kind<T> kind,
        IEnumerable<string> resourceIds,
        IReadOnlyDictionary<SubscriptionId, ReadResult<IReadOnlyDictionary<string, Entry<T>>>> lists)
        where T : class
    {
        var found = new Dictionary<string, ReadResult<T>>(StringComparer.OrdinalIgnoreCase);
        var cut = new Dictionary<SubscriptionId, ReadResult<T>>();
        foreach (var id in resourceIds.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var subscription = SubscriptionId.OfResource(id).Value!;
            var entry = lists[subscription]
                .Select(all => all.GetValueOrDefault(id) ?? (kind.IsNamedOnce ? Named(all, id.Split('/')[^1]) : null));
            var seen = entry.Value?.Failure is { } wrong
                ? ReadResult.Failed<T>($"{id}: {wrong}", entry.At)
                : entry.Select(found => found.Value);
            if (seen.NotFound && !cut.TryGetValue(subscription, out seen!))
            {
                var alone = await queries.AskAsync<T>(id, async cancellation =>
                    await resources.Value.GetAsync($"{id}?api-version={kind.ApiVersion}", kind.Alone(id), cancellation));
                seen = alone.NotFound ? alone : cut[subscription] = ReadResult.Failed<T>(Lacking(alone.Failure), alone.At);
            }

            found[id] = seen;
        }

        return found;
    }

    /// <summary>One that was moved to another resource group has its name still.</summary>
    private static Entry<T>? Named<T>(IReadOnlyDictionary<string, Entry<T>> all, string name)
        where T : class => all.FirstOrDefault(entry => entry.Key.Split('/')[^1].Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string Lacking(string? failure) => failure is null
        ? "the list of its subscription does not have everything that is there; the caller needs Reader on the whole subscription"
        : $"the list of its subscription does not have everything that was expected; {failure}";

    /// <summary>An identity that is not there has none.</summary>
    private Task<IReadOnlyDictionary<string, ReadResult<IReadOnlyList<FederatedCredential>>>> ReadIdentityCredentialsAsync(
        IReadOnlyDictionary<string, ReadResult<Identity>> identities) => ReadAllAsync(identities, one => one.Key, async one =>
            one.Value.Value is null
                ? one.Value.Select<IReadOnlyList<FederatedCredential>>(_ => null)
                : await queries.AskAsync<IReadOnlyList<FederatedCredential>>(
                    $"the federated credentials of the identity {one.Key}",
                    async cancellation => await resources.Value.ListAsync(
                        $"{one.Key}/federatedIdentityCredentials?api-version={Identities.ApiVersion}",
                        ResourceManagerAnswers.FederatedCredential,
                        cancellation),
                    mayBeMissing: false));

    /// <summary>An entry of a list. One that cannot be read says nothing of the others.</summary>
    private sealed record Entry<T>(T? Value, string? Failure)
        where T : class
    {
        public static Entry<T> Of(JsonAnswer answer, Func<JsonAnswer, T> read)
        {
            try
            {
                return new Entry<T>(read(answer), null);
            }
            catch (Exception unreadable) when (unreadable is UnexpectedAnswerException or UnknownShapeException)
            {
                return new Entry<T>(null, unreadable.Message);
            }
        }
    }

    /// <summary>A kind of resource in the vendor's subscriptions, and how Azure Resource Manager is asked about it.</summary>
    /// <param name="IsNamedOnce">Whether no two have the same name, in whatever group.</param>
    private sealed record Kind<T>(string Plural, string Type, string ApiVersion, Func<JsonAnswer, T> Read, bool IsNamedOnce = false)
    {
        /// <summary>Reads one that was asked for by its id.</summary>
        public Func<JsonAnswer, T> Alone(string id) => answer =>
        {
            answer.RequireSame("id", id);
            return Read(answer);
        };
    }
}

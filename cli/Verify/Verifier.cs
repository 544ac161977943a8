using XtCmkInfra.Cli.Live;
using XtCmkInfra.Core;
using XtCmkInfra.Core.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>Reads both tenants, or the one that can be seen, and holds every link against what the stacks promise.</summary>
/// <param name="azure">The cloud, and how to reach it.</param>
/// <param name="options">What to look at.</param>
internal sealed class Verifier(AzureConnection azure, VerifyOptions options, Asking asking)
{
    private readonly List<Statement> statements = [];
    private readonly List<string> notes = [];

    /// <param name="advance">Told what comes next.</param>
    public async Task<Verification> RunAsync(IReadOnlyList<VendorPromise> vendors, IReadOnlyList<CustomerPromise> customers, Action<string> advance)
    {
        var keys = new List<(KeyUri Uri, Seen<LiveKey> Key)>();
        foreach (var customer in customers)
        {
            advance($"Reading the customer's tenant {customer.Handoff.TenantId}");
            keys.Add((customer.Handoff.KeyUri, await CheckCustomerAsync(customer)));
        }

        foreach (var vendor in vendors)
        {
            advance($"Reading the vendor's tenant {vendor.Handoff.TenantId}");
            await CheckVendorAsync(vendor, customers, keys, advance);
        }

        statements.Sort(Statement.WorstFirst);
        return new Verification(statements, notes, options.FailOn, asking.Now);
    }

    private async Task<Seen<LiveKey>> CheckCustomerAsync(CustomerPromise promise)
    {
        var isVisible = options.Sees(promise.Handoff.TenantId) && (promise.VaultId is null || options.Sees(SubscriptionOf(promise.VaultId)));
        var reader = new CustomerReader(azure, promise, asking);
        var principal = isVisible ? await reader.ReadPrincipalAsync() : Seen.NotAsked<LiveServicePrincipal>();
        var vault = isVisible ? await reader.ReadVaultAsync() : Seen.NotAsked<VaultLink>();
        statements.AddRange(CustomerTenant.OfTheServicePrincipal(promise, principal));
        statements.AddRange(CustomerTenant.OfTheVault(promise, vault));
        // With the vault, all that is in it is gone, which need not be told again.
        if (promise.VaultId is not null && vault.IsGone)
            return Seen.Of<LiveKey>(null, vault.At);
        var grants = isVisible ? await reader.ReadGrantsAsync(vault) : Seen.NotAsked<IReadOnlyList<LiveGrant>>();
        var key = isVisible ? await reader.ReadKeyAsync() : Seen.NotAsked<LiveKey>();
        statements.AddRange(CustomerTenant.OfTheGrant(promise, promise.KeyId ?? $"/keys/{promise.Handoff.KeyUri.KeyName}", grants));
        statements.AddRange(CustomerTenant.OfTheKey(promise, key, options.WarnDays));
        if (key.IsGone)
            return key;
        var rotation = key.Value is not null ? await reader.ReadRotationAsync() : key.Select<LiveRotation>(_ => null);
        statements.AddRange(CustomerTenant.OfTheRotation(promise, rotation));
        return key;
    }

    private async Task CheckVendorAsync(
        VendorPromise promise, IReadOnlyList<CustomerPromise> customers, List<(KeyUri Uri, Seen<LiveKey> Key)> keys, Action<string> advance)
    {
        notes.AddRange(promise.AwaitingKey.Select(customer => $"{customer} has no account with its key yet, so there is nothing to verify."));
        var tenant = promise.Handoff.TenantId;
        var reader = new VendorReader(azure, tenant, asking);
        await CheckApplicationsAsync(promise, reader);
        await CheckIdentitiesAsync(promise, reader);
        foreach (var subscription in promise.Accounts.GroupBy(account => SubscriptionOf(account.AccountId)))
        {
            advance($"Reading the storage accounts of the subscription {subscription.Key}");
            var live = options.Sees(tenant) && options.Sees(subscription.Key)
                ? await reader.ReadAccountsAsync(subscription.Key)
                : Seen.NotAsked<IReadOnlyDictionary<string, LiveAccount>>();
            if (options.Probe && live.Value is not null)
                statements.AddRange(await new BlobProbe(azure, tenant, asking).RunAsync([.. subscription], advance));
            foreach (var account in subscription)
            {
                var seen = await reader.FindAccountAsync(live, account.AccountId);
                statements.AddRange(VendorTenant.OfTheAccount(account, seen));
                statements.AddRange(CustomerTenant.OfTheAgreement(account, [.. customers.Where(customer => customer.Handoff.TenantId == account.CustomerTenant)], asking.Now));
                if (account.Key is { } uri)
                    statements.AddRange(CustomerTenant.OfTheVersionInUse(account, seen, KeyOf(uri, keys)));
            }
        }
    }

    /// <summary>One list for each subscription, whatever the number of accounts.</summary>
    private async Task CheckIdentitiesAsync(VendorPromise promise, VendorReader reader)
    {
        var identities = promise.Accounts.GroupBy(account => account.IdentityId, StringComparer.OrdinalIgnoreCase).Select(same => (Id: same.Key, same.First().IdentityPrincipal));
        foreach (var subscription in identities.GroupBy(identity => SubscriptionOf(identity.Id)))
        {
            var live = options.Sees(promise.Handoff.TenantId) && options.Sees(subscription.Key)
                ? await reader.ReadIdentitiesAsync(subscription.Key)
                : Seen.NotAsked<IReadOnlyDictionary<string, LiveIdentity>>();
            foreach (var (id, principal) in subscription)
                statements.AddRange(VendorTenant.OfTheIdentity(id, principal, await reader.FindIdentityAsync(live, id)));
        }
    }

    private async Task CheckApplicationsAsync(VendorPromise promise, VendorReader reader)
    {
        // Each application needs the identities that act as it: the shared one all of them, a customer's own one that customer's.
        var shared = promise.Handoff.ApplicationId;
        var identities = promise.Accounts.Where(account => account.Application != shared)
            .GroupBy(account => account.Application)
            .ToDictionary(own => own.Key, own => new Dictionary<string, ObjectId>(StringComparer.Ordinal));
        identities[shared] = promise.Identities.ToDictionary();
        foreach (var account in promise.Accounts)
            VendorPromise.Add(identities[account.Application], account.IdentityId.Split('/')[^1], account.IdentityPrincipal);

        foreach (var (application, needed) in identities.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal))
        {
            var (seen, credentials) = options.Sees(promise.Handoff.TenantId)
                ? await reader.ReadApplicationAsync(application)
                : (Seen.NotAsked<LiveApplication>(), Seen.NotAsked<IReadOnlyList<LiveFederatedCredential>>());
            statements.AddRange(VendorTenant.OfTheApplication(application, seen));
            if (!seen.IsGone)
                statements.AddRange(VendorTenant.OfFederatedCredentials(promise.Handoff.Cloud, promise.Handoff.TenantId, application, needed, credentials));
        }
    }

    private static Seen<LiveKey> KeyOf(KeyUri uri, List<(KeyUri Uri, Seen<LiveKey> Key)> keys) =>
        keys.Where(entry => entry.Uri.IsSameKeyAs(uri)).Select(entry => entry.Key).FirstOrDefault() ?? Seen.NotAsked<LiveKey>();

    private static SubscriptionId SubscriptionOf(string resourceId) => SubscriptionId.Parse(resourceId.Split('/')[2]).Value!;
}

/// <summary>What a run looks at.</summary>
/// <param name="Tenant">Only this tenant; null for all that the stacks name.</param>
/// <param name="Subscription">Only this subscription; null for all that the stacks name.</param>
/// <param name="WarnDays">So many days before its end an expiry is told.</param>
/// <param name="Probe">Whether each account's blob service is asked too.</param>
internal sealed record VerifyOptions(TenantId? Tenant, SubscriptionId? Subscription, int WarnDays, bool Probe, Severity? FailOn)
{
    public bool Sees(TenantId tenant) => Tenant is null || Tenant == tenant;

    public bool Sees(SubscriptionId subscription) => Subscription is null || Subscription == subscription;
}

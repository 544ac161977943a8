namespace XtCmkInfra.Trust;

/// <summary>An application as it was read, and the identities that act as it, by name: the principal id.</summary>
public sealed record ApplicationChain(
    ApplicationId Id,
    IReadOnlyDictionary<string, ObjectId> Identities,
    ReadResult<Application> Application,
    ReadResult<IReadOnlyList<FederatedCredential>> Credentials);

/// <summary>The chain in the vendor's tenant as it was read, and what the vendor's stacks promise of it.</summary>
/// <param name="Identities">Every promised identity by its id.</param>
/// <param name="IdentityCredentials">The federated credentials of every promised identity itself, by the identity's id.</param>
/// <param name="Accounts">Every promised account by its id.</param>
/// <param name="VaultTenants">What each vault of a promised key says of its tenant, by the vault's address.</param>
/// <param name="Probed">What the accounts' blob services answered; empty where they were not asked.</param>
public sealed record VendorChain(
    VendorPromise Promise,
    IReadOnlyList<ApplicationChain> Applications,
    IReadOnlyDictionary<string, ReadResult<Identity>> Identities,
    IReadOnlyDictionary<string, ReadResult<IReadOnlyList<FederatedCredential>>> IdentityCredentials,
    IReadOnlyDictionary<string, ReadResult<StorageAccount>> Accounts,
    IReadOnlyDictionary<string, ReadResult<TenantId>> VaultTenants,
    IReadOnlyList<CheckResult> Probed)
{
    /// <param name="customers">What was read of the customers' tenants, by tenant.</param>
    /// <param name="warnDays">An expiry within so many days is reported.</param>
    public IEnumerable<CheckResult> Check(ILookup<TenantId, CustomerChain> customers, int warnDays, DateTimeOffset now) =>
    [
        .. Applications.SelectMany(CheckApplication),
        .. Promise.IdentitiesInUse().SelectMany(CheckIdentity),
        .. Promise.Accounts.SelectMany(account => CheckAccount(account, [.. customers[account.CustomerTenant]], warnDays, now)),
        .. Promise.VaultsInUse().SelectMany(vault => CheckVaultTenant(vault.Key, vault.Tenant, customers[vault.Tenant])),
        .. Probed,
    ];

    private IEnumerable<CheckResult> CheckApplication(ApplicationChain chain) =>
    [
        .. VendorChecks.CheckApplication(chain.Id, chain.Application),
        .. chain.Application.NotFound
            ? []
            : VendorChecks.CheckFederatedCredentials(
                Promise.Handoff.Cloud, Promise.Handoff.TenantId, chain.Id, chain.Identities, chain.Credentials),
    ];

    private IEnumerable<CheckResult> CheckIdentity((string Id, ObjectId Principal) identity) =>
    [
        .. VendorChecks.CheckIdentity(identity.Id, identity.Principal, Identities[identity.Id]),
        .. Identities[identity.Id].NotFound ? [] : VendorChecks.CheckIdentityCredentials(identity.Id, IdentityCredentials[identity.Id]),
    ];

    /// <summary>Where the vault itself is gone, that has its result.</summary>
    private IEnumerable<CheckResult> CheckVaultTenant(KeyUri key, TenantId tenant, IEnumerable<CustomerChain> customers)
    {
        var read = VaultTenants[key.VaultUri];
        return read.Value is null && customers.Any(customer => customer.Promise.Handoff.KeyUri.VaultUri == key.VaultUri && customer.Vault.NotFound)
            ? []
            : VendorChecks.CheckVaultTenant(key, tenant, read);
    }

    private IEnumerable<CheckResult> CheckAccount(AccountPromise account, IReadOnlyList<CustomerChain> customers, int warnDays, DateTimeOffset now)
    {
        var read = Accounts[account.AccountId];
        IEnumerable<CheckResult> results =
        [
            .. VendorChecks.CheckAccount(account, read),
            .. VendorChecks.CheckHandoff(account, [.. customers.Select(customer => customer.Promise)], now),
        ];
        if (account.Key is not { } uri)
            return results;
        var key = customers.FirstOrDefault(customer => customer.Promise.Handoff.KeyUri.IsSameKeyAs(uri))?.Key ?? ReadResult.Skipped<LiveKey>();
        return [.. results, .. VendorChecks.CheckVersionInUse(account, read, key, warnDays, now)];
    }
}

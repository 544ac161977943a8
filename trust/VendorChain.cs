namespace XtCmkInfra.Trust;

/// <summary>An application as it was read, and the identities that act as it, by name: the principal id.</summary>
public sealed record ApplicationChain(
    ApplicationId Id,
    IReadOnlyDictionary<string, ObjectId> Identities,
    ReadResult<Application> Application,
    ReadResult<IReadOnlyList<FederatedCredential>> Credentials);

/// <summary>The chain in the vendor's tenant as it was read, and what the vendor's stacks expect of it.</summary>
/// <param name="Identities">Every identity by its id: those that are expected, and those with which accounts ask for their keys
/// instead.</param>
/// <param name="IdentityCredentials">The federated credentials of each of these identities itself, by the identity's id.</param>
/// <param name="Accounts">Every expected account by its id.</param>
/// <param name="VaultTenants">What each vault of an expected key says of its tenant, by the vault's address.</param>
/// <param name="Probed">What the accounts' blob services answered; empty where they were not asked.</param>
public sealed record VendorChain(
    VendorExpectation Expectation,
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
        .. Expectation.IdentitiesInUse().SelectMany(identity => CheckIdentity(identity.Id, identity.Principal)),
        .. UsedInstead().SelectMany(id => CheckIdentity(id, null)),
        .. Expectation.Accounts.SelectMany(account => CheckAccount(account, [.. customers[account.CustomerTenant]], warnDays, now)
            .Select(result => result with { Customers = [account.Customer] })),
        .. Expectation.VaultsInUse().SelectMany(vault => CheckVaultTenant(vault.Key, vault.Tenant, customers[vault.Tenant])),
        .. Probed,
    ];

    private IEnumerable<CheckResult> CheckApplication(ApplicationChain chain) =>
    [
        .. VendorChecks.CheckApplication(chain.Id, chain.Application),
        .. chain.Application.NotFound
            ? []
            : VendorChecks.CheckFederatedCredentials(
                Expectation.Handoff.Cloud, Expectation.Handoff.TenantId, chain.Id, ActingAs(chain), chain.Credentials),
    ];

    /// <summary>The identities that nobody expected, with which accounts ask for their keys.</summary>
    private IEnumerable<string> UsedInstead() =>
        Identities.Keys.Except(Expectation.IdentitiesInUse().Select(identity => identity.Id), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The identities that must be able to act as an application, as they are: one that was created again has another principal id, and an
    /// account may ask with another one than was expected.
    /// </summary>
    private Dictionary<string, ObjectId> ActingAs(ApplicationChain chain)
    {
        var live = Expectation.IdentitiesInUse()
            .DistinctBy(identity => identity.Principal)
            .ToDictionary(identity => identity.Principal, identity => PrincipalOf(identity.Id));
        var all =
            chain.Identities.ToDictionary(identity => identity.Key, identity => live.GetValueOrDefault(identity.Value) ?? identity.Value);
        foreach (var account in Accounts.Values.Select(read => read.Value).OfType<StorageAccount>())
        {
            if (account.FederatedClientId.Is(chain.Id.Value) && account.IdentityId.Text is { } id && PrincipalOf(id) is { } principal)
                VendorExpectation.Add(all, id.Split('/')[^1], principal);
        }

        return all;
    }

    private ObjectId? PrincipalOf(string identityId) =>
        Identities.GetValueOrDefault(identityId)?.Value?.PrincipalId.Text is { } text ? ObjectId.Parse(text).Value : null;

    private IEnumerable<CheckResult> CheckIdentity(string id, ObjectId? expected) =>
    [
        .. VendorChecks.CheckIdentity(id, expected, Identities[id]),
        .. Identities[id].NotFound ? [] : VendorChecks.CheckIdentityCredentials(id, IdentityCredentials[id]),
    ];

    /// <summary>Where the vault itself is gone, that has its result.</summary>
    private IEnumerable<CheckResult> CheckVaultTenant(KeyUri key, TenantId tenant, IEnumerable<CustomerChain> customers)
    {
        var read = VaultTenants[key.VaultUri];
        return read.Value is null
            && customers.Any(customer => customer.Expectation.Handoff.KeyUri.VaultUri == key.VaultUri && customer.Vault.NotFound)
            ? []
            : VendorChecks.CheckVaultTenant(key, tenant, Expectation.Handoff.TenantId, read);
    }

    private IEnumerable<CheckResult> CheckAccount(AccountExpectation account, IReadOnlyList<CustomerChain> customers, int warnDays,
        DateTimeOffset now)
    {
        var read = Accounts[account.AccountId];
        IEnumerable<CheckResult> results =
        [
            .. VendorChecks.CheckAccount(account, read),
            .. VendorChecks.CheckHandoff(account, [.. customers.Select(customer => customer.Expectation)], now),
        ];
        if (account.Key is not { } uri)
            return results;
        var key = customers.FirstOrDefault(customer => customer.Expectation.Handoff.KeyUri.IsSameKeyAs(uri))?.Key
            ?? ReadResult.Skipped<LiveKey>();
        return [.. results, .. VendorChecks.CheckVersionInUse(account, read, key, warnDays, now)];
    }
}

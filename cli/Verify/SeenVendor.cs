using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>An application, and the identities that act as it, by name: the principal id.</summary>
internal sealed record SeenApplication(
    ApplicationId Id, IReadOnlyDictionary<string, ObjectId> Identities, Seen<LiveApplication> Application, Seen<IReadOnlyList<LiveFederatedCredential>> Credentials);

/// <summary>What was read of the vendor's tenant, and what it was held against.</summary>
/// <param name="Identities">Every promised identity by its id.</param>
/// <param name="Accounts">Every promised account by its id.</param>
/// <param name="Probed">What the accounts' blob services answered; empty where they were not asked.</param>
internal sealed record SeenVendor(
    VendorPromise Promise,
    IReadOnlyList<SeenApplication> Applications,
    IReadOnlyDictionary<string, Seen<LiveIdentity>> Identities,
    IReadOnlyDictionary<string, Seen<LiveAccount>> Accounts,
    IReadOnlyList<Statement> Probed)
{
    /// <param name="customers">What was read of the customers' tenants, by tenant.</param>
    public IEnumerable<Statement> Judge(ILookup<TenantId, SeenCustomer> customers, DateTimeOffset now) =>
    [
        .. Applications.SelectMany(JudgeApplication),
        .. Promise.IdentitiesInUse().SelectMany(identity => VendorTenant.OfTheIdentity(identity.Id, identity.Principal, Identities[identity.Id])),
        .. Promise.Accounts.SelectMany(account => JudgeAccount(account, [.. customers[account.CustomerTenant]], now)),
        .. Probed,
    ];

    private IEnumerable<Statement> JudgeApplication(SeenApplication seen) =>
    [
        .. VendorTenant.OfTheApplication(seen.Id, seen.Application),
        .. seen.Application.IsGone
            ? []
            : VendorTenant.OfFederatedCredentials(Promise.Handoff.Cloud, Promise.Handoff.TenantId, seen.Id, seen.Identities, seen.Credentials),
    ];

    private IEnumerable<Statement> JudgeAccount(AccountPromise account, IReadOnlyList<SeenCustomer> customers, DateTimeOffset now)
    {
        var seen = Accounts[account.AccountId];
        IEnumerable<Statement> statements =
        [
            .. VendorTenant.OfTheAccount(account, seen),
            .. CustomerTenant.OfTheAgreement(account, [.. customers.Select(customer => customer.Promise)], now),
        ];
        if (account.Key is not { } uri)
            return statements;
        var key = customers.FirstOrDefault(customer => customer.Promise.Handoff.KeyUri.IsSameKeyAs(uri))?.Key ?? Seen.NotAsked<LiveKey>();
        return [.. statements, .. CustomerTenant.OfTheVersionInUse(account, seen, key)];
    }
}

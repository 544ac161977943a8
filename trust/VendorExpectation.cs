namespace XtCmkInfra.Trust;

/// <summary>What the vendor's stacks expect.</summary>
/// <param name="Identities">By name: the principal id.</param>
/// <param name="Awaiting">What customers are awaited for, as sentences.</param>
public sealed record VendorExpectation(
    VendorHandoff Handoff, IReadOnlyDictionary<string, ObjectId> Identities, IReadOnlyList<AccountExpectation> Accounts,
    IReadOnlyList<string> Awaiting)
{
    /// <summary>
    /// Joins the stacks of each vendor, which have the same handoff record; so a fleet is read as one, and each of its subscriptions once.
    /// A stack without one goes with those that have it.
    /// </summary>
    /// <exception cref="BadInputException">A stack's identities are in one whose outputs were not given, or may be in several.</exception>
    public static IReadOnlyList<VendorExpectation> Join(IReadOnlyList<VendorOutputs> stacks)
    {
        if (stacks.Count == 0)
            return [];
        var handoffs = stacks.Select(stack => stack.Handoff).OfType<VendorHandoff>().Distinct().ToList();
        if (handoffs.Count != 1 && stacks.Any(stack => stack.Handoff is null))
        {
            throw new BadInputException(handoffs.Count == 0
                ? "the vendor's stack takes its identities from another stack: give that one's outputs too, with a second --isv."
                : "several vendors' stacks were given, and one that takes its identities from another stack: verify each vendor by "
                    + "itself.");
        }

        return [.. stacks.GroupBy(stack => stack.Handoff ?? handoffs[0]).Select(vendor => new VendorExpectation(
            vendor.Key,
            Named(vendor),
            // Where two stacks expect different things of one account, one of them does not hold.
            [.. vendor.SelectMany(stack => stack.Accounts).DistinctBy(account => (
                account.AccountId.ToUpperInvariant(), account.Key?.ToString(), account.PinnedVersion, account.IdentityId.ToUpperInvariant(),
                account.IdentityPrincipal,
                account.Application, account.CustomerTenant, string.Join(',', account.Services)))],
            [.. vendor.SelectMany(stack => stack.Awaiting).Distinct()]))];
    }

    /// <summary>The identities that accounts use, each once, by ARM resource id.</summary>
    public IReadOnlyList<(string Id, ObjectId Principal)> IdentitiesInUse() =>
        [.. Accounts.GroupBy(account => account.IdentityId, StringComparer.OrdinalIgnoreCase)
            .Select(same => (same.Key, same.First().IdentityPrincipal))];

    /// <summary>The vaults of the expected keys, each once, by one of its keys, and the tenants in which they are expected to be.</summary>
    public IReadOnlyList<(KeyUri Key, TenantId Tenant)> VaultsInUse() =>
    [
        .. Accounts.Where(account => account.Key is not null)
            .GroupBy(account => (account.Key!.VaultUri, account.CustomerTenant))
            .Select(same => (same.First().Key!, same.Key.CustomerTenant)),
    ];

    /// <summary>
    /// Each application needs the identities that act as it: the shared one all of them, a customer's own one that customer's.
    /// </summary>
    public IReadOnlyList<(ApplicationId Id, IReadOnlyDictionary<string, ObjectId> Identities)> Applications()
    {
        var applications = new Dictionary<ApplicationId, Dictionary<string,
        ObjectId>> { [Handoff.ApplicationId] = Identities.ToDictionary() };
        foreach (var account in Accounts)
        {
            if (!applications.TryGetValue(account.Application, out var identities))
                applications[account.Application] = identities = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
            Add(identities, account.IdentityId.Split('/')[^1], account.IdentityPrincipal);
        }

        return [.. applications.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal)
            .Select(entry => (entry.Key, (IReadOnlyDictionary<string, ObjectId>)entry.Value))];
    }

    /// <summary>Under a name that is not taken yet, so that none is left out where two stacks name theirs alike.</summary>
    internal static void Add(Dictionary<string, ObjectId> identities, string name, ObjectId principal)
    {
        if (identities.ContainsValue(principal))
            return;
        var unique = name;
        for (var number = 2; !identities.TryAdd(unique, principal); number++)
            unique = $"{name} ({number})";
    }

    private static Dictionary<string, ObjectId> Named(IEnumerable<VendorOutputs> stacks)
    {
        var all = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
        foreach (var (name, principal) in stacks.SelectMany(stack => stack.Identities))
            Add(all, name, principal);
        return all;
    }
}

/// <summary>The outputs of one of the vendor's stacks.</summary>
/// <param name="Handoff">Null in a stack that takes its identities from another, and was last run when such a stack passed no handoff
/// record
/// on.</param>
public sealed record VendorOutputs(
    VendorHandoff? Handoff, IReadOnlyDictionary<string, ObjectId> Identities, IReadOnlyList<AccountExpectation> Accounts,
    IReadOnlyList<string> Awaiting);

namespace XtCmkInfra.Trust;

/// <summary>Who can use the key: the vendor's service principal, and nobody else but those who look after it.</summary>
public static class AccessRules
{
    public static readonly Rule UnexpectedPrincipals = new(
        "grant-others",
        Severity.Medium,
        "Another principal can unwrap with the key, export it, or purge it",
        "A principal that can unwrap, and has a wrapped data key, can read the data.",
        "Revoke the grants of principals that do not need them.")
    {
        Holds = "Only the vendor and the crypto officers can unwrap with the key or export it",
    };

    public static readonly Rule Denied = new(
        "grant-denied",
        Severity.High,
        "A deny assignment blocks the vendor's service principal",
        "Its accounts can no longer be read or written, whatever was granted. Nothing is lost.",
        "Find the creator of the deny assignment, for example a deployment stack, and exclude the service principal there.")
    {
        Holds = "No deny assignment blocks the vendor's service principal",
    };

    public static readonly Rule NotRevoked = new(
        "grant-not-revoked",
        Severity.High,
        "The vendor can use the key, although access is revoked",
        "The customer believes that the vendor cannot read the data, and it can.",
        "Delete the grant that is shown, or disable the key with xtcmk key disable.")
    {
        Holds = "The vendor cannot use the key while access is revoked",
        Effect = Effect.None,
    };

    internal static IEnumerable<Rule> All => [NotRevoked, Denied, UnexpectedPrincipals];

    /// <summary>The rules of an access that is granted, or of one that is revoked.</summary>
    internal static IReadOnlyList<Rule> For(CustomerExpectation expectation) =>
        expectation.IsGranted
            ? [GrantRule.Missing, GrantRule.Incomplete, GrantRule.Broader, GrantRule.Wider, UnexpectedPrincipals]
            : [NotRevoked, UnexpectedPrincipals];

    /// <param name="grants">Every grant that reaches the key.</param>
    /// <param name="live">
    /// The object id of the vendor's service principal as it is: a grant to one that was handed over and is no longer there lets nobody in.
    /// </param>
    internal static IEnumerable<(Rule Rule, Outcome Outcome)> Check(CustomerExpectation expectation, IReadOnlyList<Grant> grants,
        string? live = null)
    {
        var vendor = live ?? expectation.Handoff.ServicePrincipalObjectId.Value;
        var its = grants.Where(grant => grant.PrincipalId.Is(vendor)).ToList();
        var others = grants
            .Where(grant => grant.Rights.Endanger() && !grant.PrincipalId.Is(vendor)
                && !grant.PrincipalId.Is(expectation.Handoff.ServicePrincipalObjectId.Value) && !expectation.Expects(grant.PrincipalId))
            .ToList();
        yield return (UnexpectedPrincipals, None(others, "nobody but the vendor and the crypto officers", "nobody"));
        if (!expectation.IsGranted)
        {
            // Whoever may make grants on the key can make one to itself again.
            var left = its.Where(grant => !grant.IsElsewhere && (grant.Rights.Unwraps() || grant.Rights.AreBroad())).ToList();
            yield return (NotRevoked, None(left, "revoked", "revoked"));
            yield break;
        }

        // Several roles may permit together what none permits alone.
        var effective = its.Where(grant => grant is { IsEligible: false, IsElsewhere: false }).ToList();
        var unwraps = Granted(effective, KeyRights.Unwrap);
        var suffices = Granted(effective, KeyRights.Needed);
        yield return (GrantRule.Missing, unwraps);
        // Where a condition decides, that has its result already.
        if (unwraps.Holds == true || (unwraps.Holds is null && suffices.Holds == false))
            yield return (GrantRule.Incomplete, suffices);
        yield return (GrantRule.Broader,
            None([.. its.Where(grant => !grant.IsElsewhere && grant.Rights.AreBroad())], "no more than get, wrap and unwrap", "no more"));
        yield return (GrantRule.Wider, WiderOutcome(expectation, its));
    }

    /// <param name="denials">Every deny assignment that reaches the key.</param>
    public static Outcome CheckDenials(IReadOnlyList<DenyAssignment> denials)
    {
        var needed = denials
            .Where(denial => (denial.Rights & KeyRights.Needed) != KeyRights.None && denial.AppliesTo != Comparison.Different).ToList();
        var names = string.Join(", ", needed.Select(denial => denial.Name).Order(StringComparer.Ordinal));
        return needed.Count == 0 ? new Outcome(true, "none", "none")
            : needed.Exists(denial => denial.AppliesTo == Comparison.Same) ? new Outcome(false, "none", names)
            : new Outcome(null, "none", $"{names} names groups, in which the vendor's service principal may be");
    }

    private static Outcome Granted(List<Grant> grants, KeyRights needed)
    {
        const string expected = "may get, wrap and unwrap";
        bool Suffice(IEnumerable<Grant> some) => some.Aggregate(KeyRights.None, (all, grant) => all | grant.Rights).HasFlag(needed);
        var depends = grants.Where(grant => grant.Condition.Text is { Length: > 0 }).ToList();
        return Suffice(grants) && !Suffice(grants.Except(depends))
            ? new Outcome(null, expected,
                $"a condition of the role assignment decides: {string.Join("; ", depends.Select(grant => grant.Condition))}")
            : new Outcome(Suffice(grants), expected, grants.Count == 0 ? "no grant" : Text(grants));
    }

    private static Outcome WiderOutcome(CustomerExpectation expectation, List<Grant> its)
    {
        if (its.Where(grant => grant.OtherPermissions.Items.Count > 0).ToList() is { Count: > 0 } others)
            return new Outcome(false, "on the key alone", string.Join("; ", others.SelectMany(grant => grant.OtherPermissions.Items)));
        // A role that permits too much has its finding, wherever it was granted.
        // A narrow one on another key is that key's: customers have several, and two while they go over to a new one.
        var narrow = its.Where(grant => grant.IsElsewhere
            ? grant.Rights.AreBroad() || grant.Rights == KeyRights.None || grant.Reach is not (GrantScope.Key or GrantScope.Version)
            : !grant.Rights.AreBroad()).ToList();
        if (narrow.Count > 0 && narrow.All(grant => grant.Role.IsAbsent))
            return new Outcome(true, "as far as access policies reach", "every key of the vault, by its access policies");
        return None([.. narrow.Where(grant => !grant.Role.IsAbsent && !IsWithin(grant.Scope, expectation.KeyScope))], "on the key alone",
            "on the key alone");
    }

    private static bool IsWithin(Value scope, string key) =>
        scope.Is(key) || scope.Text?.StartsWith(key + "/", StringComparison.OrdinalIgnoreCase) == true;

    private static Outcome None(List<Grant> grants, string expected, string found) =>
        new(grants.Count == 0, expected, grants.Count == 0 ? found : Text(grants));

    private static string Text(IEnumerable<Grant> grants) => string.Join("; ", grants
        .Select(grant =>
            $"{(grant.IsEligible ? "eligible " : "")}{grant.PrincipalType.Or("principal")} {grant.PrincipalId}: {grant.RoleText} on "
                + $"{grant.Scope}")
        .Order(StringComparer.Ordinal));
}

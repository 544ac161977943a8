namespace XtCmkInfra.Trust;

/// <summary>What the stacks of the two sides expect of each other, and what the vendor's identities and application need.</summary>
internal static class HandoffRules
{
    public static readonly Rule Budget = new(
        "federation-budget",
        Severity.Medium,
        "The application has no room for another federated credential",
        $"Entra takes {EntraLimits.FederatedCredentialsOfApplication} of them for each application: the next identity cannot be "
            + "federated. Existing accounts are not affected.",
        "Share an identity between customers, remove credentials that nothing uses, or create a second application.")
    {
        Holds = "The application has room for another federated credential",
        Effect = Effect.Weaker,
    };

    public static readonly Rule IdentityOther = new(
        "identity-other",
        Severity.High,
        "The user-assigned identity is not the agreed one",
        "It was deleted and created again with another principal id. No federated credential lets it act as the application.",
        "Run the vendor's program again, which gives the new identity its federated credential.")
    {
        Holds = "The user-assigned identity is the agreed one",
        Effect = Effect.None,
    };

    private static readonly Rule OtherKey = new(
        "handoff-key",
        Severity.Medium,
        "The vendor's stack and the customer's name different keys",
        "The account uses another key than the customer's stack manages. Whether that key is safe cannot be determined.",
        "Give the vendor the customer's handoff record, and run the vendor's program again; keep the old key until the account has moved.")
    {
        Holds = "The vendor's stack and the customer's name the same key",
        Effect = Effect.OtherKey,
    };

    private static readonly Rule OtherApplication = new(
        "handoff-application",
        Severity.High,
        "The vendor's stack and the customer's name different applications",
        "The customer has granted access to another application than the account uses. The account cannot use its key.",
        "Give the customer the vendor's handoff record, and run the customer's program again.")
    {
        Holds = "The vendor's stack and the customer's name the same application",
        Effect = Effect.None,
    };

    public static IReadOnlyList<Rule> OfAccount { get; } = [OtherKey, OtherApplication];

    public static IEnumerable<Rule> All => [Budget, IdentityOther, OtherKey, OtherApplication];

    /// <param name="key">The account's key, as the vendor's stack expects it.</param>
    /// <param name="customers">The expectations of the stacks of the account's customer; at least one.</param>
    public static IEnumerable<(Rule Rule, Outcome Outcome)> Check(AccountExpectation account, KeyUri key,
        IReadOnlyList<CustomerExpectation> customers)
    {
        if (customers.FirstOrDefault(customer => customer.Handoff.KeyUri.IsSameKeyAs(key)) is not { } its)
        {
            var named = string.Join(", ", customers.Select(customer => customer.Handoff.KeyUri.ToString()).Order(StringComparer.Ordinal));
            yield return (OtherKey, new Outcome(false, $"{named} (customer's stack)", $"{key.WithoutVersion} (vendor's stack)"));
            yield break;
        }

        yield return (OtherKey, new Outcome(true, its.Handoff.KeyUri.ToString(), key.WithoutVersion.ToString()));
        yield return (OtherApplication, new Outcome(
            its.LetsIn(account.Application), $"{its.Application} (customer's stack)", $"{account.Application} (vendor's stack)"));
    }
}

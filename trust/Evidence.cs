namespace XtCmkInfra.Trust;

/// <summary>Writes statements about one resource, all read at one moment.</summary>
internal sealed class Evidence(ResourceName resource, DateTimeOffset readAt)
{
    /// <summary>Rules of which the chain works although they are not kept, whatever their severity.</summary>
    private static readonly HashSet<Rule> OnlyWeak = [ExistenceRules.CredentialAdded, GrantRules.Broader];

    /// <summary>Rules of which the promise is broken, although the data stays readable.</summary>
    private static readonly HashSet<Rule> Promises = [AccountRules.OtherVault, AccountRules.OtherKey];

    /// <summary>That a rule is kept, or is not.</summary>
    public Statement That(bool holds, Rule rule, string promised, string seen) => new(
        rule, resource, holds ? Verdict.Holds : VerdictOf(rule), promised, seen, null, readAt);

    public Statement CouldNotTell(Rule rule, string promised, string reason) =>
        new(rule, resource, Verdict.CouldNotTell, promised, "", reason, readAt);

    private static Verdict VerdictOf(Rule rule) => Promises.Contains(rule) || (rule.Severity >= Severity.High && !OnlyWeak.Contains(rule))
        ? Verdict.Broken
        : Verdict.Weak;
}

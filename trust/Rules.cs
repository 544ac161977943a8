namespace XtCmkInfra.Trust;

/// <summary>The rules of the chain of trust: one set for every verb.</summary>
public static class Rules
{
    /// <summary>A resource that belongs to the chain, of a provider that these rules cannot read.</summary>
    public static Rule NotUnderstood { get; } = new(
        "not-understood",
        Severity.High,
        "A resource that may hold or encrypt a customer's data changes, of a kind that is not understood",
        "Nothing can be said of what happens to the data.",
        "Look at the edit with your own eyes. The rules read the resources of azure-native and azuread.");

    public static Rule NewNotUnderstood { get; } = new(
        "not-understood-new",
        Severity.Low,
        "A resource that may hold or encrypt a customer's data is new, of a kind that is not understood",
        "Nothing is lost, but nothing can be said of what encrypts the data either.",
        "Look at it with your own eyes. The rules read the resources of azure-native and azuread.");

    /// <summary>Every rule, worst first, then by code.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. new[]
        {
            ExistenceRules.All, AccountRules.All, VaultRules.All, KeyRules.All, GrantRules.All, EntraRules.All, LiveRules.All, [NotKnown.Rule, NotUnderstood, NewNotUnderstood],
        }.SelectMany(rules => rules).OrderByDescending(rule => rule.Severity).ThenBy(rule => rule.Code, StringComparer.Ordinal),
    ];

    /// <summary>What a change does to the chain.</summary>
    public static IEnumerable<Finding> Check(LinkChange change) => change.Kind == LinkKind.Grant
        ? GrantRules.Check(change, (GrantLink?)change.Before, (GrantLink?)change.After)
        : [.. CheckExistence(change), .. CheckProperties(change)];

    /// <summary>A federated credential's subject that is the client id of one of these identities, and not its principal id.</summary>
    public static IEnumerable<Finding> CheckSubject(ResourceName credential, FederatedCredentialLink link, IEnumerable<IdentityLink> identities) =>
        EntraRules.CheckSubject(credential, link, identities);

    private static IEnumerable<Finding> CheckExistence(LinkChange change) =>
        change is { Kind: LinkKind.FederatedCredential, Before: FederatedCredentialLink old } && !EntraRules.IsForIdentity(old)
            ? []
            : ExistenceRules.Check(change);

    private static IEnumerable<Finding> CheckProperties(LinkChange change) => (change.Before, change.After) switch
    {
        (AccountLink or null, AccountLink after) => AccountRules.Check(change, (AccountLink?)change.Before, after),
        (VaultLink or null, VaultLink after) => VaultRules.Check(change, (VaultLink?)change.Before, after),
        (KeyLink before, KeyLink after) => KeyRules.Check(change, before, after),
        (ServicePrincipalLink before, ServicePrincipalLink after) => EntraRules.Check(change, before, after),
        (ApplicationLink or null, ApplicationLink after) => EntraRules.Check(change, (ApplicationLink?)change.Before, after),
        (FederatedCredentialLink or null, FederatedCredentialLink after) => EntraRules.Check(change, (FederatedCredentialLink?)change.Before, after),
        (IdentityLink before, IdentityLink after) => ExistenceRules.Check(change, before, after),
        _ => [],
    };
}

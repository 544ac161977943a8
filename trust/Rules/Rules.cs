namespace XtCmkInfra.Trust;

/// <summary>The rules of the chain of trust: one set for every verb.</summary>
public static class Rules
{
    /// <summary>A resource that belongs to the chain, of a provider that these rules cannot read.</summary>
    public static Rule NotUnderstood { get; } = new(
        "not-understood",
        Severity.High,
        "A changed resource has a type that no rule judges, and may concern a customer's data",
        "The effect on the data cannot be determined.",
        "Check the edit yourself. The rules judge storage accounts, vaults, keys and grants of azure-native and azuread.");

    public static Rule NewNotUnderstood { get; } = new(
        "not-understood-new",
        Severity.Medium,
        "A new resource has a type that no rule judges, and may concern a customer's data",
        "Nothing is lost, but which key protects the data cannot be determined.",
        "Check it yourself. The rules judge storage accounts, vaults, keys and grants of azure-native and azuread.");

    /// <summary>Every rule, worst first, then by code.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. new[]
        {
            LifecycleRules.All, AccountRules.All, VaultRules.All, KeyRules.All, GrantRule.All, AccessRules.All, EntraRules.All,
            VersionRules.All,
            HandoffRules.All, ScopeRules.All, RoleRules.All, AcceptanceRules.All,
            [PropertyComparer.Undetermined, NotUnderstood, NewNotUnderstood],
        }.SelectMany(rules => rules).OrderByDescending(rule => rule.Severity).ThenBy(rule => rule.Code, StringComparer.Ordinal),
    ];

    /// <summary>What a change does to the chain.</summary>
    public static IEnumerable<Finding> Review(ResourceChange change) => change.Resource.Kind == ResourceKind.Grant
        ? GrantRules.Review(change, (Grant?)change.Before, (Grant?)change.After)
        : [.. ReviewExistence(change), .. ReviewProperties(change)];

    /// <summary>What a plan breaks of the state that Azure had by the last run, where the program's inputs contradict that.</summary>
    public static IEnumerable<Finding> ReviewState(ResourceChange change) => change.State is { } state
        ? Review(change with { Before = state }).Where(finding => FoundInState.Contains(finding.Rule))
        : [];

    private static readonly Rule[] FoundInState = [AccountRule.MicrosoftKeys, VaultRules.AccessModel, VaultRules.TrustedServices];

    /// <summary>A federated credential's subject that is the client id of one of these identities, and not its principal id.</summary>
    public static IEnumerable<Finding> ReviewSubject(ResourceName credential, FederatedCredential link, IEnumerable<Identity> identities) =>
        EntraRules.ReviewSubject(credential, link, identities);

    private static IEnumerable<Finding> ReviewExistence(ResourceChange change) =>
        IsOfNoConcern(change) || change is { Resource.Kind: ResourceKind.FederatedCredential,
            Before: FederatedCredential { IsForIdentity: false } or FederatedCredential { IsOnIdentity: true } }
            or { Resource.Kind: ResourceKind.RoleDefinition or ResourceKind.EncryptionScope or ResourceKind.Container
                or ResourceKind.ObjectReplication }
            ? []
            : LifecycleRules.Review(change);

    /// <summary>Whether the resource never had a part in the chain, or goes without any harm to it.</summary>
    private static bool IsOfNoConcern(ResourceChange change) =>
        IsOfNoConcern(change, change.Before) && (change.State is null || IsOfNoConcern(change, change.State));

    private static bool IsOfNoConcern(ResourceChange change, Resource? resource) => resource switch
    {
        StorageAccount account => !account.IsForCustomer,
        Vault vault => !vault.CanHoldKeys,
        Key key => !key.MayBeRsa,
        Application application => !application.MayBeMultitenant,
        // One that the program only found is never deleted by it.
        ServicePrincipal { UsesExisting: true } => change.Kind is ChangeKind.Deleted or ChangeKind.Abandoned,
        _ => false,
    };

    private static IEnumerable<Finding> ReviewProperties(ResourceChange change) => (change.Before, change.After) switch
    {
        _ when change.Resource.Kind == ResourceKind.ObjectReplication => ScopeRules.ReviewReplication(change),
        (RoleDefinition before, RoleDefinition or null) => RoleRules.Review(change, before, (RoleDefinition?)change.After),
        (EncryptionScope before, EncryptionScope or null) => ScopeRules.Review(change, before, (EncryptionScope?)change.After),
        (null, EncryptionScope after) => ScopeRules.Review(change, null, after),
        (Container or null, Container after) => ScopeRules.Review(change, (Container?)change.Before, after),
        (StorageAccount or null, StorageAccount after) => AccountRules.Review(change, (StorageAccount?)change.Before, after),
        (Vault or null, Vault after) => VaultRules.Review(change, (Vault?)change.Before, after),
        (Key or null, Key after) => KeyRules.Review(change, (Key?)change.Before, after),
        (ServicePrincipal before, ServicePrincipal after) => EntraRules.ServicePrincipals.Review(change, before, after),
        (Application or null, Application after) => EntraRules.Review(change, (Application?)change.Before, after),
        (FederatedCredential or null, FederatedCredential after) => EntraRules.Review(change, (FederatedCredential?)change.Before, after),
        (Identity before, Identity after) => LifecycleRules.IdentitySet.Review(change, before, after),
        _ => [],
    };
}

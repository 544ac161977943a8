namespace XtCmkInfra.Trust;

/// <summary>The resources themselves: whether they stay, go, or are replaced, and whether anything still guards them.</summary>
internal static class LifecycleRules
{
    private static readonly Lifecycle Accounts = Lifecycle.Guarded(
        "account",
        "storage account",
        "Its data is lost. Azure can sometimes recover a deleted account, for 14 days at most.",
        "An empty account takes its place. The data of the old one is lost, unless the old account is retained.",
        "move the data to another account first, and let a second person check that it is complete");

    private static readonly Lifecycle Vaults = Lifecycle.Guarded(
        "vault",
        "key vault",
        "Every account whose key is in it can no longer be read or written. Until its retention period ends, the vault can be recovered.",
        "The new vault does not have the old one's keys: every account that uses one of them can no longer be read or written.",
        "move every account to a key in another vault first");

    private static readonly Lifecycle Keys = Lifecycle.Guarded(
        "key",
        "key",
        "Accounts that are encrypted with it can no longer be read or written. Until the vault's retention period ends, the key can "
            + "be recovered.",
        "The new key cannot decrypt what the old one encrypted: every account that uses the old one can no longer be read or written.",
        "move every account to another key first");

    private static readonly Lifecycle Grants = Lifecycle.Unguarded(
        "grant",
        "grant on the key",
        "The vendor's accounts can no longer be read or written within the hour. Nothing is lost: the grant restores them.",
        "Between the old grant and the new one the accounts cannot be read or written, and the new one may be for another principal.",
        "say in the pull request that this revokes access") with { Missing = GrantRule.Missing };

    private static readonly Lifecycle Principals = Lifecycle.Unguarded(
        "principal",
        "service principal",
        "The vendor's application is no longer in the tenant, so its accounts cannot use the key. Its grants are void.",
        "The new service principal has another object id, so every grant of the old one is void.",
        "say in the pull request that this revokes access");

    private static readonly Lifecycle Applications = Lifecycle.Unguarded(
        "application",
        "application",
        "No account of any customer can use its key. Microsoft Entra keeps a deleted application for 30 days.",
        "The new application has another client id: every customer must install it and grant it access to the key again.",
        "move every account and every customer to another application first");

    private static readonly Lifecycle FederatedCredentials = Lifecycle.Unguarded(
        "federation",
        "federated credential",
        "The identity can no longer act as the application: every account that uses it loses its key.",
        "For some minutes, no account that uses the identity can use its key.",
        "move the accounts that use its identity to another one first");

    private static readonly Lifecycle Identities = Lifecycle.Unguarded(
        "identity",
        "user-assigned identity",
        "Every account that asks for its key with this identity loses it.",
        "The new identity has another principal id, which the federated credential must name. Every account must get the new identity.",
        "move the accounts that use it to another identity first");

    private static readonly Rule GroupDeleted = new(
        "group-deleted",
        Severity.Critical,
        "A resource group that holds storage accounts, vaults or keys is deleted, replaced or gone from Azure",
        "Azure deletes everything in a resource group with it, even resources that Pulumi protects or retains.",
        "Keep the resource group. If the deletion is intended, move its resources first.");

    private static readonly Rule GroupUnclear = new(
        "group-unclear",
        Severity.High,
        "A resource group is deleted or replaced, and the documents do not show what is in it",
        "Azure deletes everything in a resource group with it, even resources that Pulumi protects or retains.",
        "Look in Azure what is in the group, other stacks' resources too; --show-sames lists what this program has in it.");

    public static readonly Rule CredentialAdded = new(
        "application-password",
        Severity.High,
        "The application has a password or a certificate",
        "Anyone who has it can act as the application and unwrap the customers' data keys, from anywhere.",
        "Remove it: the federated credential needs none. If something else needs it, use a separate application.")
    {
        Holds = "The application has no password and no certificate",
        Effect = Effect.Weaker,
    };

    public static IEnumerable<Rule> All =>
    [
        .. Accounts.All, .. Vaults.All, .. Keys.All, .. Grants.All, .. Principals.All, .. Applications.All, .. FederatedCredentials.All,
        .. Identities.All, GroupDeleted, GroupUnclear, CredentialAdded,
    ];

    public static IEnumerable<Finding> Review(ResourceChange change)
    {
        switch (change.Resource.Kind)
        {
            case ResourceKind.Credential:
                return change.Kind is ChangeKind.Created
                    or ChangeKind.Replaced ? [CredentialAdded.On(change.Resource, "nothing", "made")] : [];
            case ResourceKind.ResourceGroup:
                return change is { Kind: ChangeKind.Deleted or ChangeKind.Replaced
                    or ChangeKind.Missing, Before: ResourceGroup { HoldsChain: not false } group }
                    ? [(group.HoldsChain is null ? GroupUnclear : GroupDeleted).On(change.Resource, "exists", change.Fate)]
                    : [];
            default:
                return change.Resource.Kind is { } kind ? Of(kind).Review(change) : [];
        }
    }

    /// <summary>Somebody made an identity of the same name again: to Azure it is another one.</summary>
    public static RuleSet<Identity> IdentitySet { get; } = new([], [new(
        (_, _) => HandoffRules.IdentityOther,
        (agreed, found, comparer) => comparer.IsFoundInAzure && agreed.PrincipalId.To(found.PrincipalId) == Comparison.Different
            ? HandoffRules.IdentityOther
            : null,
        identity => identity.PrincipalId.ToString())]);

    /// <summary>The rule that a resource of this kind exists in Azure.</summary>
    public static Rule Missing(ResourceKind kind) => Of(kind).Missing;

    private static Lifecycle Of(ResourceKind kind) => kind switch
    {
        ResourceKind.StorageAccount => Accounts,
        ResourceKind.Vault => Vaults,
        ResourceKind.Key => Keys,
        ResourceKind.Grant => Grants,
        ResourceKind.ServicePrincipal => Principals,
        ResourceKind.Application => Applications,
        ResourceKind.FederatedCredential => FederatedCredentials,
        _ => Identities,
    };
}

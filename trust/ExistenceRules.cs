namespace XtCmkInfra.Trust;

/// <summary>The links themselves: whether they stay, go, or are replaced, and whether anything still guards them.</summary>
internal static class ExistenceRules
{
    private const string LoseNothing = "Put it back into the program";

    private static readonly Lifecycle Accounts = Lifecycle.Guarded(
        "account",
        "storage account",
        "The data in it is lost for good, whatever happens to the key.",
        "An empty account takes its place. The data of the old one is lost with it, unless Azure keeps that one.",
        "move the data to another account first, and let a second pair of eyes see that it has arrived");

    private static readonly Lifecycle Vaults = Lifecycle.Guarded(
        "vault",
        "key vault",
        "Every account whose key is in it can no longer be read or written. Soft delete keeps the vault for its retention period, in which it can be recovered.",
        "The new vault does not have the old one's keys: every account that uses one of them can no longer be read or written.",
        "move every account to a key in another vault first");

    private static readonly Lifecycle Keys = Lifecycle.Guarded(
        "key",
        "key",
        "Every account encrypted with it can no longer be read or written. Soft delete keeps the key for the vault's retention period, in which it can be recovered.",
        "The new key cannot decrypt what the old one encrypted: every account that uses the old one can no longer be read or written.",
        "move every account to another key first");

    private static readonly Lifecycle Grants = Lifecycle.Unguarded(
        "grant",
        "right to use the key",
        "The vendor's accounts can no longer be read or written within the hour. Nothing is lost: giving the right back restores them.",
        "Between the old right and the new one the accounts cannot be read or written, and the new one may be somebody else's.",
        "say in the pull request that this revokes access");

    private static readonly Lifecycle Principals = Lifecycle.Unguarded(
        "principal",
        "service principal",
        "The vendor's application is no longer in the tenant, so its accounts cannot reach the key. The rights that it had are void.",
        "The new service principal has another object id, so every right that the old one had is void.",
        "say in the pull request that this revokes access");

    private static readonly Lifecycle Applications = Lifecycle.Unguarded(
        "application",
        "application",
        "No account can reach its customer's key any more, for every customer at once. Entra keeps a deleted application for 30 days.",
        "The new application has another client id: every customer must install it and grant it the key again.",
        "move every account and every customer to another application first");

    private static readonly Lifecycle FederatedCredentials = Lifecycle.Unguarded(
        "federation",
        "federated credential",
        "The identity can no longer act as the application: every account that uses it loses its key.",
        "Until the new credential has spread through Entra, which takes minutes, no account that uses the identity reaches its key.",
        "move the accounts that use its identity to another one first");

    private static readonly Lifecycle Identities = Lifecycle.Unguarded(
        "identity",
        "user-assigned identity",
        "Every account that asks for its key with this identity loses it.",
        "The new identity has another principal id, which the federated credential must name; the accounts must be given the new one.",
        "move the accounts that use it to another identity first");

    private static readonly Rule GroupDeleted = new(
        "group-deleted",
        Severity.Critical,
        "A resource group that holds storage accounts, vaults or keys is deleted, replaced or gone from Azure",
        "Azure deletes whatever is in a resource group together with it, also what Pulumi protects or retains.",
        "Keep the resource group. If it must go, move what it holds first.");

    private static readonly Rule GroupUnclear = new(
        "group-unclear",
        Severity.High,
        "A resource group is deleted or replaced, and the document does not show what is in it",
        "Azure deletes whatever is in a resource group together with it, also what Pulumi protects or retains.",
        "Preview again with --show-sames, which lists what stays in the program, and so also what is in the group.");

    public static readonly Rule CredentialAdded = new(
        "application-password",
        Severity.High,
        "The application is given a password or a certificate",
        "Whoever has it can act as the application, and so unwrap the customers' keys, from anywhere and without the identity.",
        "Leave it out: the federated credential needs none. If something else needs it, give that an application of its own.");

    public static IEnumerable<Rule> All =>
    [
        .. Accounts.All, .. Vaults.All, .. Keys.All, .. Grants.All, .. Principals.All, .. Applications.All, .. FederatedCredentials.All,
        .. Identities.All, GroupDeleted, GroupUnclear, CredentialAdded,
    ];

    public static IEnumerable<Finding> Check(LinkChange change)
    {
        switch (change.Kind)
        {
            case LinkKind.Credential:
                return change.Happening is Happening.Created or Happening.Replaced ? [CredentialAdded.On(change.Resource, "nothing", "made")] : [];
            case LinkKind.ResourceGroup:
                return change is { Happening: Happening.Deleted or Happening.Replaced or Happening.Gone, Before: ResourceGroupLink { HoldsLinks: not false } group }
                    ? [(group.HoldsLinks is null ? GroupUnclear : GroupDeleted).On(change.Resource, "exists", Fate(change))]
                    : [];
            default:
                return change.Kind is { } kind ? Of(kind).Check(change) : [];
        }
    }

    /// <summary>Somebody made an identity of the same name anew: to Azure it is another one.</summary>
    public static IEnumerable<Finding> Check(LinkChange change, IdentityLink before, IdentityLink after) =>
        before.PrincipalId.To(after.PrincipalId) == Sameness.Different && change.IsFoundInAzure
            ? [Identities.Replaced.On(change.Resource, $"principal id {before.PrincipalId}", $"principal id {after.PrincipalId}")]
            : [];

    /// <summary>The rule that a link of this kind is there, in Azure.</summary>
    public static Rule Gone(LinkKind kind) => Of(kind).Gone;

    private static Lifecycle Of(LinkKind kind) => kind switch
    {
        LinkKind.StorageAccount => Accounts,
        LinkKind.Vault => Vaults,
        LinkKind.Key => Keys,
        LinkKind.Grant => Grants,
        LinkKind.ServicePrincipal => Principals,
        LinkKind.Application => Applications,
        LinkKind.FederatedCredential => FederatedCredentials,
        _ => Identities,
    };

    private static string Fate(LinkChange change) => change.Happening switch
    {
        Happening.Replaced => "replaced"
            + (change.ReplacedFor.Count == 0 ? "" : $", because of {string.Join(", ", change.ReplacedFor)}")
            + (change.IsRetained ? "; the old one stays in Azure (retainOnDelete)" : ""),
        Happening.Left => $"stays in Azure{(change.IsRetained ? " (retainOnDelete)" : "")}, leaves the program",
        Happening.Gone => "gone from Azure",
        _ => "deleted",
    };

    /// <summary>The rules about the existence of one kind of link.</summary>
    private sealed record Lifecycle(Rule Deleted, Rule Replaced, Rule Left, Rule Gone, Rule? Unprotected, Rule? Unretained)
    {
        public IEnumerable<Rule> All => new[] { Deleted, Replaced, Left, Gone, Unprotected, Unretained }.OfType<Rule>();

        /// <summary>What holds the data or the key: nothing brings it back, and so two options guard it.</summary>
        public static Lifecycle Guarded(string code, string noun, string loss, string replacement, string first) =>
            For(code, noun, Severity.Critical, loss, replacement, first) with
            {
                Unprotected = new Rule(
                    $"{code}-unprotected",
                    Severity.Critical,
                    $"The {noun} loses Pulumi's protection (protect)",
                    $"Nothing happens to it yet, but the next edit that drops or replaces it is carried out instead of refused. {loss}",
                    "Set the option protect again. To delete on purpose, unprotect that one resource in a change of its own."),
                Unretained = new Rule(
                    $"{code}-unretained",
                    Severity.Critical,
                    $"The {noun} is no longer kept when the program drops it (retainOnDelete)",
                    $"Nothing happens to it yet, but once it is dropped from the program it is deleted from Azure too. {loss}",
                    "Set the option retainOnDelete again."),
            };

        public static Lifecycle Unguarded(string code, string noun, string loss, string replacement, string first) =>
            For(code, noun, Severity.High, loss, replacement, first);

        public IEnumerable<Finding> Check(LinkChange change)
        {
            var rule = change.Happening switch
            {
                Happening.Deleted => Deleted,
                Happening.Replaced => Replaced,
                Happening.Left => Left,
                Happening.Gone => Gone,
                _ => null,
            };
            if (rule is not null)
                yield return rule.On(change.Resource, "exists", Fate(change));
            if (change.LosesProtect && Unprotected is not null)
                yield return Unprotected.On(change.Resource, "protect: true", "not protected");
            if (change.LosesRetain && Unretained is not null)
                yield return Unretained.On(change.Resource, "retainOnDelete: true", "not retained");
        }

        private static Lifecycle For(string code, string noun, Severity severity, string loss, string replacement, string first) => new(
            new Rule($"{code}-deleted", severity, $"The {noun} is deleted", loss, $"{LoseNothing}. If it must go, {first}."),
            new Rule(
                $"{code}-replaced",
                severity,
                $"The {noun} is deleted and made anew",
                replacement,
                $"Undo the edit of the property that forces it. If it must be, {first}."),
            new Rule(
                $"{code}-left",
                Severity.High,
                $"The {noun} leaves the program and stays in Azure",
                "Nothing is lost, but from now on no program says what it must be like, and no drift run looks at it.",
                $"{LoseNothing}, or say in the pull request who looks after it from now on."),
            new Rule(
                $"{code}-gone",
                severity,
                $"The {noun} is gone from Azure",
                loss,
                "Find out who removed it, and recover it before the next update, which would make a new one."),
            null,
            null);
    }
}

namespace XtCmkInfra.Trust;

/// <summary>Roles of one's own: whoever edits one edits every grant that uses it.</summary>
internal static class RoleRules
{
    private static readonly Rule Weakened = new(
        "role-weakened",
        Severity.High,
        "A custom role no longer permits what Azure Storage needs",
        "If the vendor's grant uses the role, the accounts can no longer be read or written.",
        "Keep read, wrap and unwrap on keys in the role, or grant Key Vault Crypto Service Encryption User first.");

    private static readonly Rule Broadened = new(
        "role-broadened",
        Severity.High,
        "A custom role permits more with keys",
        "Everybody with the role can do more with keys, or grant access to others.",
        "Remove keys from the role, or create another role for them.");

    private static readonly Rule Deleted = new(
        "role-deleted",
        Severity.High,
        "A custom role that permits to use keys is deleted or replaced",
        "Azure refuses this while grants use the role; without them the accounts cannot reach their keys.",
        "Grant Key Vault Crypto Service Encryption User first.");

    public static IEnumerable<Rule> All => [Weakened, Broadened, Deleted];

    public static IEnumerable<Finding> Review(ResourceChange change, RoleDefinition? before, RoleDefinition? after)
    {
        if (before is null)
            return [];
        if (change.Kind is ChangeKind.Deleted or ChangeKind.Replaced or ChangeKind.Missing)
            return before.Rights == KeyRights.None ? [] : [Deleted.On(change.Resource, before.Rights.ToString(), change.Fate)];
        if (after is null || before.Rights == after.Rights)
            return [];
        var (had, has) = (before.Rights.ToString(), after.Rights.ToString());
        return (before.Rights & ~after.Rights) != KeyRights.None
            ? [Weakened.On(change.Resource, had, has)]
            : [Broadened.On(change.Resource, had, has)];
    }
}

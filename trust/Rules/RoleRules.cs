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
        "A custom role permits more with keys or with their vault",
        "Everybody with the role can do more with keys, grant access to others, or delete the vault.",
        "Remove the actions that are shown from the role, or create another role for them.");

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
        return after is null ? [] : Compare(change.Resource, before, after);
    }

    private static IEnumerable<Finding> Compare(ResourceName role, RoleDefinition before, RoleDefinition after)
    {
        var (had, has) = (before.Rights.ToString(), after.Rights.ToString());
        if (before.Rights.HasFlag(KeyRights.Unclear) != after.Rights.HasFlag(KeyRights.Unclear))
        {
            yield return PropertyComparer.Undetermined.On(role, $"permissions: {had}", $"permissions: {has}");
            yield break;
        }

        if ((before.Rights & ~after.Rights & KeyRights.Needed) != KeyRights.None)
            yield return Weakened.On(role, had, has);
        if (Gained(before.Powers, after.Powers) is { Length: > 0 } powers)
            yield return Broadened.On(role, had, powers);
    }

    private static string Gained(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        const int most = 3;
        var gained = after.Except(before, StringComparer.Ordinal).ToList();
        return gained.Count == 0 ? "" : "also " + PlainText.Some(gained, most);
    }
}

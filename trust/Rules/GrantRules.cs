namespace XtCmkInfra.Trust;

/// <summary>What a change does to those who may use keys, and for how much.</summary>
internal static class GrantRules
{
    public static readonly Rule Broader = new(
        "grant-broader",
        Severity.High,
        "A grant on keys is broader than Azure Storage needs",
        "Azure Storage reads, wraps and unwraps with one key. Whoever has more can decrypt, sign, change or delete keys, or let others in.",
        "Grant Key Vault Crypto Service Encryption User on the key alone; in access policies get, wrapKey and unwrapKey.")
    {
        Holds = "The vendor's grant permits no more than Azure Storage needs",
        Effect = Effect.Weaker,
    };

    private static readonly Rule GrantRemoved = new(
        "grant-taken",
        Severity.High,
        "The grant on the key is taken away",
        "The vendor's accounts can no longer be read or written within the hour. Nothing is lost: the grant restores them.",
        "If this is not a revocation on purpose, make the grant again.");

    private static readonly Rule OtherRole = new(
        "grant-other-role",
        Severity.High,
        "The grant on the key becomes a role whose rights cannot be determined",
        "If it does not permit to read, wrap and unwrap, the vendor's accounts can no longer be read or written; it may also permit more.",
        "Keep Key Vault Crypto Service Encryption User, or read the role's definition and say in the pull request why it is enough and not too much.");

    private static readonly Rule Unclear = new(
        "grant-unclear",
        Severity.Medium,
        "A grant on keys is made whose rights cannot be determined",
        "The role is none of the built-in ones, or it is not said whether a person or a service gets it.",
        "Read the role's definition, set principalType, and grant Key Vault Crypto Service Encryption User where that is enough.");

    private static readonly Rule New = new(
        "grant-new",
        Severity.Low,
        "A grant on keys is new",
        "Whoever has it can use the key, or look after it.",
        "Nothing to do, if it is for the vendor's service principal, or for the people who look after the keys.");

    private static readonly Rule PersonRemoved = new(
        "grant-person-removed",
        Severity.Low,
        "Somebody can no longer look after the keys",
        "The data is not concerned. Somebody must remain who can rotate and disable the keys.",
        "Make sure that somebody else has the right.");

    /// <summary>How much a grant permits, as far as the keys of this chain are concerned.</summary>
    private enum Breadth
    {
        Nothing,
        Needed,
        Broad,
        Manages,
        Unclear,
    }

    private static readonly Rule Condition = new(
        "grant-condition",
        Severity.High,
        "The condition of a grant on keys changes",
        "Azure reads the condition at every request. Whether the vendor's accounts reach their key, and who else does, cannot be determined.",
        "Leave conditions out of grants on keys: Key Vault Crypto Service Encryption User on the key alone is narrow enough.");

    /// <summary>What somebody who looks at keys may do without touching them.</summary>
    private static readonly string[] Harmless = ["get", "list", "getrotationpolicy"];

    public static IEnumerable<Rule> All => [GrantRemoved, Broader, OtherRole, Unclear, Condition, New, PersonRemoved];

    public static IEnumerable<Finding> Review(ResourceChange change, Grant? before, Grant? after)
    {
        var had = before is null ? Breadth.Nothing : BreadthOf(before);
        var has = after is null ? Breadth.Nothing : BreadthOf(after);
        if (after is null)
        {
            if (before is null || had == Breadth.Nothing)
                return [];
            return before.IsForPeople && change.Kind != ChangeKind.Abandoned
                ? [PersonRemoved.On(change.Resource, Text(before), "nothing")]
                : LifecycleRules.Review(change).Select(finding => finding with { Before = Text(before) });
        }

        var hasOtherHolder = before is not null
            && (before.PrincipalId.To(after.PrincipalId) == Comparison.Different || before.IsForPeople != after.IsForPeople);
        if (before is { Role.IsAbsent: true } && after.Role.IsAbsent && !hasOtherHolder && change.Kind == ChangeKind.Changed)
            return ReviewPolicy(change, before, after);

        var comparer = new PropertyComparer(change.IsFoundInAzure);
        var findings = new List<Finding>();
        if (before is not null && had != Breadth.Nothing)
            findings.AddRange(ReviewFormer(change, before, after, has, hasOtherHolder, comparer));

        // A role that is not known until apply has its finding.
        if (has == Breadth.Nothing || (has == Breadth.Unclear && comparer.Hidden.Count > 0))
            return findings;
        var isWider = before is null ? IsMoreThanKey(after) : IsWider(before, after);
        var isOther = hasOtherHolder || (has != Breadth.Needed && IsOtherRole(before, after));
        if (before is not null && !isOther && before.Condition.To(after.Condition, StringComparison.Ordinal) != Comparison.Same)
            findings.Add(Condition.On(change.Resource, $"condition: {before.Condition}", $"condition: {after.Condition}"));
        if (had == has && !isOther && !isWider)
            return findings;
        if (before is null && !after.Condition.IsAbsent && has == Breadth.Needed)
            return [.. findings, Unclear.On(change.Resource, "nothing", $"{Text(after)}, if {after.Condition}")];
        var rule = had == Breadth.Needed && has == Breadth.Unclear && !before!.IsForPeople
            ? OtherRole
            : Judge(after, isOther ? Breadth.Nothing : had, has, isWider);
        if (rule is not null)
            findings.Add(rule.On(change.Resource, before is null ? "nothing" : Text(before), Text(after)));
        return findings;
    }

    /// <summary>An entry of a vault's access policies: what it permits with keys, before and after.</summary>
    public static IEnumerable<Finding> ReviewPolicy(ResourceChange change, Grant? before, Grant? after)
    {
        var had = before?.Permissions ?? Values.Absent;
        var has = after?.Permissions ?? Values.Absent;
        if (had.To(has) == Comparison.Same)
            yield break;
        if (had.To(has) == Comparison.Undetermined)
        {
            yield return PropertyComparer.Undetermined.On(change.Resource, $"keys: {had}", $"keys: {has}");
            yield break;
        }

        var principal = (after ?? before)!.PrincipalId;
        var (old, now) = ($"{principal}: {had}", $"{principal}: {has}");
        if (before?.Rights.Suffice() == true && after?.Rights.Suffice() != true)
            yield return GrantRemoved.On(change.Resource, old, now);
        if (had.Items.Count > 0 && after is not null && AddsPower(had, has))
            yield return Broader.On(change.Resource, old, now);
        else if (had.Items.Count == 0 && has.Items.Count > 0 && Judge(after!, Breadth.Nothing, BreadthOf(after!), isWider: false) is { } rule)
            yield return rule.On(change.Resource, "nothing", now);
    }

    /// <summary>Whether a permission is added with which more can be done than Azure Storage needs.</summary>
    private static bool AddsPower(Values had, Values has) => !had.Items.Any(item => item.Is("all")) && has.Items.Any(item =>
        item.Text is { } permission && had.Has(permission) != Comparison.Same
        && !KeyPermissionNames.Needed.Concat(Harmless).Contains(permission, StringComparer.OrdinalIgnoreCase));

    /// <summary>What becomes of the grant that was there before.</summary>
    private static IEnumerable<Finding> ReviewFormer(
        ResourceChange change, Grant before, Grant after, Breadth has, bool hasOtherHolder, PropertyComparer comparer)
    {
        if (change.Kind == ChangeKind.Replaced)
        {
            return before.IsForPeople && after.IsForPeople
                ? [New.On(change.Resource, Text(before), Text(after))]
                : LifecycleRules.Review(change).Select(finding => finding with { Before = Text(before), After = $"{finding.After}: {Text(after)}" });
        }

        var removed = before.IsForPeople ? PersonRemoved : GrantRemoved;
        if (has == Breadth.Nothing)
            return [removed.On(change.Resource, Text(before), Text(after))];
        comparer.Compare("roleDefinitionId", before.Role, after.Role);
        comparer.Compare("principalId", before.PrincipalId, after.PrincipalId);
        comparer.Compare("scope", before.Scope, after.Scope);
        var isElsewhere = hasOtherHolder || (before.Scope.To(after.Scope) == Comparison.Different && !IsWider(before, after));
        return isElsewhere
            ? [.. comparer.Findings(change.Resource), removed.On(change.Resource, Text(before), Text(after))]
            : comparer.Findings(change.Resource);
    }

    private static string Text(Grant grant)
    {
        var holder = grant.PrincipalId.Knowledge == Knowledge.Unknown ? "a principal known after apply" : grant.PrincipalId.ToString();
        return $"{grant.RoleText} for {holder}" + (grant.Scope.IsAbsent ? "" : $" on {Place(grant.Scope)}");
    }

    /// <summary>A scope as short as it is clear: the names of vaults are unique in a cloud.</summary>
    private static string Place(Value scope)
    {
        if (scope.Text is not { } id)
            return scope.Knowledge == Knowledge.Unknown ? "a scope known after apply" : scope.ToString();
        var parts = id.Trim('/').Split('/');
        return (parts.Length, parts.ElementAtOrDefault(6)?.ToLowerInvariant(), parts.ElementAtOrDefault(8)?.ToLowerInvariant()) switch
        {
            (10, "vaults", "keys") => $"the key {parts[9]} of the vault {parts[7]}",
            (8, "vaults", _) => $"the vault {parts[7]}",
            (4, _, _) => $"the resource group {parts[3]} of the subscription {parts[1]}",
            (2, _, _) => $"the subscription {parts[1]}",
            _ => id,
        };
    }

    private static Breadth BreadthOf(Grant grant)
    {
        var rights = grant.Rights;
        if (rights.HasFlag(KeyRights.Unclear))
            return grant.IsOnKeys || grant.IsForInstalled ? Breadth.Unclear : Breadth.Nothing;
        // Owners of a subscription or group are no part of the chain; owners of a vault are, and so is the vendor's application.
        if (rights == KeyRights.Manage)
            return grant.Role.IsAbsent || grant.IsOnKeys || grant.IsForInstalled ? Breadth.Manages : Breadth.Nothing;
        return rights == KeyRights.None ? Breadth.Nothing : rights.AreBroad() ? Breadth.Broad : Breadth.Needed;
    }

    private static Rule? Judge(Grant after, Breadth had, Breadth has, bool isWider) => has switch
    {
        _ when after.IsForPeople => had == Breadth.Nothing ? New : null,
        Breadth.Needed => isWider ? Broader : had == Breadth.Nothing ? New : null,
        // An access policy never says whether a person has it, and most of those that permit more are for people.
        Breadth.Broad when after.Role.IsAbsent && after.PrincipalType.IsAbsent => New,
        Breadth.Broad or Breadth.Manages => after.PrincipalType.IsAbsent ? Unclear : Broader,
        _ => Unclear,
    };

    /// <summary>Whether a role reaches every key of a vault, of a group or of a subscription.</summary>
    private static bool IsMoreThanKey(Grant grant) => !grant.Role.IsAbsent && grant.Reach is GrantScope.Vault or GrantScope.Wider;

    private static bool IsOtherRole(Grant? before, Grant after) =>
        before?.Role.Text is { } old && after.Role.Text is { } now
        && (Roles.Of(old) is { } known ? known != Roles.Of(now) : !after.Role.Is(old));

    /// <summary>Whether the new scope holds the old one: from the key to its vault, or to a group or subscription.</summary>
    private static bool IsWider(Grant? before, Grant after) =>
        before?.Scope.Text is { } old && after.Scope.Text is { } now && now.Length < old.Length
        && old.StartsWith(now.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);
}

using static XtCmkInfra.Trust.GrantRule;

namespace XtCmkInfra.Trust;

/// <summary>What a change does to those who may use keys, and for how much.</summary>
internal static class GrantRules
{
    /// <summary>How much a grant permits, as far as the keys of this chain are concerned.</summary>
    private enum Breadth
    {
        Nothing,
        Needed,
        Broad,
        Manages,
        Unclear,
    }

    /// <summary>What somebody who looks at keys may do without touching them.</summary>
    private static readonly string[] Harmless = ["get", "list", "getrotationpolicy"];

    public static IEnumerable<Finding> Review(ResourceChange change, Grant? before, Grant? after) =>
        [.. ReviewOtherThings(change, before, after), .. ReviewRights(change, before, after)];

    /// <summary>An entry of a vault's access policies, before and after.</summary>
    public static IEnumerable<Finding> ReviewPolicy(ResourceChange change, Grant? before, Grant? after) =>
        [.. ReviewOtherThings(change, before, after), .. ReviewPermissions(change, before, after)];

    /// <summary>What the vendor's application reaches besides keys: one role on one key is what is expected.</summary>
    private static IEnumerable<Finding> ReviewOtherThings(ResourceChange change, Grant? before, Grant? after)
    {
        if (after is not { IsForInstalled: true })
            yield break;
        if (after.OtherPermissions.Items.Any(item => before?.OtherPermissions.Has(item.Text ?? "") != Comparison.Same))
            yield return Wider.On(change.Resource, $"{before?.OtherPermissions ?? Values.Absent}",
                $"{after.PrincipalId}: {after.OtherPermissions}");
        else if (ReachesOtherThings(after) && (before is null || !ReachesOtherThings(before)))
            yield return Wider.On(change.Resource, before is null ? "nothing" : Text(before), Text(after));
    }

    private static IEnumerable<Finding> ReviewRights(ResourceChange change, Grant? before, Grant? after)
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
            && (before.PrincipalId.To(after.PrincipalId) == Comparison.Different || before.IsForPeople != after.IsForPeople
                || (before is { Role.IsAbsent: true, Tenant.IsAbsent: false } && before.Tenant.To(after.Tenant) == Comparison.Different));
        var isElsewhere = before is not null && before.Scope.To(after.Scope) == Comparison.Different;
        if (before is { Role.IsAbsent: true } && after.Role.IsAbsent && !hasOtherHolder && !isElsewhere
            && change.Kind == ChangeKind.Changed)
            return ReviewPermissions(change, before, after);

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

    /// <summary>An entry of access policies: what it permits with keys.</summary>
    private static IEnumerable<Finding> ReviewPermissions(ResourceChange change, Grant? before, Grant? after)
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
            yield return (after?.Rights.Unwraps() == true ? Incomplete : Missing).On(change.Resource, old, now);
        if (had.Items.Count > 0 && after is not null && AddsPower(had, has))
            yield return Broader.On(change.Resource, old, now);
        else if (had.Items.Count == 0
            && has.Items.Count > 0
            && Judge(after!, Breadth.Nothing, BreadthOf(after!), isWider: false) is { } rule)
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
                : LifecycleRules.Review(change)
                    .Select(finding => finding with { Before = Text(before), After = $"{finding.After}: {Text(after)}" });
        }

        var removed = before.IsForPeople ? PersonRemoved : Missing;
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
        Breadth.Needed => isWider ? Wider : had == Breadth.Nothing ? New : null,
        // An access policy never says whether a person has it, and most of those that permit more are for people.
        Breadth.Broad when after.Role.IsAbsent && after.PrincipalType.IsAbsent => New,
        Breadth.Broad or Breadth.Manages => after.PrincipalType.IsAbsent ? Unclear : Broader,
        _ => Unclear,
    };

    /// <summary>
    /// Whether a role that permits nothing with keys lets the vendor's application into the vault, its group or its subscription.
    /// </summary>
    private static bool ReachesOtherThings(Grant grant) => grant is { IsForInstalled: true, Rights: KeyRights.None, Role.IsAbsent: false }
        && grant.Scope.Text?.Trim('/').Split('/') is [_, _] or [_, _, _, _] or [.., "vaults" or "managedHSMs", _];

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

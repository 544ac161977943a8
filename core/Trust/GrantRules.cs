namespace XtCmkInfra.Core.Trust;

/// <summary>Who may use the key, and for how much.</summary>
internal static class GrantRules
{
    private static readonly string[] Needed = ["get", "wrapKey", "unwrapKey"];

    private static readonly Rule Taken = new(
        "grant-taken",
        Severity.High,
        "The right to use the key is taken away",
        "The vendor's accounts can no longer be read or written within the hour. Nothing is lost: giving the right back restores them.",
        "If this is not a revocation on purpose, give the right back.");

    public static readonly Rule Broader = new(
        "grant-broader",
        Severity.High,
        "A broader right on keys is given than Azure Storage needs",
        "Azure Storage reads, wraps and unwraps with one key. Whoever has more can decrypt, sign, change or delete keys, or let others in.",
        "Give Key Vault Crypto Service Encryption User on the key alone; in access policies get, wrapKey and unwrapKey.");

    private static readonly Rule Unclear = new(
        "grant-unclear",
        Severity.Medium,
        "A right on keys is given of which it cannot be told how far it goes",
        "The role is none of the built-in ones, or it is not said whether a person or a service gets it.",
        "Read the role's definition, set principalType, and give Key Vault Crypto Service Encryption User where that is enough.");

    private static readonly Rule New = new(
        "grant-new",
        Severity.Low,
        "A right on keys is new",
        "Whoever has it can use the key, or look after it.",
        "Nothing to do, if it is the vendor's service principal, or the people who look after the keys.");

    private static readonly Rule PersonRemoved = new(
        "grant-person-removed",
        Severity.Low,
        "Somebody can no longer look after the keys",
        "The data is not concerned. Somebody must remain who can rotate and disable the keys.",
        "Make sure that somebody else has the right.");

    public static IEnumerable<Rule> All => [Taken, Broader, Unclear, New, PersonRemoved];

    /// <summary>Whether a grant has anything to do with keys, as far as can be told.</summary>
    public static bool Concerns(GrantLink grant) => ReachOf(grant) != KeyReach.None;

    public static IEnumerable<Finding> Check(LinkChange change, GrantLink? before, GrantLink? after)
    {
        var had = before is null ? KeyReach.None : ReachOf(before);
        var has = after is null ? KeyReach.None : ReachOf(after);
        if (after is null)
        {
            if (before is null || had == KeyReach.None)
                return [];
            return before.IsForPeople && change.Happening != Happening.Left
                ? [PersonRemoved.On(change.Resource, Text(before), "nothing")]
                : ExistenceRules.Check(change);
        }

        var hasOtherHolder = before is not null
            && (before.PrincipalId.To(after.PrincipalId) == Sameness.Different || before.IsForPeople != after.IsForPeople);
        if (before is { Role.IsAbsent: true } && after.Role.IsAbsent && !hasOtherHolder && change.Happening == Happening.Changed)
            return CheckPolicy(change, before, after);

        var findings = new List<Finding>();
        if (change.Happening == Happening.Replaced && had != KeyReach.None)
        {
            findings.AddRange(before!.IsForPeople && after.IsForPeople
                ? [New.On(change.Resource, Text(before), Text(after))]
                : ExistenceRules.Check(change));
        }
        else if (had != KeyReach.None && has == KeyReach.None)
        {
            findings.Add((before!.IsForPeople ? PersonRemoved : Taken).On(change.Resource, Text(before), Text(after)));
        }
        else if (before is not null && had != KeyReach.None)
        {
            var hidden = new NotKnown(change);
            hidden.Compare("roleDefinitionId", before.Role, after.Role);
            hidden.Compare("principalId", before.PrincipalId, after.PrincipalId);
            hidden.Compare("scope", before.Scope, after.Scope);
            findings.AddRange(hidden.Findings);
            if (hasOtherHolder || (before.Scope.To(after.Scope) == Sameness.Different && !IsWider(before, after)))
                findings.Add((before.IsForPeople ? PersonRemoved : Taken).On(change.Resource, Text(before), Text(after)));
        }

        if (has == KeyReach.None || (had == has && !hasOtherHolder && !IsWider(before, after)))
            return findings;
        var rule = Judge(after, hasOtherHolder ? KeyReach.None : had, has, IsWider(before, after));
        if (rule is not null)
            findings.Add(rule.On(change.Resource, before is null ? "nothing" : Text(before), Text(after)));
        return findings;
    }

    /// <summary>An entry of a vault's access policies: what it permits with keys, before and after.</summary>
    public static IEnumerable<Finding> CheckPolicy(LinkChange change, GrantLink? before, GrantLink? after)
    {
        var had = before?.Permissions ?? Values.Absent;
        var has = after?.Permissions ?? Values.Absent;
        if (had.To(has) == Sameness.Same)
            yield break;
        if (had.To(has) == Sameness.CannotTell)
        {
            yield return NotKnown.Rule.On(change.Resource, $"keys: {had}", $"keys: {has}");
            yield break;
        }

        var principal = (after ?? before)!.PrincipalId;
        var (old, now) = ($"{principal}: {had}", $"{principal}: {has}");
        if (CanUse(had) && !CanUse(has))
            yield return Taken.On(change.Resource, old, now);
        if (had.Items.Count > 0 && IsMore(has) && !IsMore(had))
            yield return Broader.On(change.Resource, old, now);
        else if (had.Items.Count == 0 && has.Items.Count > 0 && Judge(after!, KeyReach.None, ReachOf(after!), isWider: false) is { } rule)
            yield return rule.On(change.Resource, "nothing", now);
    }

    public static string Text(GrantLink grant)
    {
        var right = grant.Role.IsAbsent ? $"keys: {grant.Permissions}" : (grant.Role.Text is { } id ? Roles.Of(id)?.Name : null) ?? $"role {grant.Role}";
        return $"{right} for {grant.PrincipalId}" + (grant.Scope.IsAbsent ? "" : $" on {grant.Scope}");
    }

    private static KeyReach ReachOf(GrantLink grant)
    {
        if (grant.Role.IsAbsent)
            return grant.Permissions.Items.Count == 0 ? KeyReach.None : IsMore(grant.Permissions) ? KeyReach.More : KeyReach.Use;
        if (grant.Role.Text is not { } definition)
            return IsOnKeys(grant) ? KeyReach.Unclear : KeyReach.None;
        var reach = Roles.Of(definition)?.Reach ?? (IsOnKeys(grant) ? KeyReach.Unclear : KeyReach.None);
        // Owners of a subscription or group are none of our business; owners of a vault are.
        return reach == KeyReach.Manage && !IsOnKeys(grant) ? KeyReach.None : reach;
    }

    private static Rule? Judge(GrantLink after, KeyReach had, KeyReach has, bool isWider) => has switch
    {
        _ when after.IsForPeople => had == KeyReach.None ? New : null,
        KeyReach.Use => isWider ? Broader : had == KeyReach.None ? New : null,
        // An access policy never says whether a person has it, and most of those that permit more are for people.
        KeyReach.More when after.Role.IsAbsent && after.PrincipalType.IsAbsent => New,
        KeyReach.More or KeyReach.Manage => after.PrincipalType.IsAbsent ? Unclear : Broader,
        _ => Unclear,
    };

    private static bool IsOnKeys(GrantLink grant) =>
        grant.Scope.Text?.Contains("/Microsoft.KeyVault/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the new scope holds the old one: from the key to its vault, or to a group or subscription.</summary>
    private static bool IsWider(GrantLink? before, GrantLink after) =>
        before?.Scope.Text is { } old && after.Scope.Text is { } now && now.Length < old.Length
        && old.StartsWith(now.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);

    private static bool CanUse(Values permissions) => permissions.Has("all") == Sameness.Same || Needed.All(need => permissions.Has(need) == Sameness.Same);

    private static bool IsMore(Values permissions) => permissions.Items.Any(item => item.Text is { } text && !Needed.Contains(text, StringComparer.OrdinalIgnoreCase));
}

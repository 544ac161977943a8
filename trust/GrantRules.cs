namespace XtCmkInfra.Trust;

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

    private static readonly Rule OtherRole = new(
        "grant-other-role",
        Severity.High,
        "The right to use the key becomes a role of which it cannot be told how far it goes",
        "Where it does not permit to read, wrap and unwrap, the vendor's accounts can no longer be read or written; it may also permit more than that.",
        "Keep Key Vault Crypto Service Encryption User, or read the role's definition and say in the pull request why it is enough and not too much.");

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

    public static IEnumerable<Rule> All => [Taken, Broader, OtherRole, Unclear, New, PersonRemoved];

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
                : ExistenceRules.Check(change).Select(finding => finding with { Before = Text(before) });
        }

        var hasOtherHolder = before is not null
            && (before.PrincipalId.To(after.PrincipalId) == Sameness.Different || before.IsForPeople != after.IsForPeople);
        if (before is { Role.IsAbsent: true } && after.Role.IsAbsent && !hasOtherHolder && change.Happening == Happening.Changed)
            return CheckPolicy(change, before, after);

        var findings = new List<Finding>();
        var hidden = new NotKnown(change);
        if (change.Happening == Happening.Replaced && had != KeyReach.None)
        {
            findings.AddRange(before!.IsForPeople && after.IsForPeople
                ? [New.On(change.Resource, Text(before), Text(after))]
                : ExistenceRules.Check(change).Select(finding => finding with { Before = Text(before), After = $"{finding.After}: {Text(after)}" }));
        }
        else if (had != KeyReach.None && has == KeyReach.None)
        {
            findings.Add((before!.IsForPeople ? PersonRemoved : Taken).On(change.Resource, Text(before), Text(after)));
        }
        else if (before is not null && had != KeyReach.None)
        {
            hidden.Compare("roleDefinitionId", before.Role, after.Role);
            hidden.Compare("principalId", before.PrincipalId, after.PrincipalId);
            hidden.Compare("scope", before.Scope, after.Scope);
            findings.AddRange(hidden.Findings);
            if (hasOtherHolder || (before.Scope.To(after.Scope) == Sameness.Different && !IsWider(before, after)))
                findings.Add((before.IsForPeople ? PersonRemoved : Taken).On(change.Resource, Text(before), Text(after)));
        }

        // A role that is not known until apply has its finding.
        if (has == KeyReach.None || (has == KeyReach.Unclear && hidden.Findings.Any()))
            return findings;
        var isWider = before is null ? IsMoreThanKey(after) : IsWider(before, after);
        var isOther = hasOtherHolder || (has != KeyReach.Use && IsOtherRole(before, after));
        if (had == has && !isOther && !isWider)
            return findings;
        var rule = had == KeyReach.Use && has == KeyReach.Unclear && !before!.IsForPeople ? OtherRole : Judge(after, isOther ? KeyReach.None : had, has, isWider);
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
        var holder = grant.PrincipalId.Knowledge == Knowledge.Unknown ? "a principal known after apply" : grant.PrincipalId.ToString();
        return $"{right} for {holder}" + (grant.Scope.IsAbsent ? "" : $" on {Place(grant.Scope)}");
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

    private static KeyReach ReachOf(GrantLink grant)
    {
        if (grant.Role.IsAbsent)
            return grant.Permissions.Items.Count == 0 ? KeyReach.None : IsMore(grant.Permissions) ? KeyReach.More : KeyReach.Use;
        if (grant.Role.Text is not { } definition)
            return IsOnKeys(grant) ? KeyReach.Unclear : KeyReach.None;
        var reach = Roles.Of(definition)?.Reach ?? (IsOnKeys(grant) ? KeyReach.Unclear : KeyReach.None);
        // Owners of a subscription or group are none of our business; owners of a vault are, and so is the vendor's application.
        return reach == KeyReach.Manage && !IsOnKeys(grant) && !grant.IsForInstalled ? KeyReach.None : reach;
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

    /// <summary>Whether a right reaches every key of a vault, of a group or of a subscription.</summary>
    private static bool IsMoreThanKey(GrantLink grant) =>
        !grant.Role.IsAbsent && grant.Scope.Text is { } scope && !scope.Contains("/keys/", StringComparison.OrdinalIgnoreCase);

    private static bool IsOtherRole(GrantLink? before, GrantLink after) =>
        before?.Role.Text is { } old && after.Role.Text is { } now && (Roles.Of(old) is { } known ? known != Roles.Of(now) : !after.Role.Is(old));

    /// <summary>Whether the new scope holds the old one: from the key to its vault, or to a group or subscription.</summary>
    private static bool IsWider(GrantLink? before, GrantLink after) =>
        before?.Scope.Text is { } old && after.Scope.Text is { } now && now.Length < old.Length
        && old.StartsWith(now.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);

    private static bool CanUse(Values permissions) => permissions.Has("all") == Sameness.Same || Needed.All(need => permissions.Has(need) == Sameness.Same);

    private static bool IsMore(Values permissions) => permissions.Items.Any(item => item.Text is { } text && !Needed.Contains(text, StringComparer.OrdinalIgnoreCase));
}

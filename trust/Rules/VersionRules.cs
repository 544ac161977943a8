namespace XtCmkInfra.Trust;

/// <summary>The versions of a key: whether they can be used, for how long, and which one an account uses.</summary>
internal static class VersionRules
{
    public static readonly Rule Expired = new(
        "key-expired",
        Severity.High,
        "The key's newest version has expired, or is not valid yet",
        "Azure Storage does not use it. Accounts that have it can stop working.",
        "Create a new version with xtcmk key rotate.")
    {
        Holds = "The key's newest version is valid",
        Effect = Effect.None,
    };

    public static readonly Rule ExpiresSoon = new(
        "key-expires-soon",
        Severity.Medium,
        "The key's newest version expires soon",
        "When it has expired, accounts that use it can stop working.",
        "Create a new version in time with xtcmk key rotate, or by the rotation policy.")
    {
        Holds = "The key's newest version does not expire soon",
    };

    public static readonly Rule DisabledEarly = new(
        "key-version-disabled-early",
        Severity.High,
        "An older version is disabled, and the newest is less than a day old",
        "Azure Storage checks for new versions once a day. Accounts that still use the old version are offline until then.",
        "Enable the older version again until the newest is a day old and every account uses it.")
    {
        Holds = "Older versions stay enabled until the newest is a day old",
        Effect = Effect.None,
    };

    public static readonly Rule VersionBehind = new(
        "account-version-behind",
        Severity.Medium,
        "The account does not use the newest version of its key",
        "Azure Storage uses a new version within a day. Disabling the old version now takes the data offline.",
        "Wait, and keep the old version enabled. If nothing changes, check whether the account can reach the vault.")
    {
        Holds = "The account uses the newest version of its key, or that version is less than a day old",
    };

    public static readonly Rule VersionUnusable = new(
        "account-version-unusable",
        Severity.Critical,
        "The key version that the account uses cannot unwrap",
        "Within the hour, the account can no longer be read or written.",
        "Enable that version again until every account uses a newer one.")
    {
        Holds = "The key version that the account uses can unwrap",
    };

    public static readonly Rule VersionExpires = new(
        "account-version-expires",
        Severity.Medium,
        "The key version that the account uses has expired or expires soon",
        "Azure unwraps with an expired version, but no account can be moved to it.",
        "Create a new version with xtcmk key rotate, and pin the account to it if it does not follow the newest.")
    {
        Holds = "The key version that the account uses does not expire soon",
    };

    public static readonly Rule RotationStopped = new(
        "key-rotation-stopped",
        Severity.Medium,
        "The rotation policy has not created a version that is due",
        "A version stays in use for longer than the policy permits.",
        "Rotate the key with xtcmk key rotate, and find the reason in the vault's logs.")
    {
        Holds = "The rotation policy has created every version that is due",
    };

    public static readonly Rule Unreadable = new(
        "account-unreadable",
        Severity.Critical,
        "The account's blob service cannot use the customer's key",
        "The data cannot be read or written now. Nothing is lost as long as the key exists.",
        "Check the other findings for the cause. If there is none, see the error code.")
    {
        Holds = "The account's blob service can use the customer's key",
    };

    public static IReadOnlyList<Rule> OfKey { get; } =
        [KeyRules.KeyType, KeyRules.Operations, KeyRules.Disabled, Expired, ExpiresSoon, DisabledEarly, .. CustodyRules.All];

    public static IReadOnlyList<Rule> OfAccount { get; } = [VersionUnusable, VersionBehind];

    public static IEnumerable<Rule> All =>
    [
        Unreadable, VersionBehind, VersionUnusable, VersionExpires, Expired, ExpiresSoon, RotationStopped, DisabledEarly,
        .. CustodyRules.All,
    ];

    /// <summary>A policy acts within a day or so; this leaves it some time.</summary>
    private static readonly TimeSpan RotationTakes = TimeSpan.FromDays(3);

    /// <param name="warnDays">An expiry within so many days is reported.</param>
    public static IEnumerable<(Rule Rule, Outcome Outcome)> Check(LiveKey key, int warnDays)
    {
        var now = key.AnsweredAt;
        foreach (var invariant in KeyRules.Invariants.Where(invariant => invariant.Rule != KeyRules.Disabled))
        {
            if (invariant.Check(key.Key) is { } outcome)
                yield return (invariant.Rule, outcome);
        }

        if (key.Newest is not { } newest)
        {
            yield return (KeyRules.Disabled, new Outcome(null, "enabled", "the vault lists no version of the key"));
            yield break;
        }

        // Accounts go on with an older version that is enabled.
        yield return (
            newest.IsEnabled || key.IsDisabled ? KeyRules.Disabled : KeyRules.NewestDisabled,
            new Outcome(newest.IsEnabled, "enabled", newest.IsEnabled ? "enabled" : $"version {newest.Version} is disabled"));
        var isValid = newest.IsValid(now);
        yield return (Expired, new Outcome(isValid, "valid", Validity(newest, now)));
        if (isValid)
        {
            var ends = newest.Expires - now < TimeSpan.FromDays(warnDays);
            yield return (ExpiresSoon, new Outcome(!ends, $"valid for {warnDays} days or more", Validity(newest, now)));
        }

        // With the newest version disabled the key is revoked, or cannot be rotated at all; that has its result.
        if (newest.IsEnabled)
            yield return (DisabledEarly, EarlyOutcome(key, newest, now));
        foreach (var one in CustodyRules.Check(newest, key.IsReleasable))
            yield return one;
    }

    /// <summary>Whether the policy has done what it says; null where it says nothing, or the key is revoked.</summary>
    public static Outcome? CheckRotation(LiveRotation policy, LiveKey? key)
    {
        if (key?.Newest is not { IsEnabled: true } newest)
            return null;
        var due = policy.After is { } after ? after.AddTo(newest.Created)
            : policy.BeforeExpiry is { } before && newest.Expires is { } expires ? before.SubtractFrom(expires)
            : (DateTimeOffset?)null;
        return due is not { } moment
            ? null
            : new Outcome(key.AnsweredAt < moment + RotationTakes, $"a new version by {moment:u}",
                $"newest version made {newest.Created:u}");
    }

    /// <summary>
    /// When the version that an account uses expires: as the vault says, otherwise as Azure Storage remembers it. Null where the newest
    /// version is in use, which has its own result.
    /// </summary>
    public static Outcome? CheckExpiry(StorageAccount account, string? inUse, LiveKey? key, int warnDays, DateTimeOffset now)
    {
        var known = key?.Versions.FirstOrDefault(version => version.Version == inUse);
        if (inUse is null || (key is not null && (known is null || known == key.Newest)))
            return null;
        var at = key?.AnsweredAt ?? now;
        var expires = known is null ? account.VersionExpires : known.Expires;
        return new Outcome(
            !(expires - at < TimeSpan.FromDays(warnDays)),
            $"valid for {warnDays} days or more",
            expires is { } moment ? $"{(moment <= at ? "expired" : "expires")} {moment:u}" : "never expires");
    }

    /// <summary>
    /// Whether an account uses a version of its key that works, and the newest one unless that is less than a day old.
    /// </summary>
    /// <param name="inUse">The version that the account uses; null where it does not say.</param>
    /// <param name="isPinned">Whether it is to stay at its version.</param>
    public static IEnumerable<(Rule Rule, Outcome Outcome)> CheckInUse(string? inUse, bool isPinned, LiveKey key)
    {
        if (inUse is null)
        {
            yield return (VersionUnusable, new Outcome(
                null, "a version of the expected key", "the account does not say which version of the expected key it uses"));
            yield break;
        }

        var now = key.AnsweredAt;
        var version = key.Versions.FirstOrDefault(version => version.Version == inUse);
        // An expired version goes on unwrapping. Source: Microsoft, "Customer-managed keys for Azure Storage encryption".
        // The vault lists the versions without their operations; those of the newest one are known.
        var unwraps = version != key.Newest
            || key.Key.Operations.Items.Count == 0
            || key.Key.Operations.Has("unwrapKey") != Comparison.Different;
        var isUsable = version is { IsEnabled: true } && unwraps;
        yield return (VersionUnusable, new Outcome(
            isUsable,
            "enabled, and unwraps",
            version is null
                ? $"{inUse} does not exist"
                : $"{inUse}: {(!version.IsEnabled ? "disabled" : unwraps ? "enabled" : "does not permit unwrapKey")}"));
        // One that cannot be used has its result; that it is also an old one matters no more.
        if (isUsable && key.NewestUsable is { } newest && !isPinned)
        {
            // One that has expired since may be newer than any that could be taken into use.
            var isNewest = inUse == newest.Version || (!version!.IsValid(now) && version.Created >= newest.Created);
            var expected = newest.Created + StorageKeys.LooksForNewVersionEvery;
            var isPending = !isNewest && now < expected;
            yield return (VersionBehind, new Outcome(
                isNewest || isPending,
                $"{(isNewest ? inUse : newest.Version)} (newest)",
                isPending ? $"not yet: version {inUse}, newest {newest.Version}, expected by {expected:u}" : inUse)
            {
                IsPending = isPending,
            });
        }
    }

    private static Outcome EarlyOutcome(LiveKey key, KeyVersion newest, DateTimeOffset now)
    {
        const string expected = "older versions stay enabled for a day";
        var isFresh = now - newest.Created < StorageKeys.LooksForNewVersionEvery;
        // Accounts use the version before it; others count only where they were disabled since, and not long ago.
        var before = key.Versions.Where(version => version != newest)
            .OrderByDescending(version => version.Created).ThenByDescending(version => version.IsEnabled).FirstOrDefault();
        var early = isFresh
            ? key.Versions.Where(version => version != newest
                && !version.IsEnabled
                && (version == before || !(version.Updated < newest.Created))).ToList()
            : [];
        var made = $"newest version made {newest.Created:u}";
        return new Outcome(
            early.Count == 0, expected,
            early.Count == 0 ? made : $"{made}, {string.Join(", ", early.Select(version => version.Version))} disabled");
    }

    private static string Validity(KeyVersion version, DateTimeOffset now) => version switch
    {
        { NotBefore: { } start } when start > now => $"valid from {start:u}",
        { Expires: { } expires } => $"{(expires <= now ? "expired" : "expires")} {expires:u}",
        _ => "never expires",
    };
}

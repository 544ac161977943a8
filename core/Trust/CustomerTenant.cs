namespace XtCmkInfra.Core.Trust;

/// <summary>What must be true of the links in the customer's tenant.</summary>
public static class CustomerTenant
{
    private static readonly string[] Operations = ["wrapKey", "unwrapKey"];
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly Rule[] OfPrincipal = [ExistenceRules.Gone(LinkKind.ServicePrincipal), EntraRules.PrincipalDisabled, LiveRules.PrincipalOther];
    private static readonly Rule[] OfAgreement = [LiveRules.HandoffKey, LiveRules.HandoffApplication];
    private static readonly Rule[] OfVault = [ExistenceRules.Gone(LinkKind.Vault), VaultRules.SoftDelete, VaultRules.PurgeProtection, VaultRules.TrustedServices, VaultRules.Tenant];
    private static readonly Rule[] OfGrant = [LiveRules.GrantMissing, GrantRules.Broader, LiveRules.GrantWider, LiveRules.Others];
    private static readonly Rule[] OfRevocation = [LiveRules.NotRevoked, LiveRules.Others];
    private static readonly Rule[] OfVersionInUse = [LiveRules.VersionUnusable, LiveRules.VersionBehind];

    private static readonly Rule[] OfKey =
    [
        ExistenceRules.Gone(LinkKind.Key), LiveRules.KeyType, KeyRules.Operations, KeyRules.Disabled, LiveRules.Expired, LiveRules.ExpiresSoon,
        LiveRules.DisabledEarly,
    ];

    public static IEnumerable<Statement> OfTheServicePrincipal(CustomerPromise promise, Seen<LiveServicePrincipal> seen)
    {
        var name = new ResourceName($"service principal of {promise.Application}", promise.Handoff.ServicePrincipalObjectId.Value, LinkKind.ServicePrincipal);
        return seen.State(name, OfPrincipal, Check, ExistenceRules.Gone(LinkKind.ServicePrincipal));

        IEnumerable<Statement> Check(LiveServicePrincipal principal)
        {
            var evidence = new Evidence(name, seen.At);
            yield return evidence.That(principal.IsEnabled, EntraRules.PrincipalDisabled, "enabled", principal.IsEnabled ? "enabled" : "disabled");
            yield return evidence.That(
                principal.Id == promise.Handoff.ServicePrincipalObjectId, LiveRules.PrincipalOther, promise.Handoff.ServicePrincipalObjectId.Value, principal.Id.Value);
        }
    }

    public static IEnumerable<Statement> OfTheVault(CustomerPromise promise, Seen<VaultLink> seen)
    {
        var name = new ResourceName(promise.Handoff.KeyUri.VaultName, promise.VaultId ?? promise.Handoff.KeyUri.VaultUri, LinkKind.Vault);
        return seen.State(name, promise.IsRbac is null ? OfVault : [.. OfVault, VaultRules.AccessModel], Check, ExistenceRules.Gone(LinkKind.Vault));

        IEnumerable<Statement> Check(VaultLink vault)
        {
            var evidence = new Evidence(name, seen.At);
            yield return evidence.That(vault.SoftDelete.Or("true").Is("true"), VaultRules.SoftDelete, "on", vault.SoftDelete.Or("true").Is("true") ? "on" : "off");
            yield return evidence.That(vault.PurgeProtection.Is("true"), VaultRules.PurgeProtection, "on", vault.PurgeProtection.Is("true") ? "on" : "off");
            const string letIn = "trusted services are let in";
            yield return vault.TrustedServices.Knowledge == Knowledge.Unknown
                ? evidence.CouldNotTell(VaultRules.TrustedServices, letIn, "the vault is in a network security perimeter, whose rules decide")
                : evidence.That(vault.TrustedServices.Is("true"), VaultRules.TrustedServices, letIn, vault.TrustedServices.Is("true") ? "let in" : "shut out");
            yield return evidence.That(
                vault.TenantId.Is(promise.Handoff.TenantId.Value), VaultRules.Tenant, promise.Handoff.TenantId.Value, vault.TenantId.ToString());
            if (promise.IsRbac is { } isRbac)
                yield return evidence.That(vault.Rbac.Is("true") == isRbac, VaultRules.AccessModel, Model(isRbac), Model(vault.Rbac.Is("true")));
        }
    }

    /// <summary>Who can use the key: the vendor's service principal, and nobody else but those who look after it.</summary>
    /// <param name="keyScope">The scope of the right that is narrow enough: the key's ARM id, or its path in a managed HSM.</param>
    public static IEnumerable<Statement> OfTheGrant(CustomerPromise promise, string keyScope, Seen<IReadOnlyList<LiveGrant>> seen)
    {
        var principal = promise.Handoff.ServicePrincipalObjectId.Value;
        var name = new ResourceName($"right of {principal} on the key", keyScope, LinkKind.Grant);
        return seen.State(name, promise.IsGranted ? OfGrant : OfRevocation, Check);

        IEnumerable<Statement> Check(IReadOnlyList<LiveGrant> grants)
        {
            var evidence = new Evidence(name, seen.At);
            var its = grants.Where(grant => Same(grant.PrincipalId, principal)).ToList();
            var sufficient = its.Where(grant => grant.Suffices).ToList();
            var others = grants.Where(grant => grant.Unwraps && !Same(grant.PrincipalId, principal) && !promise.Expects(grant.PrincipalId)).ToList();
            yield return evidence.That(others.Count == 0, LiveRules.Others, "nobody but the vendor and the crypto officers", others.Count == 0 ? "nobody" : Text(others));
            if (!promise.IsGranted)
            {
                // Whoever may give rights on the key can take them back for itself.
                var left = its.Where(grant => grant.Unwraps || !grant.IsNarrow).ToList();
                yield return evidence.That(left.Count == 0, LiveRules.NotRevoked, "revoked", left.Count == 0 ? "revoked" : Text(left));
                yield break;
            }

            yield return evidence.That(sufficient.Count > 0, LiveRules.GrantMissing, "may get, wrap and unwrap", sufficient.Count > 0 ? Text(sufficient) : its.Count > 0 ? Text(its) : "no right");
            var broad = its.Where(grant => !grant.IsNarrow).ToList();
            yield return evidence.That(broad.Count == 0, GrantRules.Broader, "no more than get, wrap and unwrap", broad.Count == 0 ? "no more" : Text(broad));
            // A role that is too much is told already, wherever it was given.
            var wide = its.Where(grant => grant.Suffices && grant.IsNarrow && !Same(grant.Scope, keyScope)).ToList();
            yield return evidence.That(wide.Count == 0, LiveRules.GrantWider, "on the key alone", wide.Count == 0 ? "on the key alone" : Text(wide));
        }
    }

    /// <param name="warnDays">So many days before its end an expiry is told.</param>
    public static IEnumerable<Statement> OfTheKey(CustomerPromise promise, Seen<LiveKey> seen, int warnDays)
    {
        var name = KeyName(promise);
        return seen.State(name, OfKey, Check, ExistenceRules.Gone(LinkKind.Key));

        IEnumerable<Statement> Check(LiveKey key)
        {
            var (evidence, now) = (new Evidence(name, seen.At), key.AnsweredAt);
            foreach (var statement in OfTheSort(evidence, key))
                yield return statement;
            if (key.Newest is not { } newest)
            {
                yield return evidence.CouldNotTell(KeyRules.Disabled, "enabled", "the vault lists no version of the key");
                yield break;
            }

            yield return evidence.That(newest.IsEnabled, KeyRules.Disabled, "enabled", newest.IsEnabled ? "enabled" : $"version {newest.Version} is disabled");
            var isValid = newest.IsValid(now);
            yield return evidence.That(isValid, LiveRules.Expired, "valid", Validity(newest, now));
            if (isValid)
                yield return evidence.That(!(newest.Expires - now < TimeSpan.FromDays(warnDays)), LiveRules.ExpiresSoon, $"valid for {warnDays} days or more", Validity(newest, now));
            // With the newest version disabled the key is revoked, or cannot be rotated at all; that has been told.
            if (!newest.IsEnabled)
                yield break;
            var early = now - newest.Created < Day ? key.Versions.Where(version => version != newest && !version.IsEnabled).ToList() : [];
            yield return evidence.That(
                early.Count == 0,
                LiveRules.DisabledEarly,
                "older versions stay enabled for a day",
                early.Count == 0 ? $"newest version made {newest.Created:u}" : $"newest version made {newest.Created:u}, {string.Join(", ", early.Select(version => version.Version))} disabled");
        }
    }

    private static IEnumerable<Statement> OfTheSort(Evidence evidence, LiveKey key)
    {
        const string sort = "RSA or RSA-HSM of 2048, 3072 or 4096 bits";
        const string hidden = "the vault does not show a key that is disabled";
        var wanted = string.Join(", ", Operations);
        return key.KeyType is null ? [evidence.CouldNotTell(LiveRules.KeyType, sort, hidden), evidence.CouldNotTell(KeyRules.Operations, wanted, hidden)] :
        [
            evidence.That(key is { KeyType: "RSA" or "RSA-HSM", Bits: 2048 or 3072 or 4096 }, LiveRules.KeyType, sort, $"{key.KeyType} {key.Bits}"),
            evidence.That(Operations.All(needed => key.Operations.Contains(needed, StringComparer.OrdinalIgnoreCase)), KeyRules.Operations, wanted, string.Join(", ", key.Operations)),
        ];
    }

    public static IEnumerable<Statement> OfTheRotation(CustomerPromise promise, Seen<LiveRotation> seen)
    {
        var name = KeyName(promise);
        return seen.State(name, [LiveRules.NoRotation], policy =>
            [new Evidence(name, seen.At).That(policy.Rotates is not null, LiveRules.NoRotation, "a rotation policy", policy.Rotates ?? "none")]);
    }

    /// <summary>
    /// Whether an account uses a version of its key that works, and the newest one unless that is less than a day old. Nothing where the
    /// account or the key is gone, the key is disabled as a whole, or the account has another key: that has been told, and is why.
    /// </summary>
    public static IEnumerable<Statement> OfTheVersionInUse(AccountPromise promise, Seen<LiveAccount> account, Seen<LiveKey> key)
    {
        var name = new ResourceName(promise.AccountName, promise.AccountId, LinkKind.StorageAccount);
        if (account.IsGone || key.IsGone || key.Value is { IsDisabled: true })
            return [];
        return account.State(name, OfVersionInUse, live => UsesAnotherKey(live, promise) ? [] : key.State(name, OfVersionInUse, known => Check(live, known)));

        IEnumerable<Statement> Check(LiveAccount live, LiveKey known)
        {
            var (evidence, now) = (new Evidence(name, account.At), known.AnsweredAt);
            if (live.VersionInUse is not { Version: { } inUse } uri || promise.Key is not { } promised || !uri.IsSameKeyAs(promised))
            {
                yield return evidence.CouldNotTell(LiveRules.VersionUnusable, "a version of the promised key", "the account does not say which version of the promised key it uses");
                yield break;
            }

            var version = known.Versions.FirstOrDefault(version => version.Version == inUse);
            var isUsable = version is { IsEnabled: true } && !(version.Expires <= now);
            yield return evidence.That(isUsable, LiveRules.VersionUnusable, "enabled and valid", version is null ? $"{inUse} is not there" : $"{inUse}: {State(version, now)}");
            // One that cannot be used is told as such; that it is also an old one matters no more.
            if (isUsable && known.NewestUsable is { } newest && promise.PinnedVersion is null)
                yield return evidence.That(inUse == newest.Version || now - newest.Created < Day, LiveRules.VersionBehind, $"{newest.Version} (newest)", inUse);
        }
    }

    /// <summary>Whether the account's key and application are those of the customer's stack, where that was read too.</summary>
    /// <param name="customers">The promises of the stacks of the account's customer; empty where none was given.</param>
    public static IEnumerable<Statement> OfTheAgreement(AccountPromise account, IReadOnlyList<CustomerPromise> customers, DateTimeOffset at)
    {
        var name = new ResourceName(account.AccountName, account.AccountId, LinkKind.StorageAccount);
        if (account.Key is not { } key)
            return [];
        if (customers.Count == 0)
            return Seen.NotAsked<CustomerPromise>().State(name, OfAgreement, _ => []);
        var evidence = new Evidence(name, at);
        var named = string.Join(", ", customers.Select(customer => customer.Handoff.KeyUri.ToString()).Order(StringComparer.Ordinal));
        if (customers.FirstOrDefault(customer => customer.Handoff.KeyUri.IsSameKeyAs(key)) is not { } its)
            return [evidence.That(false, LiveRules.HandoffKey, $"{named} (customer's stack)", $"{key.WithoutVersion} (vendor's stack)")];
        return
        [
            evidence.That(true, LiveRules.HandoffKey, its.Handoff.KeyUri.ToString(), key.WithoutVersion.ToString()),
            evidence.That(
                its.LetsIn(account.Application), LiveRules.HandoffApplication, $"{its.Application} (customer's stack)", $"{account.Application} (vendor's stack)"),
        ];
    }

    private static bool UsesAnotherKey(LiveAccount live, AccountPromise promise) => live.Link.UsesCustomerKey != Sameness.Same
        || (promise.Key is { } key && !(live.Link.VaultUri.Is(key.VaultUri) && live.Link.KeyName.Is(key.KeyName)));

    private static string Model(bool isRbac) => isRbac ? "Azure RBAC" : "access policies";

    private static ResourceName KeyName(CustomerPromise promise) => new(promise.Handoff.KeyUri.ToString(), promise.KeyId ?? promise.Handoff.KeyUri.ToString(), LinkKind.Key);

    private static string State(KeyVersion version, DateTimeOffset now) => !version.IsEnabled ? "disabled" : version.Expires <= now ? "expired" : "enabled";

    private static string Validity(KeyVersion version, DateTimeOffset now) => version switch
    {
        { NotBefore: { } start } when start > now => $"valid from {start:u}",
        { Expires: { } expires } => $"{(expires <= now ? "expired" : "expires")} {expires:u}",
        _ => "never expires",
    };

    private static string Text(IEnumerable<LiveGrant> grants) =>
        string.Join("; ", grants.Select(grant => $"{grant.PrincipalType} {grant.PrincipalId}: {grant.RoleName} on {grant.Scope}").Order(StringComparer.Ordinal));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

namespace XtCmkInfra.Core.Trust;

/// <summary>What the customer's stack promises.</summary>
/// <param name="VaultId">The ARM resource id; null for a managed HSM.</param>
/// <param name="KeyId">The ARM resource id of the key; null for a managed HSM.</param>
/// <param name="IsGranted">Whether the vendor may use the key, or access is revoked.</param>
/// <param name="Officers">Who may look after the key, and so unwrap with it, by object id.</param>
public sealed record CustomerPromise(
    CustomerHandoff Handoff, ApplicationId Application, string? VaultId, string? KeyId, bool IsGranted, IReadOnlyList<string> Officers);

/// <summary>What must be true of the links in the customer's tenant.</summary>
public static class CustomerTenant
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly Rule[] OfPrincipal = [ExistenceRules.Gone(LinkKind.ServicePrincipal), EntraRules.PrincipalDisabled, LiveRules.PrincipalOther];
    private static readonly Rule[] OfVault = [ExistenceRules.Gone(LinkKind.Vault), VaultRules.SoftDelete, VaultRules.PurgeProtection, VaultRules.TrustedServices];
    private static readonly Rule[] OfGrant = [LiveRules.GrantMissing, GrantRules.Broader, LiveRules.GrantWider, LiveRules.Others];

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
        return seen.State(name, OfVault, Check, ExistenceRules.Gone(LinkKind.Vault));

        IEnumerable<Statement> Check(VaultLink vault)
        {
            var evidence = new Evidence(name, seen.At);
            yield return evidence.That(vault.SoftDelete.Or("true").Is("true"), VaultRules.SoftDelete, "on", vault.SoftDelete.Or("true").ToString());
            yield return evidence.That(vault.PurgeProtection.Is("true"), VaultRules.PurgeProtection, "on", vault.PurgeProtection.Or("off").ToString());
            yield return evidence.That(vault.TrustedServices.Is("true"), VaultRules.TrustedServices, "trusted services are let in", vault.TrustedServices.Is("true") ? "let in" : "shut out");
        }
    }

    /// <summary>Who can use the key: the vendor's service principal, and nobody else but those who look after it.</summary>
    /// <param name="keyScope">The scope of the right that is narrow enough: the key's ARM id, or its path in a managed HSM.</param>
    public static IEnumerable<Statement> OfTheGrant(CustomerPromise promise, string keyScope, Seen<IReadOnlyList<LiveGrant>> seen)
    {
        var principal = promise.Handoff.ServicePrincipalObjectId.Value;
        var name = new ResourceName($"right of {principal} on the key", keyScope, LinkKind.Grant);
        return seen.State(name, OfGrant, Check);

        IEnumerable<Statement> Check(IReadOnlyList<LiveGrant> grants)
        {
            var evidence = new Evidence(name, seen.At);
            var its = grants.Where(grant => grant.Suffices && Same(grant.PrincipalId, principal)).ToList();
            var others = grants.Where(grant => grant.Unwraps && !Same(grant.PrincipalId, principal) && !promise.Officers.Contains(grant.PrincipalId, StringComparer.OrdinalIgnoreCase)).ToList();
            yield return evidence.That(others.Count == 0, LiveRules.Others, "nobody but the vendor and the crypto officers", others.Count == 0 ? "nobody" : Text(others));
            if (!promise.IsGranted)
            {
                its = [.. grants.Where(grant => grant.Unwraps && Same(grant.PrincipalId, principal))];
                yield return evidence.That(its.Count == 0, LiveRules.NotRevoked, "revoked", its.Count == 0 ? "revoked" : Text(its));
                yield break;
            }

            yield return evidence.That(its.Count > 0, LiveRules.GrantMissing, "may unwrap with the key", its.Count == 0 ? "no right" : Text(its));
            if (its.Count == 0)
                yield break;
            var broad = its.Where(grant => !grant.IsNarrow).ToList();
            yield return evidence.That(broad.Count == 0, GrantRules.Broader, "no more than get, wrap and unwrap", broad.Count == 0 ? Text(its) : Text(broad));
            var wide = its.Where(grant => !Same(grant.Scope, keyScope)).ToList();
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
            var type = $"{key.KeyType} {key.Bits}";
            yield return evidence.That(
                key is { KeyType: "RSA" or "RSA-HSM", Bits: 2048 or 3072 or 4096 }, LiveRules.KeyType, "RSA or RSA-HSM of 2048, 3072 or 4096 bits", type);
            yield return evidence.That(
                key.Operations.Contains("wrapKey") && key.Operations.Contains("unwrapKey"), KeyRules.Operations, "wrapKey, unwrapKey", string.Join(", ", key.Operations));
            if (key.Newest is not { } newest)
            {
                yield return evidence.CouldNotTell(KeyRules.Disabled, "enabled", "the vault lists no version of the key");
                yield break;
            }

            yield return evidence.That(newest.IsEnabled, KeyRules.Disabled, "enabled", newest.IsEnabled ? "enabled" : $"version {newest.Version} is disabled");
            var isValid = !(newest.Expires <= now) && !(newest.NotBefore > now);
            yield return evidence.That(isValid, LiveRules.Expired, "valid", Validity(newest));
            if (isValid)
                yield return evidence.That(!(newest.Expires - now < TimeSpan.FromDays(warnDays)), LiveRules.ExpiresSoon, $"valid for {warnDays} days or more", Validity(newest));
            var early = now - newest.Created < Day ? key.Versions.Where(version => version != newest && !version.IsEnabled).ToList() : [];
            yield return evidence.That(
                early.Count == 0,
                LiveRules.DisabledEarly,
                "older versions stay enabled for a day",
                early.Count == 0 ? $"newest version made {newest.Created:u}" : $"newest version made {newest.Created:u}, {string.Join(", ", early.Select(version => version.Version))} disabled");
        }
    }

    public static IEnumerable<Statement> OfTheRotation(CustomerPromise promise, Seen<LiveRotation> seen)
    {
        var name = KeyName(promise);
        return seen.State(name, [LiveRules.NoRotation], policy =>
            [new Evidence(name, seen.At).That(policy.Rotates is not null, LiveRules.NoRotation, "a rotation policy", policy.Rotates ?? "none")]);
    }

    /// <summary>Whether an account uses a version of its key that works, and the newest one unless that is less than a day old.</summary>
    public static IEnumerable<Statement> OfTheVersionInUse(AccountPromise promise, Seen<LiveAccount> account, Seen<LiveKey> key)
    {
        var name = new ResourceName(promise.AccountName, promise.AccountId, LinkKind.StorageAccount);
        return account.State(name, [LiveRules.VersionUnusable, LiveRules.VersionBehind], live =>
            live.Link.UsesCustomerKey != Sameness.Same ? [] : key.State(name, [LiveRules.VersionUnusable, LiveRules.VersionBehind], known => Check(live, known)));

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
            if (known.NewestEnabled is { } newest && promise.PinnedVersion is null)
                yield return evidence.That(inUse == newest.Version || now - newest.Created < Day, LiveRules.VersionBehind, $"{newest.Version} (newest)", inUse);
        }
    }

    private static ResourceName KeyName(CustomerPromise promise) => new(promise.Handoff.KeyUri.ToString(), promise.KeyId ?? promise.Handoff.KeyUri.ToString(), LinkKind.Key);

    private static string State(KeyVersion version, DateTimeOffset now) => !version.IsEnabled ? "disabled" : version.Expires <= now ? "expired" : "enabled";

    private static string Validity(KeyVersion version) =>
        version.Expires is { } expires ? $"expires {expires:u}" : version.NotBefore is { } start ? $"valid from {start:u}" : "never expires";

    private static string Text(IEnumerable<LiveGrant> grants) =>
        string.Join("; ", grants.Select(grant => $"{grant.PrincipalType} {grant.PrincipalId}: {grant.RoleName} on {grant.Scope}").Order(StringComparer.Ordinal));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

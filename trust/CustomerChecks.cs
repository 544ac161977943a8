namespace XtCmkInfra.Trust;

/// <summary>The results for the resources in a customer's tenant, against what the customer's stack promises.</summary>
public static class CustomerChecks
{
    public static IEnumerable<CheckResult> CheckServicePrincipal(CustomerPromise promise, ReadResult<ServicePrincipal> read)
    {
        var expected = new ServicePrincipal(Value.Of(promise.Application.Value), Value.Of(promise.Handoff.ServicePrincipalObjectId.Value), Value.Absent);
        return read.Evaluate(
            promise.ServicePrincipal,
            [EntraRules.PrincipalDisabled, EntraRules.PrincipalOther],
            found => EntraRules.ServicePrincipals.Verify(promise.ServicePrincipal, expected, found, read.At),
            LifecycleRules.Missing(ResourceKind.ServicePrincipal));
    }

    public static IEnumerable<CheckResult> CheckVault(CustomerPromise promise, ReadResult<Vault> read)
    {
        Rule[] rules = [VaultRules.SoftDelete, VaultRules.PurgeProtection, VaultRules.TrustedServices, VaultRules.Tenant];
        return read.Evaluate(
            promise.Vault,
            promise.IsRbac is null ? rules : [.. rules, VaultRules.AccessModel],
            found => VaultRules.Set.Verify(
                promise.Vault,
                found with
                {
                    TenantId = Value.Of(promise.Handoff.TenantId.Value),
                    Rbac = promise.IsRbac is { } isRbac ? Value.Of(isRbac) : found.Rbac,
                },
                found,
                read.At).Where(result => result.Rule == VaultRules.AccessModel ? promise.IsRbac is not null : rules.Contains(result.Rule)),
            LifecycleRules.Missing(ResourceKind.Vault));
    }

    /// <summary>Who can use the key: the vendor's service principal, and nobody else but those who look after it.</summary>
    /// <param name="live">The object id of the vendor's service principal as it is; null where that is not known.</param>
    public static IEnumerable<CheckResult> CheckGrants(CustomerPromise promise, ReadResult<IReadOnlyList<Grant>> read, string? live = null)
    {
        var resource = new ResourceName(
            $"grant of {promise.Handoff.ServicePrincipalObjectId} on the key", promise.KeyScope, ResourceKind.Grant);
        return read.Evaluate(resource, AccessRules.For(promise), grants => Results(resource, AccessRules.Check(promise, grants, live), read.At));
    }

    /// <summary>Whether somebody refuses what was granted.</summary>
    public static IEnumerable<CheckResult> CheckDenials(CustomerPromise promise, ReadResult<IReadOnlyList<DenyAssignment>> read)
    {
        var resource = new ResourceName($"grant of {promise.Handoff.ServicePrincipalObjectId} on the key", promise.KeyScope, ResourceKind.Grant);
        return read.Evaluate(
            resource, [AccessRules.Denied], denials => [CheckResult.Of(AccessRules.Denied, resource, AccessRules.CheckDenials(denials), read.At)]);
    }

    /// <param name="warnDays">An expiry within so many days is reported.</param>
    public static IEnumerable<CheckResult> CheckKey(CustomerPromise promise, ReadResult<LiveKey> read, int warnDays) => read.Evaluate(
        promise.Key,
        VersionRules.OfKey,
        key => Results(promise.Key, VersionRules.Check(key, warnDays), read.At),
        LifecycleRules.Missing(ResourceKind.Key));

    /// <param name="key">The key itself; null where it is not known.</param>
    public static IEnumerable<CheckResult> CheckRotation(CustomerPromise promise, ReadResult<LiveRotation> read, LiveKey? key) => read.Evaluate(
        promise.Key,
        [KeyRules.NoRotation, VersionRules.RotationStopped],
        policy =>
        [
            CheckResult.Of(policy.Rotates is not null, KeyRules.NoRotation, promise.Key, "a rotation policy", policy.Rotates ?? "none", read.At),
            .. VersionRules.CheckRotation(policy, key) is { } outcome
                ? [CheckResult.Of(VersionRules.RotationStopped, promise.Key, outcome, read.At)]
                : Array.Empty<CheckResult>(),
        ]);

    internal static IEnumerable<CheckResult> Results(ResourceName resource, IEnumerable<(Rule Rule, Outcome Outcome)> outcomes, DateTimeOffset at) =>
        outcomes.Select(one => CheckResult.Of(one.Rule, resource, one.Outcome, at));
}

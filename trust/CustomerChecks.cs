namespace XtCmkInfra.Trust;

/// <summary>The results for the resources in a customer's tenant, against what the customer's stack expects.</summary>
public static class CustomerChecks
{
    private static readonly Rule[] RulesOfVault =
        [VaultRules.SoftDelete, VaultRules.PurgeProtection, VaultRules.TrustedServices, VaultRules.Tenant];

    public static IEnumerable<CheckResult> CheckServicePrincipal(CustomerExpectation expectation, ReadResult<ServicePrincipal> read)
    {
        var expected =
            new ServicePrincipal(Value.Of(expectation.Application.Value), Value.Of(expectation.Handoff.ServicePrincipalObjectId.Value),
            Value.Absent);
        return read.Evaluate(
            expectation.ServicePrincipal,
            [EntraRules.PrincipalDisabled, EntraRules.PrincipalOther],
            found => EntraRules.ServicePrincipals.Verify(expectation.ServicePrincipal, expected, found, read.At),
            LifecycleRules.Missing(ResourceKind.ServicePrincipal));
    }

    public static IEnumerable<CheckResult> CheckVault(CustomerExpectation expectation, ReadResult<Vault> read) => read.Evaluate(
        expectation.Vault,
        expectation.IsRbac is null ? RulesOfVault : [.. RulesOfVault, VaultRules.AccessModel],
        found => CheckVault(expectation.Vault, found, expectation.Handoff.TenantId, expectation.IsRbac, read.At),
        LifecycleRules.Missing(ResourceKind.Vault));

    /// <summary>The results for a vault that is to keep a customer's key.</summary>
    /// <param name="isRbac">Whether Azure RBAC is to decide, or access policies; null where that is not agreed.</param>
    /// <param name="readAt">When it was read from Azure; null where nobody asks for it.</param>
    public static IEnumerable<CheckResult> CheckVault(ResourceName vault, Vault found, TenantId tenant, bool? isRbac,
        DateTimeOffset? readAt)
    {
        var agreed = found with { TenantId = Value.Of(tenant.Value), Rbac = isRbac is { } agreedRbac ? Value.Of(agreedRbac) : found.Rbac };
        return VaultRules.Set.Verify(vault, agreed, found, readAt)
            .Where(result => result.Rule == VaultRules.AccessModel ? isRbac is not null : RulesOfVault.Contains(result.Rule));
    }

    /// <summary>Who can use the key: the vendor's service principal, and nobody else but those who look after it.</summary>
    /// <param name="live">The object id of the vendor's service principal as it is; null where that is not known.</param>
    public static IEnumerable<CheckResult> CheckGrants(CustomerExpectation expectation, ReadResult<IReadOnlyList<Grant>> read,
        string? live = null)
    {
        var resource = new ResourceName(
            $"grant of {expectation.Handoff.ServicePrincipalObjectId} on the key", expectation.KeyScope, ResourceKind.Grant);
        return read.Evaluate(resource, AccessRules.For(expectation),
            grants => Results(resource, AccessRules.Check(expectation, grants, live), read.At));
    }

    /// <summary>Whether somebody refuses what was granted.</summary>
    public static IEnumerable<CheckResult> CheckDenials(CustomerExpectation expectation, ReadResult<IReadOnlyList<DenyAssignment>> read)
    {
        var resource =
            new ResourceName($"grant of {expectation.Handoff.ServicePrincipalObjectId} on the key", expectation.KeyScope,
                ResourceKind.Grant);
        return read.Evaluate(
            resource, [AccessRules.Denied], denials =>
                [CheckResult.Of(AccessRules.Denied, resource, AccessRules.CheckDenials(denials), read.At)]);
    }

    /// <param name="warnDays">An expiry within so many days is reported.</param>
    public static IEnumerable<CheckResult> CheckKey(CustomerExpectation expectation, ReadResult<LiveKey> read, int warnDays) =>
        read.Evaluate(
        expectation.Key,
        VersionRules.OfKey,
        key => Results(expectation.Key, VersionRules.Check(key, warnDays), read.At),
        LifecycleRules.Missing(ResourceKind.Key));

    /// <param name="key">The key itself; null where it is not known.</param>
    public static IEnumerable<CheckResult> CheckRotation(CustomerExpectation expectation, ReadResult<LiveRotation> read, LiveKey? key) =>
        read.Evaluate(
        expectation.Key,
        [KeyRules.NoRotation, VersionRules.RotationStopped],
        policy =>
        [
            CheckResult.Of(policy.Rotates is not null, KeyRules.NoRotation, expectation.Key, "a rotation policy",
                policy.Rotates ?? "none", read.At),
            .. VersionRules.CheckRotation(policy, key) is { } outcome
                ? [CheckResult.Of(VersionRules.RotationStopped, expectation.Key, outcome, read.At)]
                : Array.Empty<CheckResult>(),
        ]);

    internal static IEnumerable<CheckResult> Results(ResourceName resource, IEnumerable<(Rule Rule, Outcome Outcome)> outcomes,
        DateTimeOffset at) =>
        outcomes.Select(one => CheckResult.Of(one.Rule, resource, one.Outcome, at));
}

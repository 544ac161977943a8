namespace XtCmkInfra.Core.Trust;

/// <summary>What guards the keys of a vault against loss, and who may reach them.</summary>
internal static class VaultRules
{
    public static readonly Rule PurgeProtection = new(
        "vault-purge-protection",
        Severity.Critical,
        "The vault loses purge protection",
        "A deleted key could be purged at once, and with it every account that it encrypts. Azure Storage refuses keys of such a vault.",
        "Set enablePurgeProtection: true again. Azure refuses false, for it cannot be switched off.");

    public static readonly Rule SoftDelete = new(
        "vault-soft-delete",
        Severity.Critical,
        "The vault loses soft delete",
        "A deleted key would be gone at once, and with it every account that it encrypts. Azure Storage refuses keys of such a vault.",
        "Set enableSoftDelete: true again.");

    private static readonly Rule Retention = new(
        "vault-retention",
        Severity.Medium,
        "The vault keeps deleted keys for a shorter time",
        "There is less time to recover a deleted key. Azure refuses the edit of an existing vault.",
        "Undo the edit.");

    public static readonly Rule AccessModel = new(
        "vault-access-model",
        Severity.High,
        "The vault's access model switches",
        "Every right of the old model is void at once: with Azure RBAC the access policies, with access policies the role assignments. "
            + "The vendor's accounts can no longer be read or written until the right is given in the new model.",
        "Keep enableRbacAuthorization as it is, or give every right in the new model in the same change.");

    public static readonly Rule TrustedServices = new(
        "vault-trusted-services",
        Severity.High,
        "The vault's firewall shuts Azure Storage out",
        "Azure Storage reaches a vault behind a firewall only as a trusted service: the accounts can no longer be read or written.",
        "Set networkAcls.bypass to AzureServices.");

    public static readonly Rule Tenant = new(
        "vault-tenant",
        Severity.High,
        "The vault moves to another tenant",
        "It trusts the tokens of that tenant only: the vendor's service principal of the old one is no longer let in.",
        "Undo the edit, unless the subscription itself has moved.");

    public static IEnumerable<Rule> All => [PurgeProtection, SoftDelete, Retention, AccessModel, TrustedServices, Tenant];

    public static IEnumerable<Finding> Check(LinkChange change, VaultLink? before, VaultLink after)
    {
        if (before is null)
            return after.Rbac.Is("true") ? [] : after.Policies.SelectMany(policy => GrantRules.Check(change, null, policy));

        var hidden = new NotKnown(change);
        var findings = new List<Finding>();
        if (before.PurgeProtection.Is("true") && hidden.Compare("properties.enablePurgeProtection", before.PurgeProtection, after.PurgeProtection) == Sameness.Different)
            findings.Add(PurgeProtection.On(change.Resource, before.PurgeProtection, after.PurgeProtection));
        // Azure's default is true, so leaving it out changes nothing.
        if (hidden.Compare("properties.enableSoftDelete", before.SoftDelete.Or("true"), after.SoftDelete.Or("true")) == Sameness.Different && !after.SoftDelete.Is("true"))
            findings.Add(SoftDelete.On(change.Resource, before.SoftDelete.Or("true"), after.SoftDelete));
        if (int.TryParse(before.RetentionDays.Or("90").Text, out var had) && int.TryParse(after.RetentionDays.Or("90").Text, out var has) && has < had)
            findings.Add(Retention.On(change.Resource, $"{had} days", $"{has} days"));
        // Where neither the program nor Azure says it, the vault has access policies: newer API versions always answer it.
        if (hidden.Compare("properties.enableRbacAuthorization", before.Rbac.Or("false"), after.Rbac.Or("false")) == Sameness.Different)
            findings.Add(AccessModel.On(change.Resource, Model(before), Model(after)));
        if (before.TrustedServices.Is("true") && hidden.Compare("properties.networkAcls", before.TrustedServices, after.TrustedServices) == Sameness.Different)
            findings.Add(TrustedServices.On(change.Resource, "Azure Storage is let in", "Azure Storage is shut out"));
        if (hidden.Compare("properties.tenantId", before.TenantId, after.TenantId) == Sameness.Different)
            findings.Add(Tenant.On(change.Resource, before.TenantId, after.TenantId));
        if (!before.Rbac.Is("true") && !after.Rbac.Is("true"))
            findings.AddRange(CheckPolicies(change, before, after, hidden));
        return [.. findings, .. hidden.Findings];
    }

    private static IEnumerable<Finding> CheckPolicies(LinkChange change, VaultLink before, VaultLink after, NotKnown hidden)
    {
        if (after.PolicyList.Knowledge is Knowledge.Unknown or Knowledge.Secret)
        {
            if (before.Policies.Count > 0)
                hidden.Compare("properties.accessPolicies", before.PolicyList, after.PolicyList);
            return [];
        }

        var principals = before.Policies.Concat(after.Policies).Select(policy => policy.PrincipalId.ToString()).Distinct(StringComparer.OrdinalIgnoreCase);
        return principals.SelectMany(principal => GrantRules.CheckPolicy(change, Of(before, principal), Of(after, principal)));
    }

    private static GrantLink? Of(VaultLink vault, string principal) =>
        vault.Policies.FirstOrDefault(policy => string.Equals(policy.PrincipalId.ToString(), principal, StringComparison.OrdinalIgnoreCase));

    private static string Model(VaultLink vault) => vault.Rbac.Is("true") ? "Azure RBAC" : "access policies";
}

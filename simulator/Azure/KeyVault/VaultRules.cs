using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What a vault's settings may be, and how a PUT changes those that it had.</summary>
internal static class VaultRules
{
    /// <summary>
    /// The settings after a PUT. What the request leaves out keeps its value, for whether Azure would reset it is not documented
    /// and resetting might open the vault.
    /// </summary>
    /// <param name="defaultsToRbac">Whether a new vault uses Azure RBAC where the request does not say.</param>
    public static VaultProperties Apply(VaultProperties wanted, VaultProperties? existing, TenantId tenant, bool defaultsToRbac)
    {
        if (!ResourceId.Same(wanted.TenantId, tenant.Value))
            throw Bad($"the vault's tenantId '{wanted.TenantId}' is not the tenant of its subscription, '{tenant}'");
        if (wanted.EnableSoftDelete == false)
            throw Bad("soft delete cannot be switched off; leave enableSoftDelete out or set it to true");
        if (wanted.EnablePurgeProtection == false)
            throw Bad("enablePurgeProtection cannot be false, for purge protection is irreversible; leave it out or set it to true");
        if (wanted.SoftDeleteRetentionInDays is < 7 or > 90)
            throw Bad("softDeleteRetentionInDays must be from 7 to 90");
        if (existing?.SoftDeleteRetentionInDays is { } days && (wanted.SoftDeleteRetentionInDays ?? days) != days)
            throw Bad($"softDeleteRetentionInDays was set to {days} and cannot be changed");

        // Azure shows a vault that was never told as null, which means access policies for good.
        bool? otherwise = existing is null ? (defaultsToRbac ? true : null) : existing.EnableRbacAuthorization;
        var isRbac = wanted.EnableRbacAuthorization ?? otherwise;
        if (isRbac != true && wanted.AccessPolicies is null)
            throw Bad("accessPolicies is missing; a vault without Azure RBAC needs it, even if it is empty");

        return new VaultProperties(
            tenant.Value,
            Sku(wanted.Sku),
            Policies(wanted.AccessPolicies ?? existing?.AccessPolicies ?? [], tenant),
            isRbac,
            EnableSoftDelete: true,
            wanted.SoftDeleteRetentionInDays ?? existing?.SoftDeleteRetentionInDays ?? VaultProperties.DefaultRetentionDays,
            wanted.EnablePurgeProtection ?? existing?.EnablePurgeProtection,
            Acls(wanted.NetworkAcls) ?? existing?.NetworkAcls,
            Requests.Word("BadRequest", "publicNetworkAccess", wanted.PublicNetworkAccess, "Enabled", "Disabled")
                ?? existing?.PublicNetworkAccess ?? "Enabled",
            CreateMode: null,
            wanted.EnabledForDeployment ?? existing?.EnabledForDeployment ?? false,
            wanted.EnabledForDiskEncryption ?? existing?.EnabledForDiskEncryption ?? false,
            wanted.EnabledForTemplateDeployment ?? existing?.EnabledForTemplateDeployment ?? false);
    }

    private static VaultSku Sku(VaultSku sku) => new(
        Requests.Word("BadRequest", "sku.family", sku.Family, "A")!,
        Requests.Word("BadRequest", "sku.name", sku.Name, "standard", "premium")!);

    private static IReadOnlyList<AccessPolicy> Policies(IReadOnlyList<AccessPolicy> policies, TenantId tenant)
    {
        foreach (var policy in policies)
        {
            if (!ResourceId.Same(policy.TenantId, tenant.Value))
                throw Bad($"an access policy is for tenant '{policy.TenantId}', but the vault is in '{tenant}'");
            if (!ObjectId.Parse(policy.ObjectId).Ok)
                throw Bad($"'{policy.ObjectId}' in an access policy is not an object id");
            foreach (var permission in policy.Permissions.Keys ?? [])
                Requests.Word("BadRequest", "permissions.keys", permission, [.. KeyOperation.Permissions, "all"]);
        }

        return policies.DistinctBy(policy => policy.ObjectId, StringComparer.OrdinalIgnoreCase).Count() == policies.Count
            ? policies
            : throw Bad("two access policies are for the same principal");
    }

    private static VaultNetworkAcls? Acls(VaultNetworkAcls? acls)
    {
        if (acls is null)
            return null;
        if (acls.IpRules is { Count: > IpRule.MostOfVault } many)
            throw Bad($"networkAcls.ipRules has {many.Count} rules, but a vault takes {IpRule.MostOfVault}");
        foreach (var rule in acls.IpRules ?? [])
        {
            if (IpRule.OfVault(rule.Value) is { Ok: false, Mistake: var mistake })
                throw Bad($"in networkAcls.ipRules {mistake}");
        }

        return acls with
        {
            Bypass = Requests.Word("BadRequest", "networkAcls.bypass", acls.Bypass, "AzureServices", "None") ?? "AzureServices",
            DefaultAction = Requests.Word("BadRequest", "networkAcls.defaultAction", acls.DefaultAction, "Allow", "Deny") ?? "Allow",
        };
    }

    private static AzureException Bad(string what) => new(400, "BadRequest", $"The vault's properties are refused: {what}.");
}

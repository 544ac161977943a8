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
    public static VaultSettings Apply(VaultProperties wanted, VaultSettings? existing, TenantId tenant, bool defaultsToRbac)
    {
        if (!ResourceId.Same(wanted.TenantId, tenant.Value))
            throw Bad($"the vault's tenantId '{wanted.TenantId}' is not the tenant of its subscription, '{tenant}'");
        if (wanted.EnableSoftDelete == false)
            throw Bad("soft delete cannot be switched off; leave enableSoftDelete out or set it to true");
        if (wanted.EnablePurgeProtection == false)
            throw Bad("enablePurgeProtection cannot be false, for purge protection is irreversible; leave it out or set it to true");
        if (wanted.SoftDeleteRetentionInDays is < KeyVaultLimits.LeastRetentionDays or > KeyVaultLimits.MostRetentionDays)
        {
            throw Bad(
                $"softDeleteRetentionInDays must be from {KeyVaultLimits.LeastRetentionDays} to {KeyVaultLimits.MostRetentionDays}");
        }

        if (existing?.RetentionDays is { } days && (wanted.SoftDeleteRetentionInDays ?? days) != days)
            throw Bad($"softDeleteRetentionInDays was set to {days} and cannot be changed");

        // Azure shows a vault that was never told as null, which means access policies for good.
        bool? otherwise = existing is null ? (defaultsToRbac ? true : null) : existing.IsRbac;
        var isRbac = wanted.EnableRbacAuthorization ?? otherwise;
        if (isRbac != true && wanted.AccessPolicies is null)
            throw Bad("accessPolicies is missing; a vault without Azure RBAC needs it, even if it is empty");

        return new VaultSettings(
            Sku(wanted.Sku),
            wanted.AccessPolicies is { } policies ? Policies(policies, tenant) : existing?.AccessPolicies ?? [],
            isRbac,
            wanted.SoftDeleteRetentionInDays ?? existing?.RetentionDays ?? KeyVaultLimits.MostRetentionDays,
            wanted.EnablePurgeProtection ?? existing?.PurgeProtection,
            wanted.NetworkAcls is { } acls ? Firewall(acls) : existing?.Firewall,
            Requests.Word("BadRequest", "publicNetworkAccess", wanted.PublicNetworkAccess, "Enabled", "Disabled")
                ?? existing?.PublicNetworkAccess ?? "Enabled",
            wanted.EnabledForDeployment ?? existing?.ForDeployment ?? false,
            wanted.EnabledForDiskEncryption ?? existing?.ForDiskEncryption ?? false,
            wanted.EnabledForTemplateDeployment ?? existing?.ForTemplateDeployment ?? false);
    }

    private static string Sku(VaultSku sku)
    {
        Requests.Word("BadRequest", "sku.family", sku.Family, "A");
        return Requests.Word("BadRequest", "sku.name", sku.Name, "standard", "premium")!;
    }

    private static IReadOnlyList<VaultPolicy> Policies(IReadOnlyList<AccessPolicy> wanted, TenantId tenant)
    {
        IReadOnlyList<VaultPolicy> policies = [.. wanted.Select(policy => Policy(policy, tenant))];
        return policies.DistinctBy(policy => policy.PrincipalId).Count() == policies.Count
            ? policies
            : throw Bad("two access policies are for the same principal");
    }

    private static VaultPolicy Policy(AccessPolicy policy, TenantId tenant)
    {
        if (!ResourceId.Same(policy.TenantId, tenant.Value))
            throw Bad($"an access policy is for tenant '{policy.TenantId}', but the vault is in '{tenant}'");
        if (ObjectId.Parse(policy.ObjectId) is not { Ok: true, Value: { } principal })
            throw Bad($"'{policy.ObjectId}' in an access policy is not an object id");
        var permissions = policy.Permissions;
        foreach (var permission in permissions.Keys ?? [])
            Requests.Word("BadRequest", "permissions.keys", permission, [.. KeyOperation.Permissions, "all"]);
        return new VaultPolicy(principal, permissions.Keys, permissions.Secrets, permissions.Certificates, permissions.Storage);
    }

    private static VaultFirewall Firewall(VaultNetworkAcls acls)
    {
        if (acls.IpRules is { Count: > IpRule.MostOfVault } many)
            throw Bad($"networkAcls.ipRules has {many.Count} rules, but a vault takes {IpRule.MostOfVault}");
        foreach (var rule in acls.IpRules ?? [])
        {
            if (IpRule.OfVault(rule.Value) is { Ok: false, Mistake: var mistake })
                throw Bad($"in networkAcls.ipRules {mistake}");
        }

        return new VaultFirewall(
            Requests.Word("BadRequest", "networkAcls.bypass", acls.Bypass, "AzureServices", "None") ?? "AzureServices",
            Requests.Word("BadRequest", "networkAcls.defaultAction", acls.DefaultAction, "Allow", "Deny") ?? "Allow",
            acls.IpRules?.Select(rule => rule.Value).ToList(),
            acls.VirtualNetworkRules?.Select(rule => new VaultSubnet(rule.Id, rule.IgnoreMissingVnetServiceEndpoint)).ToList());
    }

    private static AzureException Bad(string what) => new(400, "BadRequest", $"The vault's properties are refused: {what}.");
}

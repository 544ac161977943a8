namespace XtCmkInfra.Simulator.Azure;

internal sealed record VaultBody(
    VaultProperties Properties, string? Location = null, IReadOnlyDictionary<string, string>? Tags = null);

internal sealed record VaultSku(string Family, string Name);

internal sealed record AccessPolicy(string TenantId, string ObjectId, AccessPolicyPermissions Permissions);

internal sealed record AccessPolicyPermissions(
    IReadOnlyList<string>? Keys = null,
    IReadOnlyList<string>? Secrets = null,
    IReadOnlyList<string>? Certificates = null,
    IReadOnlyList<string>? Storage = null);

internal sealed record VaultNetworkAcls(
    string? Bypass = null,
    string? DefaultAction = null,
    IReadOnlyList<VaultIpRule>? IpRules = null,
    IReadOnlyList<VaultNetworkRule>? VirtualNetworkRules = null);

internal sealed record VaultIpRule(string Value);

internal sealed record VaultNetworkRule(string Id, bool? IgnoreMissingVnetServiceEndpoint = null);

/// <summary>A vault's properties in requests and answers; what is kept of them are <see cref="VaultSettings"/>.</summary>
internal sealed record VaultProperties(
    string TenantId,
    VaultSku Sku,
    IReadOnlyList<AccessPolicy>? AccessPolicies = null,
    bool? EnableRbacAuthorization = null,
    bool? EnableSoftDelete = null,
    int? SoftDeleteRetentionInDays = null,
    bool? EnablePurgeProtection = null,
    VaultNetworkAcls? NetworkAcls = null,
    string? PublicNetworkAccess = null,
    string? CreateMode = null,
    bool? EnabledForDeployment = null,
    bool? EnabledForDiskEncryption = null,
    bool? EnabledForTemplateDeployment = null);

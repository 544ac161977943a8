using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What the owner of a vault has set: all that a PUT can change, so that a refused PUT changes nothing.</summary>
/// <param name="IsRbac">Whether rights are role assignments; null where nobody has ever said so, which means access policies.</param>
/// <param name="PurgeProtection">Null where nobody has ever said so, which means none.</param>
/// <param name="Firewall">Null where nobody has ever set one.</param>
internal sealed record VaultSettings(
    string SkuName,
    IReadOnlyList<VaultPolicy> AccessPolicies,
    bool? IsRbac,
    int RetentionDays,
    bool? PurgeProtection,
    VaultFirewall? Firewall,
    string PublicNetworkAccess,
    bool ForDeployment,
    bool ForDiskEncryption,
    bool ForTemplateDeployment);

/// <summary>What a principal may do in a vault with access policies; null where the policy does not speak of that kind of object.</summary>
internal sealed record VaultPolicy(
    ObjectId PrincipalId,
    IReadOnlyList<string>? Keys,
    IReadOnlyList<string>? Secrets,
    IReadOnlyList<string>? Certificates,
    IReadOnlyList<string>? Storage);

/// <param name="Bypass">AzureServices or None.</param>
/// <param name="DefaultAction">Allow or Deny.</param>
/// <param name="Addresses">Addresses and ranges that are let in.</param>
internal sealed record VaultFirewall(
    string Bypass, string DefaultAction, IReadOnlyList<string>? Addresses = null, IReadOnlyList<VaultSubnet>? Subnets = null)
{
    /// <summary>That of a vault for which nobody has set one.</summary>
    public static VaultFirewall Open { get; } = new("AzureServices", "Allow");
}

internal sealed record VaultSubnet(string Id, bool? IgnoresMissingEndpoint);

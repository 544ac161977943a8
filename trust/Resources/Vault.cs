namespace XtCmkInfra.Trust;

/// <summary>A key vault or a managed HSM.</summary>
/// <param name="TrustedServices">Whether its firewall lets Azure Storage in: true or false.</param>
/// <param name="Rbac">Whether Azure RBAC decides, true or false; otherwise access policies do.</param>
/// <param name="PolicyList">The list of access policies as a whole.</param>
/// <param name="Policies">Who may do what with keys where access policies decide.</param>
public sealed record Vault(
    Value PurgeProtection,
    Value SoftDelete,
    Value RetentionDays,
    Value Rbac,
    Value TrustedServices,
    Value TenantId,
    Value PolicyList,
    IReadOnlyList<Grant> Policies) : Resource
{
    /// <summary>Without it only a reference says which vault it is.</summary>
    public Value Name { get; init; }

    /// <summary>Whether keys are in it that Azure Storage may use, or are to be; others are no part of the chain.</summary>
    public bool HoldsKeys { get; init; }

    public static Vault Read(Properties properties)
    {
        var tenant = properties.ValueOf("tenantId");
        return new Vault(
            properties.ValueOf("enablePurgeProtection"),
            properties.ValueOf("enableSoftDelete"),
            properties.ValueOf("softDeleteRetentionInDays"),
            properties.ValueOf("enableRbacAuthorization"),
            LetsTrustedServicesIn(properties),
            tenant,
            properties.WholeOf("accessPolicies"),
            [.. properties.ObjectsOf("accessPolicies").Select(policy => Grant.ReadPolicy(policy, "", isForInstalled: false).In(tenant, policy))])
        {
            Name = properties.ValueOf("vaultName", "name"),
        };
    }

    /// <summary>
    /// Whether the firewall lets trusted services in. Bypass is AzureServices unless something else is said, and matters only where the
    /// firewall denies. In a network security perimeter its rules decide, which are not among a vault's properties. Source: Azure's REST
    /// reference of vaults.
    /// </summary>
    private static Value LetsTrustedServicesIn(Properties properties)
    {
        var bypass = properties.ValueOf("networkAcls.bypass");
        var action = properties.ValueOf("networkAcls.defaultAction");
        var access = properties.ValueOf("publicNetworkAccess");
        if (access.Is("SecuredByPerimeter"))
            return Value.Unknown;
        if (bypass.Or("AzureServices").Is("AzureServices"))
            return Value.Of(true);
        return bypass.Is("None") ? Value.Of(action.Or("Allow").Is("Allow") && access.Or("Enabled").Is("Enabled")) : bypass;
    }
}

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

    /// <summary>Whether every network reaches it: true or false; absent where that is not said.</summary>
    public Value IsOpen { get; init; }

    /// <summary>Whether keys are in it that Azure Storage may use, or are to be; others are no part of the chain.</summary>
    public bool HoldsKeys { get; init; }

    /// <summary>Whether it says anything of access policies, be it that there are none.</summary>
    public bool ListsPolicies { get; init; } = true;

    /// <summary>Whether it can hold keys of storage accounts: Azure Storage refuses those of a vault without purge protection.</summary>
    public bool CanHoldKeys => PurgeProtection.Knowledge is Knowledge.Unknown or Knowledge.Secret || PurgeProtection.Is("true");

    public static Vault Read(Properties properties)
    {
        var tenant = properties.ValueOf("tenantId");
        return new Vault(
            properties.ValueOf("enablePurgeProtection"),
            properties.ValueOf("enableSoftDelete"),
            properties.ValueOf("softDeleteRetentionInDays"),
            properties.ValueOf("enableRbacAuthorization"),
            LetsTrustedServicesIn(
                properties.ValueOf("networkAcls.bypass"), properties.ValueOf("networkAcls.defaultAction"),
                properties.ValueOf("publicNetworkAccess")),
            tenant,
            properties.WholeOf("accessPolicies"),
            [.. properties.ObjectsOf("accessPolicies")
                .Select(policy => Grant.ReadPolicy(policy, "", isForInstalled: false).In(tenant))])
        {
            Name = properties.ValueOf("vaultName", "name"),
            IsOpen = LetsEverybodyIn(properties.ValueOf("networkAcls.defaultAction"), properties.ValueOf("publicNetworkAccess")),
            ListsPolicies = properties.Has("accessPolicies"),
        };
    }

    /// <summary>Whether the firewall denies nobody. Azure's default is that it does not.</summary>
    private static Value LetsEverybodyIn(Value action, Value access) =>
        action.Is("Deny") || access.Is("Disabled") || access.Is("SecuredByPerimeter") ? Value.Of(false)
        : action.Knowledge is Knowledge.Unknown or Knowledge.Secret ? action
        : access.Knowledge is Knowledge.Unknown or Knowledge.Secret ? access
        : Value.Of(true);

    /// <summary>
    /// Whether the firewall lets trusted services in. Bypass is AzureServices unless something else is said, and matters only where the
    /// firewall denies. In a network security perimeter its rules decide, which are not among a vault's properties. Source: Azure's REST
    /// reference of vaults.
    /// </summary>
    /// <param name="bypass">The property <c>networkAcls.bypass</c>.</param>
    /// <param name="action">The property <c>networkAcls.defaultAction</c>.</param>
    /// <param name="access">The property <c>publicNetworkAccess</c>.</param>
    public static Value LetsTrustedServicesIn(Value bypass, Value action, Value access)
    {
        Value[] deciding = [bypass, action, access];
        var reported = deciding.Max(value => value.Reported switch { Comparison.Same => 0, Comparison.Undetermined => 1, _ => 2 }) switch
        {
            0 => Comparison.Same,
            1 => Comparison.Undetermined,
            _ => Comparison.Different,
        };
        if (access.Is("SecuredByPerimeter"))
            return Value.Unknown with { Reported = reported };
        if (bypass.Or("AzureServices").Is("AzureServices"))
            return Value.Of(true) with { Reported = reported };
        if (!bypass.Is("None"))
            return bypass with { Reported = reported };
        // Whichever is known to shut everybody out does so, whatever the other is.
        var shuts = action.Is("Deny") || access.Is("Disabled");
        var hidden = new[] { action, access }.FirstOrDefault(value => value.Knowledge is Knowledge.Unknown or Knowledge.Secret);
        return (shuts || hidden.IsAbsent
            ? Value.Of(!shuts && action.Or("Allow").Is("Allow") && access.Or("Enabled").Is("Enabled"))
            : hidden) with
        {
            Reported = reported,
        };
    }
}

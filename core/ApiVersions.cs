namespace XtCmkInfra.Core;

/// <summary>
/// The versions of Azure's REST interfaces by which answers are read here. Key Vault's management has <see cref="KeyVaultManagement"/>. The
/// simulated cloud lists the versions that it speaks itself, so that a version that Azure does not have is found.
/// Source: Azure's REST reference of each.
/// </summary>
public static class ApiVersions
{
    /// <summary>Role assignments, role definitions and deny assignments.</summary>
    public const string Authorization = "2022-04-01";

    /// <summary>The keys of a vault or a managed HSM.</summary>
    public const string Keys = "7.4";

    /// <summary>User-assigned identities and their federated credentials.</summary>
    public const string ManagedIdentity = "2023-01-31";

    public const string ResourceGroups = "2024-03-01";

    /// <summary>Roles that somebody may activate.</summary>
    public const string RoleEligibility = "2020-10-01";

    /// <summary>Storage accounts and what is in them.</summary>
    public const string Storage = "2024-01-01";

    public const string Subscriptions = "2022-12-01";
}

namespace XtCmkInfra.Core;

/// <summary>
/// The API versions by which Azure Resource Manager manages Key Vault; the data plane has versions of its own. Source: Microsoft, "Prepare
/// for Key Vault API version 2026-02-01 and later: Azure RBAC as default access control".
/// </summary>
public static class KeyVaultManagement
{
    /// <summary>The oldest version that outlives <see cref="Retirement"/>. Whatever is read here is read with it.</summary>
    public const string ApiVersion = "2026-02-01";

    /// <summary>The oldest Azure CLI that manages vaults with <see cref="ApiVersion"/>.</summary>
    /// <remarks>Source: Microsoft, "Migrate to API version 2026-02-01".</remarks>
    public const string OldestAzureCli = "2.90.0";

    private const string Namespace = "Microsoft.KeyVault/";

    /// <summary>The day from which Azure refuses requests with an older version.</summary>
    public static readonly DateOnly Retirement = new(2027, 2, 27);

    /// <summary>Whether Azure refuses requests with this version from <see cref="Retirement"/> on.</summary>
    /// <param name="type">Namespace and type, for example Microsoft.KeyVault/vaults.</param>
    public static bool Retires(string type, string apiVersion) =>
        type.StartsWith(Namespace, StringComparison.OrdinalIgnoreCase) && string.CompareOrdinal(apiVersion, ApiVersion) < 0;

    /// <summary>
    /// Whether a new vault uses Azure RBAC where the request does not say: from <see cref="ApiVersion"/> on. Before, it used access
    /// policies. A vault that exists keeps its access model in every version.
    /// </summary>
    public static bool DefaultsToRbac(string apiVersion) => string.CompareOrdinal(apiVersion, ApiVersion) >= 0;
}

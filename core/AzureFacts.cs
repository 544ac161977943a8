namespace XtCmkInfra.Core;

/// <summary>The sign-in audiences of an app registration, as Microsoft Graph writes them.</summary>
public static class SignInAudience
{
    /// <summary>For accounts of any organization: what this arrangement needs.</summary>
    public const string MultipleOrgs = "AzureADMultipleOrgs";

    /// <summary>For those, and for personal accounts too.</summary>
    public const string AndPersonalAccounts = "AzureADandPersonalMicrosoftAccount";

    /// <summary>Whether other tenants can install an application with this audience.</summary>
    public static bool IsMultitenant(string? audience) =>
        MultipleOrgs.Equals(audience, StringComparison.OrdinalIgnoreCase)
        || AndPersonalAccounts.Equals(audience, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Limits of Microsoft Entra.</summary>
public static class EntraLimits
{
    /// <summary>
    /// The most federated credentials of one application. Source: Microsoft Entra, "Workload identity federation", considerations.
    /// </summary>
    public const int FederatedCredentialsOfApplication = 20;
}

/// <summary>Limits of Azure Storage. Source: Microsoft, "Scalability and performance targets for standard storage accounts".</summary>
public static class StorageLimits
{
    /// <summary>The most storage accounts of a subscription in one region, of every kind.</summary>
    public const int AccountsOfRegion = 250;

    /// <summary>The same, where it was asked for.</summary>
    public const int AccountsOfRegionOnRequest = 500;
}

/// <summary>
/// How Azure Storage treats a customer-managed key. Source: Microsoft, "Customer-managed keys for Azure Storage encryption".
/// </summary>
public static class StorageKeys
{
    /// <summary>How often an account looks for a newer version of its key.</summary>
    public static readonly TimeSpan LooksForNewVersionEvery = TimeSpan.FromDays(1);

    /// <summary>The sizes of RSA keys that Azure Storage takes, in bits.</summary>
    public static readonly IReadOnlyList<int> Sizes = [2048, 3072, 4096];
}

/// <summary>
/// Limits of Key Vault. Sources: Microsoft, "Azure Key Vault soft-delete overview"; "Configure key auto-rotation in Azure Key Vault".
/// </summary>
public static class KeyVaultLimits
{
    /// <summary>The fewest days that a vault keeps what was deleted.</summary>
    public const int LeastRetentionDays = 7;

    /// <summary>The most days that a vault keeps what was deleted, and so many by default.</summary>
    public const int MostRetentionDays = 90;

    /// <summary>The fewest days from a version's creation to its rotation, and from a rotation or a notification to its expiry.</summary>
    public const int LeastRotationDays = 7;

    /// <summary>The fewest days that a rotation policy lets a version live.</summary>
    public const int LeastExpiryDays = 28;
}

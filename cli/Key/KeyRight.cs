using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary>
/// The least right that a subcommand takes, in words. Source: Microsoft, "Azure RBAC for Key Vault data plane operations" and "Managed HSM
/// local RBAC built-in roles".
/// </summary>
/// <param name="Role">In a vault with Azure RBAC.</param>
/// <param name="Permissions">In a vault with access policies.</param>
/// <param name="HsmRole">In a managed HSM.</param>
internal sealed record KeyRight(string Role, string Permissions, string HsmRole)
{
    public static readonly KeyRight Read = new(Roles.KeyVaultReader.Name, "list and getrotationpolicy", "Managed HSM Crypto Auditor");

    public static readonly KeyRight Rotate = new(Roles.KeyVaultCryptoOfficer.Name, "rotate", "Managed HSM Crypto User");

    public static readonly KeyRight Update = new(Roles.KeyVaultCryptoOfficer.Name, "list and update", "Managed HSM Crypto User");

    public static readonly KeyRight Grant = new("", "", "Managed HSM Policy Administrator");

    public string On(KeyUri key) => key.IsManagedHsm
        ? $"the local role {HsmRole}"
        : $"the role {Role} on the key, or in a vault with access policies the key permissions {Permissions}";
}

using XtCmkInfra.Cli.Sim.Az.Commands;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>The table of all commands; docs/simulate.md is made from it.</summary>
internal static class AzCommands
{
    public static readonly IReadOnlyList<AzCommand> All =
    [
        .. Accounts.All, .. Clouds.All, .. Groups.All, .. Applications.All, .. ApplicationCredentials.All, .. FederatedCredentials.All,
        .. ServicePrincipals.All,
        .. People.All, .. Identities.All, .. RoleAssignments.All, .. RoleDefinitions.All, .. Vaults.All, .. DeletedVaults.All,
        .. VaultNetwork.All, .. VaultPolicies.All, .. Keys.All, .. KeyLists.All, .. DeletedKeys.All, .. RotationPolicies.All,
        .. LocalRoles.All,
        .. StorageAccounts.All, .. Blobs.All, .. Rest.All,
    ];

    public static readonly IReadOnlyDictionary<string, string> GroupSummaries = new Dictionary<string, string>
    {
        ["account"] = "Show and change the tenant and subscription.",
        ["ad"] = "Manage Microsoft Entra: applications, service principals, users and groups.",
        ["app"] = "Manage applications.",
        ["assignment"] = "Manage role assignments.",
        ["blob"] = "Manage blobs.",
        ["cloud"] = "Show and select the Azure cloud.",
        ["container"] = "Manage containers.",
        ["credential"] = "Manage passwords and certificates.",
        ["definition"] = "Manage role definitions.",
        ["federated-credential"] = "Manage federated credentials.",
        ["group"] = "Manage groups.",
        ["identity"] = "Manage user-assigned identities.",
        ["key"] = "Manage keys.",
        ["keyvault"] = "Manage key vaults, managed HSMs and their keys.",
        ["member"] = "Manage the members of a group.",
        ["network-rule"] = "Manage the addresses that a vault's firewall allows.",
        ["role"] = "Manage roles and their assignments.",
        ["rotation-policy"] = "Manage the rotation policy of a key.",
        ["security-domain"] = "Activate a managed HSM.",
        ["signed-in-user"] = "Show the signed-in user.",
        ["sp"] = "Manage service principals.",
        ["storage"] = "Manage storage accounts, containers and blobs.",
        ["user"] = "Manage users.",
    };
}

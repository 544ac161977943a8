using XtCmkInfra.Cli.Sim.Az.Commands;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>The table of all commands; docs/simulate.md is made from it.</summary>
internal static class AzCommands
{
    public static readonly IReadOnlyList<AzCommand> All =
    [
        .. Accounts.All, .. Groups.All, .. Applications.All, .. ApplicationCredentials.All, .. FederatedCredentials.All,
        .. ServicePrincipals.All,
        .. People.All, .. Identities.All, .. RoleAssignments.All, .. RoleDefinitions.All, .. Vaults.All, .. DeletedVaults.All,
        .. VaultNetwork.All, .. VaultPolicies.All, .. Keys.All, .. KeyLists.All, .. DeletedKeys.All, .. RotationPolicies.All,
        .. LocalRoles.All,
        .. StorageAccounts.All, .. Blobs.All, .. Rest.All,
    ];

    public static readonly IReadOnlyDictionary<string, string> GroupSummaries = new Dictionary<string, string>
    {
        ["account"] = "Which tenant and subscription one is in.",
        ["ad"] = "Microsoft Entra: applications, service principals, users and groups.",
        ["cloud"] = "Which of Azure's clouds one is in.",
        ["group"] = "Resource groups.",
        ["identity"] = "User-assigned managed identities.",
        ["keyvault"] = "Key vaults, managed HSMs and their keys.",
        ["role"] = "Azure RBAC.",
        ["storage"] = "Storage accounts and blobs.",
    };
}

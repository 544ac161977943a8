using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What a built-in role allows. An asterisk in an action stands for anything.</summary>
/// <param name="Permission">In Azure Resource Manager, and in the services themselves (data actions).</param>
/// <remarks>Source: Microsoft, "Azure built-in roles".</remarks>
internal sealed record BuiltInRole(Role Role, string Description, RolePermission Permission)
{
    private const string Keys = "Microsoft.KeyVault/vaults/keys";
    private const string Containers = "Microsoft.Storage/storageAccounts/blobServices/containers";
    private const string DelegationKey = "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action";

    /// <summary>What administrators, officers and readers of vaults may see in Azure Resource Manager.</summary>
    private static readonly string[] Look =
    [
        "Microsoft.Authorization/*/read",
        "Microsoft.Insights/alertRules/*",
        "Microsoft.Resources/deployments/*",
        "Microsoft.Resources/subscriptions/resourceGroups/read",
        "Microsoft.Support/*",
        "Microsoft.KeyVault/checkNameAvailability/read",
        "Microsoft.KeyVault/deletedVaults/read",
        "Microsoft.KeyVault/locations/*/read",
        "Microsoft.KeyVault/vaults/*/read",
        "Microsoft.KeyVault/operations/read",
    ];

    /// <summary>What those may do besides who manage a kind of resource.</summary>
    private static readonly string[] Manage =
    [
        "Microsoft.Authorization/*/read",
        "Microsoft.Insights/alertRules/*",
        "Microsoft.Resources/deployments/*",
        "Microsoft.Resources/subscriptions/resourceGroups/read",
        "Microsoft.Support/*",
    ];

    private static readonly string[] NoAccess =
    [
        "Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write", "Microsoft.Authorization/elevateAccess/Action",
    ];

    /// <summary>The roles that can be assigned here; those local to a managed HSM are not Azure Resource Manager's.</summary>
    public static readonly IReadOnlyList<BuiltInRole> All =
    [
        new(
            Roles.KeyVaultCryptoServiceEncryptionUser,
            "Reads the metadata of keys, wraps and unwraps with them.",
            Of(
                [
                    "Microsoft.EventGrid/eventSubscriptions/write",
                    "Microsoft.EventGrid/eventSubscriptions/read",
                    "Microsoft.EventGrid/eventSubscriptions/delete",
                ],
                [$"{Keys}/read", $"{Keys}/wrap/action", $"{Keys}/unwrap/action"])),
        new(
            Roles.KeyVaultCryptoOfficer,
            "Does everything with keys, but gives no permissions.",
            Of(Look, [$"{Keys}/*", "Microsoft.KeyVault/vaults/keyrotationpolicies/*"])),
        new(
            Roles.KeyVaultCryptoUser,
            "Does cryptographic operations with keys.",
            Of(
                [],
                [
                    $"{Keys}/read",
                    $"{Keys}/update/action",
                    $"{Keys}/backup/action",
                    $"{Keys}/encrypt/action",
                    $"{Keys}/decrypt/action",
                    $"{Keys}/wrap/action",
                    $"{Keys}/unwrap/action",
                    $"{Keys}/sign/action",
                    $"{Keys}/verify/action",
                ])),
        new(Roles.KeyVaultAdministrator, "Does everything with the contents of vaults.", Of(Look, ["Microsoft.KeyVault/vaults/*"])),
        new(
            Roles.KeyVaultReader,
            "Reads the metadata of vaults and of their contents.",
            Of(Look, ["Microsoft.KeyVault/vaults/*/read", "Microsoft.KeyVault/vaults/secrets/readMetadata/action"])),
        new(Roles.Owner, "Manages everything, access included.", Of(["*"], [])),
        new(Roles.Contributor, "Manages everything but access.", Of(["*"], []) with { NotActions = NoAccess }),
        new(Roles.Reader, "Sees everything and changes nothing.", Of(["*/read"], [])),
        new(
            Roles.UserAccessAdministrator,
            "Manages who has access.",
            Of(["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"], [])),
        new(
            Roles.KeyVaultContributor,
            "Manages vaults, but reads nothing in them and gives no roles.",
            Of([.. Manage, "Microsoft.KeyVault/*"], []) with
            {
                NotActions =
                [
                    "Microsoft.KeyVault/locations/deletedVaults/purge/action", "Microsoft.KeyVault/hsmPools/*",
                    "Microsoft.KeyVault/managedHsms/*",
                ],
            }),
        new(Roles.StorageAccountContributor, "Manages storage accounts.", Of([.. Manage, "Microsoft.Storage/storageAccounts/*"], [])),
        new(
            Roles.ManagedIdentityContributor,
            "Manages user-assigned identities.",
            Of([.. Manage, "Microsoft.ManagedIdentity/userAssignedIdentities/*"], [])),
        new(
            Roles.StorageBlobDataOwner,
            "Does everything with containers and blobs.",
            Of([$"{Containers}/*", DelegationKey], [$"{Containers}/blobs/*"])),
        new(
            Roles.StorageBlobDataContributor,
            "Reads, writes and deletes containers and blobs.",
            Of(
                [
                    $"{Containers}/delete",
                    $"{Containers}/read",
                    $"{Containers}/write",
                    "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action",
                ],
                [
                    $"{Containers}/blobs/delete",
                    $"{Containers}/blobs/read",
                    $"{Containers}/blobs/write",
                    $"{Containers}/blobs/move/action",
                    $"{Containers}/blobs/add/action",
                ])),
        new(
            Roles.StorageBlobDataReader,
            "Reads and lists containers and blobs.",
            Of([$"{Containers}/read", DelegationKey], [$"{Containers}/blobs/read"])),
    ];

    /// <param name="definitionName">The GUID of the role's definition.</param>
    public static BuiltInRole? Named(string definitionName) =>
        All.FirstOrDefault(role => ResourceId.Same(role.Role.DefinitionName, definitionName));

    private static RolePermission Of(string[] actions, string[] dataActions) => new(actions, [], dataActions, []);
}

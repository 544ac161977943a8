using System.IO.Enumeration;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What a built-in role allows. An asterisk in an action stands for anything.</summary>
/// <param name="Actions">In Azure Resource Manager.</param>
/// <param name="DataActions">In the services themselves.</param>
/// <remarks>Source: Microsoft, "Azure built-in roles for Security".</remarks>
internal sealed record BuiltInRole(Role Role, string Description, IReadOnlyList<string> Actions, IReadOnlyList<string> DataActions)
{
    private const string Keys = "Microsoft.KeyVault/vaults/keys";

    /// <summary>What administrators, officers and readers of vaults may see in Azure Resource Manager.</summary>
    private static readonly IReadOnlyList<string> Look =
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

    /// <summary>The roles that can be assigned here; those local to a managed HSM are not Azure Resource Manager's.</summary>
    public static readonly IReadOnlyList<BuiltInRole> All =
    [
        new(
            Roles.KeyVaultCryptoServiceEncryptionUser,
            "Reads the metadata of keys, wraps and unwraps with them.",
            [
                "Microsoft.EventGrid/eventSubscriptions/write",
                "Microsoft.EventGrid/eventSubscriptions/read",
                "Microsoft.EventGrid/eventSubscriptions/delete",
            ],
            [$"{Keys}/read", $"{Keys}/wrap/action", $"{Keys}/unwrap/action"]),
        new(
            Roles.KeyVaultCryptoOfficer,
            "Does everything with keys, but gives no permissions.",
            Look,
            [$"{Keys}/*", "Microsoft.KeyVault/vaults/keyrotationpolicies/*"]),
        new(
            Roles.KeyVaultCryptoUser,
            "Does cryptographic operations with keys.",
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
            ]),
        new(Roles.KeyVaultAdministrator, "Does everything with the contents of vaults.", Look, ["Microsoft.KeyVault/vaults/*"]),
        new(
            Roles.KeyVaultReader,
            "Reads the metadata of vaults and of their contents.",
            Look,
            ["Microsoft.KeyVault/vaults/*/read", "Microsoft.KeyVault/vaults/secrets/readMetadata/action"]),
    ];

    /// <param name="definitionName">The GUID of the role's definition.</param>
    public static BuiltInRole? Named(string definitionName) =>
        All.FirstOrDefault(role => ResourceId.Same(role.Role.DefinitionName, definitionName));

    public bool AllowsData(string action) => DataActions.Any(allowed => FileSystemName.MatchesSimpleExpression(allowed, action));
}

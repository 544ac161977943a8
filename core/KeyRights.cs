namespace XtCmkInfra.Core;

/// <summary>What a role or an access policy permits with the keys in its scope.</summary>
[Flags]
public enum KeyRights
{
    None = 0,

    /// <summary>To read a key's public half and its attributes.</summary>
    Read = 1,
    Wrap = 2,
    Unwrap = 4,

    /// <summary>To decrypt, which gives the same as to unwrap.</summary>
    Decrypt = 8,

    /// <summary>Anything else: encrypt, sign, verify, create, change or delete.</summary>
    Other = 16,

    /// <summary>Not the keys, but to decide who reaches them, and whether they and their vault stay.</summary>
    Manage = 32,

    /// <summary>What it permits cannot be determined.</summary>
    Unclear = 64,

    /// <summary>To get the key itself out of its vault, or to destroy it: back up, export, release or purge.</summary>
    Extract = 128,

    /// <summary>What Azure Storage needs of a key. Source: Microsoft, "Customer-managed keys for Azure Storage encryption".</summary>
    Needed = Read | Wrap | Unwrap,

    /// <summary>Everything that can be done with keys.</summary>
    Everything = Needed | Decrypt | Other | Extract,
}

/// <summary>How far a grant reaches.</summary>
public enum GrantScope
{
    /// <summary>One version of a key.</summary>
    Version,

    /// <summary>One key.</summary>
    Key,

    /// <summary>Every key of a vault.</summary>
    Vault,

    /// <summary>Every vault of a resource group, a subscription or more.</summary>
    Wider,
}

/// <summary>The names under which Key Vault and Azure Resource Manager grant rights on keys, each stated once.</summary>
public static class KeyPermissionNames
{
    /// <summary>The access policy's permissions that Azure Storage needs, as Azure writes them.</summary>
    public static readonly IReadOnlyList<string> Needed = ["get", "wrapKey", "unwrapKey"];

    /// <summary>The access policy's permissions of those who look after the key. They wrap and unwrap nothing.</summary>
    public static readonly IReadOnlyList<string> OfCryptoOfficer =
        ["get", "list", "update", "create", "rotate", "getrotationpolicy", "setrotationpolicy", "recover"];

    /// <summary>The operations that a key must permit for Azure Storage.</summary>
    public static readonly IReadOnlyList<string> NeededOperations = ["wrapKey", "unwrapKey"];

    /// <summary>The last parts of the data actions on keys; source: Azure's resource provider operations of Microsoft.KeyVault.</summary>
    public static readonly IReadOnlyDictionary<string, KeyRights> DataActions = new Dictionary<string, KeyRights>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["read"] = KeyRights.Read,
        ["wrap/action"] = KeyRights.Wrap,
        ["unwrap/action"] = KeyRights.Unwrap,
        ["decrypt/action"] = KeyRights.Decrypt,
        ["encrypt/action"] = KeyRights.Other,
        ["sign/action"] = KeyRights.Other,
        ["verify/action"] = KeyRights.Other,
        ["create/action"] = KeyRights.Other,
        ["import/action"] = KeyRights.Other,
        ["update/action"] = KeyRights.Other,
        ["delete"] = KeyRights.Other,
        ["rotate/action"] = KeyRights.Other,
        ["backup/action"] = KeyRights.Extract,
        ["restore/action"] = KeyRights.Other,
        ["recover/action"] = KeyRights.Other,
        ["purge/action"] = KeyRights.Extract,
        ["release/action"] = KeyRights.Extract,
    };

    /// <summary>The beginning of the names of the data actions on keys.</summary>
    public const string DataActionPrefix = "Microsoft.KeyVault/vaults/keys/";

    /// <summary>
    /// The actions with which somebody can grant rights on keys to anybody, revoke them, or delete the keys' vault or what protects it.
    /// </summary>
    public static readonly IReadOnlyList<string> ManagingActions =
    [
        "Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/roleAssignments/delete",
        "Microsoft.Authorization/roleDefinitions/write", "Microsoft.Authorization/roleManagementPolicies/write",
        "Microsoft.Authorization/roleAssignmentScheduleRequests/write", "Microsoft.Authorization/roleEligibilityScheduleRequests/write",
        "Microsoft.Authorization/elevateAccess/Action", "Microsoft.Authorization/denyAssignments/write",
        "Microsoft.Authorization/locks/delete",
        "Microsoft.KeyVault/vaults/write", "Microsoft.KeyVault/vaults/accessPolicies/write", "Microsoft.KeyVault/vaults/delete",
        "Microsoft.KeyVault/managedHSMs/write", "Microsoft.KeyVault/managedHSMs/delete",
        "Microsoft.KeyVault/locations/deletedVaults/purge/action", "Microsoft.KeyVault/locations/deletedManagedHsms/purge/action",
        "Microsoft.Resources/subscriptions/resourceGroups/delete",
    ];

    /// <summary>What one permission of an access policy gives.</summary>
    public static KeyRights OfPermission(string permission) => permission.ToLowerInvariant() switch
    {
        "get" => KeyRights.Read,
        "wrapkey" => KeyRights.Wrap,
        "unwrapkey" => KeyRights.Unwrap,
        "decrypt" => KeyRights.Decrypt,
        "backup" or "purge" or "release" => KeyRights.Extract,
        "all" => KeyRights.Everything,
        _ => KeyRights.Other,
    };

    /// <summary>Whether the rights are enough for Azure Storage.</summary>
    public static bool Suffice(this KeyRights rights) => (rights & KeyRights.Needed) == KeyRights.Needed;

    /// <summary>Whether a wrapped data key can be unwrapped with the rights.</summary>
    public static bool Unwraps(this KeyRights rights) => (rights & (KeyRights.Unwrap | KeyRights.Decrypt)) != 0;

    /// <summary>Whether somebody can get at what the key protects, or put an end to it, with the rights.</summary>
    public static bool Endanger(this KeyRights rights) => rights.Unwraps() || rights.HasFlag(KeyRights.Extract);

    /// <summary>Whether the rights go beyond what Azure Storage needs.</summary>
    public static bool AreBroad(this KeyRights rights) => (rights & ~KeyRights.Needed) != 0;
}

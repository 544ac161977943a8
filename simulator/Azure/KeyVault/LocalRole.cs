using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What the local roles of a managed HSM allow.</summary>
/// <remarks>Source: Microsoft, "Local RBAC built-in roles for Managed HSM".</remarks>
internal static class LocalRole
{
    private static readonly IReadOnlyList<KeyOperation> OfOfficers = [KeyOperation.Recover, KeyOperation.Purge, KeyOperation.GetDeleted];

    /// <summary>The roles that can be assigned here.</summary>
    public static readonly IReadOnlyList<Role> All =
    [
        Roles.ManagedHsmAdministrator, Roles.ManagedHsmCryptoOfficer, Roles.ManagedHsmCryptoUser, Roles.ManagedHsmPolicyAdministrator,
        Roles.ManagedHsmCryptoAuditor, Roles.ManagedHsmCryptoServiceEncryptionUser,
    ];

    public static bool Allows(Role? role, KeyOperation operation) => role switch
    {
        _ when role == Roles.ManagedHsmCryptoServiceEncryptionUser =>
            KeyOperation.OfStorage.Contains(operation) || operation == KeyOperation.List,
        _ when role == Roles.ManagedHsmCryptoUser => operation == KeyOperation.GetDeleted || !OfOfficers.Contains(operation),
        _ when role == Roles.ManagedHsmCryptoOfficer => OfOfficers.Contains(operation),
        _ when role == Roles.ManagedHsmCryptoAuditor => operation == KeyOperation.Get || operation == KeyOperation.List,
        _ => false,
    };

    /// <summary>Whether one may see and change the role assignments with it.</summary>
    public static bool Manages(Role? role) =>
        role == Roles.ManagedHsmAdministrator || role == Roles.ManagedHsmCryptoOfficer || role == Roles.ManagedHsmPolicyAdministrator;
}

namespace XtCmkInfra.Core;

/// <summary>An Azure built-in role.</summary>
/// <param name="Name">As the portal shows it.</param>
/// <param name="DefinitionName">The GUID that ends the id of the role's definition; the same in every tenant.</param>
public sealed record Role(string Name, string DefinitionName, KeyRights Rights)
{
    /// <summary>The role definition's resource id in a subscription, in the form in which Azure answers it.</summary>
    public string DefinitionId(SubscriptionId subscription) =>
        $"/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{DefinitionName}";

    public override string ToString() => Name;
}

/// <summary>
/// The built-in roles that matter to a customer-managed key; no other file holds a role's GUID.
/// Source: Microsoft, "Azure built-in roles for Security" and "Managed HSM local RBAC built-in roles".
/// </summary>
public static class Roles
{
    /// <summary>Reads a key's metadata, wraps and unwraps with it: what Azure Storage needs, and nothing else.</summary>
    public static readonly Role KeyVaultCryptoServiceEncryptionUser =
        new("Key Vault Crypto Service Encryption User", "e147488a-f6f5-4113-8e2d-b22465e65bf6", KeyRights.Needed);

    /// <summary>Does everything with keys, but grants nothing to anybody.</summary>
    public static readonly Role KeyVaultCryptoOfficer =
        new("Key Vault Crypto Officer", "14b46e9e-c2b7-41b4-b07b-48a6ebf60603", KeyRights.Everything);

    /// <summary>Also encrypts, decrypts, signs and verifies: broader than Azure Storage needs.</summary>
    public static readonly Role KeyVaultCryptoUser =
        new("Key Vault Crypto User", "12338af0-0e69-4776-bea7-57ae8d297424", KeyRights.Everything);

    public static readonly Role KeyVaultAdministrator =
        new("Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483", KeyRights.Everything);

    public static readonly Role KeyVaultReader =
        new("Key Vault Reader", "21090545-7ca7-4776-b22c-e363652d74d2", KeyRights.None);

    /// <summary>The local role of a managed HSM; its assignments are made on the HSM's data plane, not through ARM.</summary>
    public static readonly Role ManagedHsmCryptoServiceEncryptionUser =
        new("Managed HSM Crypto Service Encryption User", "33413926-3206-4cdd-b39a-83574fe37a17", KeyRights.Needed);

    /// <summary>The local role of a managed HSM with which one does everything with its keys but purge, recover and export them.</summary>
    public static readonly Role ManagedHsmCryptoUser =
        new("Managed HSM Crypto User", "21dbd100-6940-42c2-9190-5d6cb909625b", KeyRights.Everything);

    public static readonly Role UserAccessAdministrator =
        new("User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", KeyRights.Manage);

    public static readonly Role Owner = new("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", KeyRights.Manage);

    public static readonly Role Contributor = new("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c", KeyRights.Manage);

    public static readonly Role Reader = new("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7", KeyRights.None);

    public static readonly Role KeyVaultContributor =
        new("Key Vault Contributor", "f25e0fa2-a7c8-4377-a976-54943a77a395", KeyRights.Manage);

    public static readonly Role StorageAccountContributor =
        new("Storage Account Contributor", "17d1049b-9a84-46fb-8f53-869881c3d3ab", KeyRights.None);

    public static readonly Role ManagedIdentityContributor =
        new("Managed Identity Contributor", "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59", KeyRights.None);

    public static readonly Role StorageBlobDataOwner =
        new("Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", KeyRights.None);

    public static readonly Role StorageBlobDataContributor =
        new("Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", KeyRights.None);

    public static readonly Role StorageBlobDataReader =
        new("Storage Blob Data Reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", KeyRights.None);

    /// <summary>The local role of a managed HSM with which one decides who may do what, and nothing with its keys.</summary>
    public static readonly Role ManagedHsmAdministrator =
        new("Managed HSM Administrator", "a290e904-7015-4bba-90c8-60543313cdb4", KeyRights.Manage);

    /// <summary>The local role of a managed HSM with which one recovers and purges its keys, and decides who may do what.</summary>
    public static readonly Role ManagedHsmCryptoOfficer = new(
        "Managed HSM Crypto Officer", "515eb02d-2335-4d2d-92f2-b1cbdf9c3778", KeyRights.Other | KeyRights.Extract | KeyRights.Manage);

    public static readonly Role ManagedHsmPolicyAdministrator =
        new("Managed HSM Policy Administrator", "4bd23610-cdcf-4971-bdee-bdc562cc28e4", KeyRights.Manage);

    public static readonly Role ManagedHsmCryptoAuditor =
        new("Managed HSM Crypto Auditor", "2c18b078-7c48-4d3a-af88-5a3a1b3f82b3", KeyRights.None);

    public static readonly IReadOnlyList<Role> All =
    [
        KeyVaultCryptoServiceEncryptionUser, KeyVaultCryptoOfficer, KeyVaultCryptoUser, KeyVaultAdministrator, KeyVaultReader,
        ManagedHsmCryptoServiceEncryptionUser, ManagedHsmCryptoUser, UserAccessAdministrator, Owner, Contributor, Reader,
        KeyVaultContributor,
        StorageAccountContributor, ManagedIdentityContributor, StorageBlobDataOwner, StorageBlobDataContributor, StorageBlobDataReader,
        ManagedHsmAdministrator, ManagedHsmCryptoOfficer, ManagedHsmPolicyAdministrator, ManagedHsmCryptoAuditor,

        // Roles that the programs never give, and that a review meets.
        new("Key Vault Crypto Service Release User", "08bbd89e-9f13-488c-ac41-acfcb10c90ab", KeyRights.Extract),
        new("Key Vault Data Access Administrator", "8b54135c-b56d-4d72-a534-26097cfdc8d8", KeyRights.Manage),
        new("Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168", KeyRights.Manage),
        new("Key Vault Secrets User", "4633458b-17de-408a-b874-0445c86b69e6", KeyRights.None),
        new("Key Vault Secrets Officer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", KeyRights.None),
        new("Key Vault Certificates Officer", "a4417e6f-fecd-4de8-b567-7b0420556985", KeyRights.None),
        new("Managed HSM Backup", "7b127d3c-77bd-4e3e-bbe0-dbb8971fa7f8", KeyRights.Extract),
        new("Managed HSM Restore", "6efe6056-5259-49d2-8b3d-d3d73544b20b", KeyRights.Other),
        new("Key Vault Certificate User", "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba", KeyRights.None),
    ];

    /// <summary>The role whose definition id this is, in whatever scope; null for a role that is not listed here.</summary>
    public static Role? Of(string definitionId) => All.FirstOrDefault(
        role => definitionId.EndsWith(role.DefinitionName, StringComparison.OrdinalIgnoreCase));
}

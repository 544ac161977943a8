namespace XtCmkInfra.Core;

/// <summary>An Azure built-in role.</summary>
/// <param name="Name">As the portal shows it.</param>
/// <param name="DefinitionName">The GUID that ends the id of the role's definition; the same in every tenant.</param>
public sealed record Role(string Name, string DefinitionName)
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
        new("Key Vault Crypto Service Encryption User", "e147488a-f6f5-4113-8e2d-b22465e65bf6");

    /// <summary>Does everything with keys, but grants nothing to anybody.</summary>
    public static readonly Role KeyVaultCryptoOfficer =
        new("Key Vault Crypto Officer", "14b46e9e-c2b7-41b4-b07b-48a6ebf60603");

    /// <summary>Also encrypts, decrypts, signs and verifies: broader than Azure Storage needs.</summary>
    public static readonly Role KeyVaultCryptoUser =
        new("Key Vault Crypto User", "12338af0-0e69-4776-bea7-57ae8d297424");

    public static readonly Role KeyVaultAdministrator =
        new("Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483");

    public static readonly Role KeyVaultReader =
        new("Key Vault Reader", "21090545-7ca7-4776-b22c-e363652d74d2");

    /// <summary>The local role of a managed HSM; its assignments are made on the HSM's data plane, not through ARM.</summary>
    public static readonly Role ManagedHsmCryptoServiceEncryptionUser =
        new("Managed HSM Crypto Service Encryption User", "33413926-3206-4cdd-b39a-83574fe37a17");

    public static readonly IReadOnlyList<Role> All =
    [
        KeyVaultCryptoServiceEncryptionUser, KeyVaultCryptoOfficer, KeyVaultCryptoUser, KeyVaultAdministrator, KeyVaultReader,
        ManagedHsmCryptoServiceEncryptionUser,
    ];

    /// <summary>The role whose definition id this is, in whatever scope; null for a role that is not listed here.</summary>
    public static Role? Of(string definitionId) => All.FirstOrDefault(
        role => definitionId.EndsWith("/" + role.DefinitionName, StringComparison.OrdinalIgnoreCase));
}

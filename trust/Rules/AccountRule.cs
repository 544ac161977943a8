namespace XtCmkInfra.Trust;

/// <summary>The rules themselves.</summary>
public static class AccountRule
{
    private const string StillReadable =
        "The data stays readable and is not re-encrypted.";

    public static readonly Rule MicrosoftKeys = new(
        "account-microsoft-keys",
        Severity.Critical,
        "The account is encrypted with a Microsoft-managed key",
        "The customer's key no longer protects the data. If the customer revokes access, the vendor still reads everything.",
        "Set encryption.keySource to Microsoft.Keyvault again, unless the customer has agreed in writing.")
    {
        Holds = "The account is encrypted with the customer's key",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule KeyScope = new(
        "account-key-scope",
        Severity.Critical,
        "The key does not cover the agreed queues and tables",
        "Azure sets keyType of queues and tables only when it creates an account. This change replaces the account, and its data is lost.",
        "Undo the edit. If the change is intended, create a second account and move the data.")
    {
        Holds = "The key covers the agreed queues and tables",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule OtherIdentity = new(
        "account-identity",
        Severity.High,
        "The account uses another identity for its key than agreed",
        "Unless the new identity has a federated credential on the application, the account can no longer be read or written.",
        "Make sure that the new identity has its federated credential, and apply that first.")
    {
        Holds = "The account uses the agreed identity for its key",
        Effect = Effect.None,
    };

    public static readonly Rule OtherApplication = new(
        "account-federated-client",
        Severity.High,
        "The account does not act as the agreed application",
        "Unless the customer has granted that application access, the account can no longer be read or written.",
        "Set encryption.encryptionIdentity.encryptionFederatedIdentityClientId to the client id that the customer has granted.")
    {
        Holds = "The account acts as the agreed application",
        Effect = Effect.None,
    };

    /// <summary>Source: bicep-registry-modules#4467, a report; Microsoft documents no such limit.</summary>
    public static readonly Rule IdentityWithKey = new(
        "account-identity-with-key",
        Severity.Medium,
        "One update changes both the account's key and its identity or application",
        "Azure is reported to refuse this. The update fails, and the account keeps its key, identity and application.",
        "Make two updates: first the identity or application with the present key, then the key.");

    public static readonly Rule Detached = new(
        "account-identity-detached",
        Severity.High,
        "The account's identity for the key is not attached to the account",
        "An account can only use an attached identity. Azure refuses the change, or the account loses access to its key.",
        "List the identity of encryption.encryptionIdentity in identity.userAssignedIdentities too.")
    {
        Holds = "The account's identity for the key is attached to the account",
    };

    public static readonly Rule BlockGone = new(
        "account-block-gone",
        Severity.Medium,
        "The program no longer has an encryption block for the account",
        "Azure keeps the present encryption, and the data is unchanged. Drift is no longer found.",
        "Restore the block. To give up the customer's key, set keySource: Microsoft.Storage.");

    public static readonly Rule KeyUnnamed = new(
        "account-key-unnamed",
        Severity.Medium,
        "The encryption block does not name its key",
        "Azure refuses the edit, or keeps the account's key. Drift is no longer found.",
        "Restore keyVaultUri and keyName. To give up the customer's key, set keySource: Microsoft.Storage.")
    {
        Holds = "The encryption block names its key",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule OtherVault = new(
        "account-other-vault",
        Severity.Medium,
        "The account uses a key in another vault than agreed",
        StillReadable + " The vendor needs a grant on the new key, and the old key must stay enabled until the account uses the new one.",
        "Ask the customer to confirm vault and grant. Keep the old key until the account reports the new one.")
    {
        Holds = "The account uses a key in the agreed vault",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule OtherKey = new(
        "account-other-key",
        Severity.Medium,
        "The account uses another key than agreed",
        StillReadable + " The vendor needs a grant on the new key, and the old key must stay enabled until the account uses the new one.",
        "Ask the customer to confirm key and grant. Keep the old key until the account reports the new one.")
    {
        Holds = "The account uses the agreed key",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule OtherVersion = new(
        "account-other-version",
        Severity.Medium,
        "The account uses another version of its key than agreed",
        StillReadable + " A version that is disabled or gone takes the data offline.",
        "Make sure that the version is enabled, and keep the old one enabled for a day.")
    {
        Holds = "The account uses the agreed version of its key",
    };

    public static readonly Rule Pinned = new(
        "account-pinned",
        Severity.Medium,
        "The account does not follow the newest version of its key",
        "The customer's rotations do not reach the account. If the pinned version is disabled or expires, the data goes offline.",
        "Remove encryption.keyVaultProperties.keyVersion, unless somebody updates it after every rotation.")
    {
        Holds = "The account follows the newest version of its key, or stays at the agreed one",
    };

    public static readonly Rule Unpinned = new(
        "account-follows",
        Severity.Low,
        "The account follows the newest version of its key now",
        "Azure Storage checks for a new version once a day, and uses it.",
        "After a rotation, wait a day before you disable the old version.");

    public static readonly Rule Infrastructure = new(
        "account-infrastructure-encryption",
        Severity.Medium,
        "The second layer of encryption (requireInfrastructureEncryption) is not as agreed",
        "Azure sets it only when it creates an account, and refuses or ignores the edit.",
        "Undo the edit. If the change is intended, create a second account and move the data.")
    {
        Holds = "The second layer of encryption is as agreed",
    };

    public static readonly Rule TakesKey = new(
        "account-takes-key",
        Severity.Low,
        "The account is encrypted with the customer's key now",
        "The customer's key protects the data, and the customer can revoke access.",
        "Compare the key with the customer's handoff record.")
    {
        Holds = "The account has Microsoft-managed keys, as agreed",
        Effect = Effect.None,
    };

    public static readonly Rule Uncovered = new(
        "account-service-uncovered",
        Severity.Critical,
        "Blobs or files of the account are not under its key",
        "The customer's key does not protect the data of these services. The customer cannot revoke access to it.",
        "Set encryption.services.blob and .file to enabled: true and keyType: Account. If Azure refuses, move the data to another account.")
    {
        Holds = "Blobs and files of the account are under its key",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule Moved = new(
        "account-moved",
        Severity.Medium,
        "The account is in another resource group than agreed",
        "The data is not affected. The vendor's program does not find the account, and would create another.",
        "Move the account back, or give the program its new resource group and import it there.")
    {
        Holds = "The account is in the agreed resource group",
    };

    public static readonly Rule New = new(
        "account-new",
        Severity.Low,
        "The storage account is new",
        "It is for a customer's data, encrypted with the key that is shown.",
        "Compare the key with the customer's handoff record. An account without one awaits its key.");

    public static readonly Rule VendorVault = new(
        "account-vendor-vault",
        Severity.High,
        "The account uses a key of the vendor's own",
        "The vault is in the vendor's program or tenant. The customer cannot revoke access to the key.",
        "Use the vault in the customer's tenant again, unless the customer has agreed in writing.");

    public static readonly Rule NewWithoutKey = new(
        "account-new-without-key",
        Severity.Medium,
        "A new storage account has no customer's key, and others of the program have one",
        "Its data is encrypted with a Microsoft-managed key, and no customer can revoke access.",
        "Use the customer's key, or keep customers' data out of the account.");

    public static IEnumerable<Rule> All =>
    [
        VendorVault, NewWithoutKey, MicrosoftKeys, KeyScope, OtherIdentity, OtherApplication, IdentityWithKey, Detached, BlockGone,
        KeyUnnamed,
        OtherVault, OtherKey, OtherVersion, Pinned, Unpinned, Infrastructure, TakesKey, Uncovered, Moved, New,
    ];
}

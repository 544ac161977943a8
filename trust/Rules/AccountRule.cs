namespace XtCmkInfra.Trust;

/// <summary>The rules themselves.</summary>
public static class AccountRule
{
    private const string StillReadable =
        "The data stays readable, and is not encrypted anew; only its root key is wrapped with the other key.";

    public static readonly Rule MicrosoftKeys = new(
        "account-microsoft-keys",
        Severity.Critical,
        "The account goes to Microsoft-managed keys",
        "The customer's key no longer protects the data: the customer can take it away, and the vendor still reads everything.",
        "Set encryption.keySource to Microsoft.Keyvault again, unless the customer has agreed in writing.")
    {
        Holds = "The account is encrypted with the customer's key",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule KeyScope = new(
        "account-key-scope",
        Severity.Critical,
        "The scope of the key for queues or tables changes",
        "Azure takes keyType of queues and tables only when an account is made, so this asks for a new account and the loss of this one's "
            + "data.",
        "Undo the edit. To change it on purpose, make a second account and move the data.")
    {
        Holds = "The key covers the queues and tables that it was made for",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule OtherIdentity = new(
        "account-identity",
        Severity.High,
        "The account asks for its key with another identity",
        "Unless the new identity has a federated credential on the application, the account can no longer be read or written.",
        "Make sure that the new identity has its federated credential, and apply that first.")
    {
        Holds = "The account asks for its key with the agreed identity",
        Effect = Effect.None,
    };

    public static readonly Rule OtherApplication = new(
        "account-federated-client",
        Severity.High,
        "The account acts as another application, or as none",
        "Unless the customer has installed and granted that application, the account can no longer be read or written.",
        "Set encryption.encryptionIdentity.encryptionFederatedIdentityClientId to the client id that the customer has granted.")
    {
        Holds = "The account acts as the agreed application",
        Effect = Effect.None,
    };

    /// <summary>Source: bicep-registry-modules#4467, a report; Microsoft documents no such limit.</summary>
    public static readonly Rule IdentityWithKey = new(
        "account-identity-with-key",
        Severity.Medium,
        "The account changes its identity or application and its key in one update",
        "Azure is reported to refuse that: the update fails, and the account goes on with what it has.",
        "Make two updates of it: first the identity or the application with the key that the account has, then the key.");

    public static readonly Rule Detached = new(
        "account-identity-detached",
        Severity.High,
        "The identity that asks for the key is not attached to the account",
        "Azure refuses the change, or the account loses its key: it can only act as an identity that it has.",
        "List the identity of encryption.encryptionIdentity in identity.userAssignedIdentities too.")
    {
        Holds = "The identity that asks for the key is attached to the account",
    };

    public static readonly Rule BlockGone = new(
        "account-block-gone",
        Severity.Medium,
        "The encryption block is gone from the program",
        "Azure keeps what it has, so nothing happens to the data, but the program no longer says what is true, and drift is no longer "
            + "seen.",
        "Put the block back. To give up the customer's key on purpose, write keySource: Microsoft.Storage.");

    public static readonly Rule KeyUnnamed = new(
        "account-key-unnamed",
        Severity.Medium,
        "The encryption block no longer says which key it is",
        "Azure refuses the edit, or keeps the key that the account has: the program no longer says what is true, and drift is no longer "
            + "seen.",
        "Put keyVaultUri and keyName back. To give up the customer's key on purpose, write keySource: Microsoft.Storage.")
    {
        Holds = "The account says which key it is encrypted with",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule OtherVault = new(
        "account-other-vault",
        Severity.Medium,
        "The account takes a key in another vault",
        StillReadable + " The vendor needs the right on the new key, and the old one must stay until the account has moved.",
        "Ask the customer whether the vault is theirs and the right is granted; keep the old key until the account reports the new one.")
    {
        Holds = "The account uses a key in the agreed vault",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule OtherKey = new(
        "account-other-key",
        Severity.Medium,
        "The account takes another key",
        StillReadable + " The vendor needs the right on the new key, and the old one must stay until the account has moved.",
        "Ask the customer whether the key is theirs and the right is granted; keep the old key until the account reports the new one.")
    {
        Holds = "The account uses the agreed key",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule OtherVersion = new(
        "account-other-version",
        Severity.Medium,
        "The account is pinned to another version of its key",
        StillReadable + " A version that is disabled or gone takes the data offline.",
        "Make sure that the version is enabled, and keep the old one enabled for a day.")
    {
        Holds = "The account uses the agreed version of its key",
    };

    public static readonly Rule Pinned = new(
        "account-pinned",
        Severity.Medium,
        "The account no longer follows the newest version of its key",
        "The customer's rotations no longer reach the account; once the pinned version is disabled or expires, the data is offline.",
        "Leave encryption.keyVaultProperties.keyVersion out, unless somebody moves it on at every rotation.")
    {
        Holds = "The account follows the newest version of its key, or stays at the agreed one",
    };

    public static readonly Rule Unpinned = new(
        "account-follows",
        Severity.Low,
        "The account follows the newest version of its key from now on",
        "Azure Storage looks for a new version once a day, and takes it.",
        "Nothing to do. After a rotation, wait a day before disabling the old version.");

    public static readonly Rule Infrastructure = new(
        "account-infrastructure-encryption",
        Severity.Medium,
        "The second layer of encryption (requireInfrastructureEncryption) changes",
        "Azure takes it only when an account is made, and refuses or ignores the edit.",
        "Undo the edit. To change it on purpose, make a second account and move the data.")
    {
        Holds = "The second layer of encryption is as agreed",
    };

    public static readonly Rule TakesKey = new(
        "account-takes-key",
        Severity.Low,
        "The account takes the customer's key",
        "From now on the customer's key protects the data, and the customer can take it away.",
        "Nothing to do, if the key's address is the one that the customer handed over.")
    {
        Holds = "The account has Microsoft-managed keys, as agreed",
        Effect = Effect.None,
    };

    public static readonly Rule Uncovered = new(
        "account-service-uncovered",
        Severity.Critical,
        "Blobs or files of the account are not under its key",
        "The customer's key does not protect what is in these services: the customer cannot take it away.",
        "Set encryption.services.blob and .file to enabled: true and keyType: Account; move the data to another account if Azure refuses.")
    {
        Holds = "Blobs and files of the account are under its key",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule Moved = new(
        "account-moved",
        Severity.Medium,
        "The account is in another resource group than was promised",
        "The data is not concerned, but the vendor's program looks for the account where it no longer is, and would make another.",
        "Move the account back, or give the program its new resource group and import it there.")
    {
        Holds = "The account is where it was promised",
    };

    public static readonly Rule New = new(
        "account-new",
        Severity.Low,
        "A storage account is new",
        "A customer's data goes into it, under the key that is shown.",
        "Nothing to do, if the key's address is the one that the customer handed over. An account without one awaits its key.");

    public static readonly Rule VendorVault = new(
        "account-vendor-vault",
        Severity.High,
        "The account takes a key of the vendor's own",
        "The vault is in the vendor's program or tenant: whoever has it is the vendor, so the customer can no longer take the key away.",
        "Name the vault of the customer's tenant again, unless the customer has agreed in writing.");

    public static readonly Rule NewWithoutKey = new(
        "account-new-without-key",
        Severity.Medium,
        "A storage account is new and has no customer's key, beside others that have one",
        "What goes into it is under Microsoft-managed keys: no customer can take the key away.",
        "Give it the customer's key, or keep customers' data out of it.");

    public static IEnumerable<Rule> All =>
    [
        VendorVault, NewWithoutKey, MicrosoftKeys, KeyScope, OtherIdentity, OtherApplication, IdentityWithKey, Detached, BlockGone,
        KeyUnnamed,
        OtherVault, OtherKey, OtherVersion, Pinned, Unpinned, Infrastructure, TakesKey, Uncovered, Moved, New,
    ];
}

namespace XtCmkInfra.Trust;

/// <summary>Rules that only the live chain can break: they are about time, about other people, and about limits.</summary>
internal static class LiveRules
{
    public static readonly Rule Budget = new(
        "federation-budget",
        Severity.Medium,
        "The application has no room for another federated credential",
        "Entra takes 20 of them for each application: the next identity cannot be federated. The accounts that exist are not concerned.",
        "Share an identity between customers, remove credentials that nothing uses, or take a second application.");

    public static readonly Rule VersionBehind = new(
        "account-version-behind",
        Severity.Medium,
        "The account still uses an older version of its key than the newest one",
        "Azure Storage takes a new version within a day. Disabling the old one now takes the data offline.",
        "Wait, and leave the old version enabled. If it stays, look whether the account can reach the vault.");

    public static readonly Rule VersionUnusable = new(
        "account-version-unusable",
        Severity.Critical,
        "The version of the key that the account uses is disabled, expired or gone",
        "The account can no longer be read or written, or will not be within the hour.",
        "Enable that version again until every account uses a newer one.");

    public static readonly Rule Unreadable = new(
        "account-unreadable",
        Severity.Critical,
        "The account's blob service cannot use the customer's key",
        "The data can be neither read nor written now. Nothing is lost as long as the key is there.",
        "Look at the other links: one of them says why. If none does, look at the code that is shown.");

    public static readonly Rule GrantMissing = new(
        "grant-missing",
        Severity.High,
        "The vendor's service principal has no right to use the key",
        "Its accounts can no longer be read or written. Nothing is lost: giving the right back restores them.",
        "If this is not a revocation on purpose, give it Key Vault Crypto Service Encryption User on the key.");

    public static readonly Rule GrantWider = new(
        "grant-wider",
        Severity.Medium,
        "The vendor's right reaches further than the key",
        "It can use other keys too, now or later.",
        "Give the role on the key alone, and take the wider one away.");

    public static readonly Rule Others = new(
        "grant-others",
        Severity.Medium,
        "Somebody else can unwrap with the key",
        "Whoever can unwrap, and gets hold of a wrapped data key, can read the data.",
        "Take the right away from those who do not need it. Administrators of keys need no more than to look after them.");

    public static readonly Rule Expired = new(
        "key-expired",
        Severity.High,
        "The key's newest version has expired, or is not valid yet",
        "Azure Storage does not take it into use; accounts that have it may stop working.",
        "Make a new version: xtcmk key rotate.");

    public static readonly Rule ExpiresSoon = new(
        "key-expires-soon",
        Severity.Medium,
        "The key's newest version expires soon",
        "Once it has expired, accounts that use it may stop working.",
        "Make a new version in time (xtcmk key rotate), or let the rotation policy make it.");

    public static readonly Rule KeyType = new(
        "key-type",
        Severity.High,
        "The key is of a type or size that Azure Storage does not take",
        "Azure Storage takes RSA and RSA-HSM keys of 2048, 3072 or 4096 bits; it refuses to take others into use.",
        "Make a key of one of these types and sizes, and move the accounts to it.");

    public static readonly Rule NoRotation = new(
        "key-rotation-missing",
        Severity.Low,
        "No rotation policy makes new versions of the key",
        "A version stays in use until somebody rotates it by hand.",
        "Set a rotation policy, or write down who rotates the key and when.");

    public static readonly Rule DisabledEarly = new(
        "key-version-disabled-early",
        Severity.High,
        "An older version was disabled less than a day after the newest was made",
        "Azure Storage looks for new versions once a day: accounts that still use the old one are offline until they find the new one.",
        "Enable the older version again until the newest is a day old and every account uses it.");

    public static readonly Rule PrincipalOther = new(
        "principal-other",
        Severity.High,
        "The service principal is another one than was handed over",
        "The right was given to one that is no longer there; the new one has none of its rights.",
        "Run the customer's program again, which gives the right to the one that is there.");

    public static readonly Rule IdentityOther = new(
        "identity-other",
        Severity.High,
        "The user-assigned identity is another one than was promised",
        "It was deleted and made anew: its principal id is another, and no federated credential lets it act as the application.",
        "Run the vendor's program again, which gives the new identity its federated credential.");

    public static readonly Rule HandoffKey = new(
        "handoff-key",
        Severity.Medium,
        "The vendor's stack and the customer's name different keys",
        "The account's data is under another key than the one that the customer's stack looks after, and nothing here says how that one is.",
        "Give the vendor the customer's hand-over, and run the vendor's program again; keep the old key until the account has moved.");

    public static readonly Rule HandoffApplication = new(
        "handoff-application",
        Severity.High,
        "The vendor's stack and the customer's name different applications",
        "The customer lets in another application than the one that the account acts as: the account cannot reach its key.",
        "Give the customer the vendor's hand-over, and run the customer's program again.");

    public static readonly Rule NotRevoked = new(
        "grant-not-revoked",
        Severity.High,
        "The vendor can still use the key, although access was revoked",
        "The customer believes that the vendor cannot read the data, and it can.",
        "Take the right away that is shown, or disable the key: xtcmk key disable --revoke.");

    public static IEnumerable<Rule> All =>
    [
        NotRevoked, Unreadable, Budget, VersionBehind, VersionUnusable, GrantMissing, GrantWider, Others, Expired, ExpiresSoon, KeyType, NoRotation, DisabledEarly,
        PrincipalOther, IdentityOther, HandoffKey, HandoffApplication,
    ];
}

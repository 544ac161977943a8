namespace XtCmkInfra.Trust;

/// <summary>One version of a key, as its vault lists it.</summary>
public sealed record KeyVersion(string Version, bool IsEnabled, DateTimeOffset Created, DateTimeOffset? NotBefore, DateTimeOffset? Expires)
{
    public bool IsValid(DateTimeOffset at) => !(Expires <= at) && !(NotBefore > at);
}

/// <summary>What the vendor's stack promises of one account.</summary>
/// <param name="AccountId">The ARM resource id.</param>
/// <param name="Key">Null for an account that has Microsoft-managed keys by agreement.</param>
/// <param name="PinnedVersion">Null where the account follows the newest version.</param>
/// <param name="Services">Those that the key covers, for example blob and file.</param>
public sealed record AccountPromise(
    string Customer,
    string AccountName,
    string AccountId,
    TenantId CustomerTenant,
    KeyUri? Key,
    string? PinnedVersion,
    string IdentityId,
    ObjectId IdentityPrincipal,
    ApplicationId Application,
    IReadOnlyList<string> Services);

/// <summary>A storage account as Azure has it.</summary>
/// <param name="VersionInUse">The version that wraps its data now; null where it does not say.</param>
public sealed record LiveAccount(string Id, AccountLink Link, KeyUri? VersionInUse);

/// <summary>The vendor's application as Microsoft Graph has it.</summary>
/// <param name="Passwords">How many passwords it has, as <paramref name="Certificates"/>.</param>
public sealed record LiveApplication(string SignInAudience, int Passwords, int Certificates);

/// <summary>A user-assigned identity of the vendor's as Azure has it.</summary>
public sealed record LiveIdentity(string Id, ObjectId Principal);

/// <summary>A federated credential as Microsoft Graph has it.</summary>
public sealed record LiveFederatedCredential(string Name, string Issuer, string Subject, IReadOnlyList<string> Audiences);

/// <summary>The application's service principal in the customer's tenant.</summary>
public sealed record LiveServicePrincipal(ObjectId Id, bool IsEnabled);

/// <summary>A role assignment that reaches the key, with what its role permits.</summary>
/// <param name="RoleName">As Azure shows it.</param>
/// <param name="Unwraps">Whether the role lets its holder unwrap, or decrypt, which gives the same.</param>
/// <param name="Suffices">Whether it lets get, wrap and unwrap, as Azure Storage needs.</param>
/// <param name="IsNarrow">Whether it lets do no more than that with keys or with who reaches them; it may let do less.</param>
public sealed record LiveGrant(string PrincipalId, string PrincipalType, string RoleName, string Scope, bool Unwraps, bool Suffices, bool IsNarrow);

/// <summary>The customer's key, and everything that is known of its versions.</summary>
/// <param name="KeyType">Null, and the operations are not known, where the vault does not show the key because it is disabled.</param>
/// <param name="Bits">The size of an RSA key.</param>
/// <param name="AnsweredAt">The vault's own time when it listed the versions: what their ages are reckoned from.</param>
public sealed record LiveKey(string? KeyType, int? Bits, IReadOnlyList<string> Operations, IReadOnlyList<KeyVersion> Versions, DateTimeOffset AnsweredAt)
{
    /// <summary>The newest version, enabled or not: the one that a URI without a version means.</summary>
    public KeyVersion? Newest => Versions.MaxBy(version => version.Created);

    /// <summary>The newest version that Azure Storage can take into use.</summary>
    public KeyVersion? NewestUsable => Versions.Where(version => version.IsEnabled && version.IsValid(AnsweredAt)).MaxBy(version => version.Created);

    /// <summary>Whether the key is disabled as a whole, and not only some version of it.</summary>
    public bool IsDisabled => Versions.All(version => !version.IsEnabled);
}

/// <summary>A key's rotation policy, as its vault has it.</summary>
/// <param name="Rotates">In words, when it makes a new version; null where it makes none.</param>
public sealed record LiveRotation(string? Rotates);

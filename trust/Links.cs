namespace XtCmkInfra.Trust;

/// <summary>What kinds of resource the chain of trust is made of.</summary>
public enum LinkKind
{
    StorageAccount,
    Vault,
    Key,
    Grant,
    ServicePrincipal,
    Application,
    FederatedCredential,
    Identity,

    /// <summary>A password or certificate, with which somebody can act as the application.</summary>
    Credential,

    /// <summary>Not a link itself, but what holds links: whoever deletes it deletes them.</summary>
    ResourceGroup,
}

/// <summary>One link of the chain of trust, as a program asks for it or as Azure has it.</summary>
public abstract record Link;

/// <summary>A storage account, as far as encryption is concerned.</summary>
/// <param name="Encryption">The <c>encryption</c> block as a whole: absent, unknown or secret, or known where there is one.</param>
/// <param name="VaultUri">Without a trailing slash.</param>
/// <param name="KeyVersion">Absent or empty means that Azure Storage follows the newest version.</param>
/// <param name="IdentityId">The ARM id of the identity with which the account asks for the key.</param>
/// <param name="QueueKeyType">Account or Service, as <paramref name="TableKeyType"/>; chosen at creation for good.</param>
public sealed record AccountLink(
    Value Encryption,
    Value KeySource,
    Value VaultUri,
    Value KeyName,
    Value KeyVersion,
    Value IdentityId,
    Value FederatedClientId,
    Values AttachedIdentities,
    Value QueueKeyType,
    Value TableKeyType,
    Value InfrastructureEncryption) : Link
{
    /// <summary>Whether the customer's key protects the account, as far as can be told.</summary>
    public Sameness UsesCustomerKey => KeySource.Knowledge switch
    {
        Knowledge.Known => KeySource.Is("Microsoft.Keyvault") ? Sameness.Same : Sameness.Different,
        Knowledge.Absent => Encryption.Knowledge switch
        {
            Knowledge.Absent or Knowledge.Known => Sameness.Different,
            _ => Sameness.CannotTell,
        },
        _ => Sameness.CannotTell,
    };

    /// <summary>The key for people: its address, or what is not known of it.</summary>
    public string KeyText => UsesCustomerKey switch
    {
        Sameness.Same => IsKeyNamed ? $"{VaultUri}/keys/{KeyName}" + (IsPinned ? $"/{KeyVersion}" : "") : "no key",
        Sameness.Different => Encryption.IsAbsent ? "no encryption block" : "Microsoft-managed keys",
        _ => Encryption.Knowledge == Knowledge.Known ? KeySource.ToString() : Encryption.ToString(),
    };

    /// <summary>Whether the block says which key it is, even where that is not known yet.</summary>
    public bool IsKeyNamed => !VaultUri.IsAbsent && !KeyName.IsAbsent;

    public bool IsPinned => !KeyVersion.IsAbsent && !KeyVersion.Is("");
}

/// <summary>A key vault or a managed HSM.</summary>
/// <param name="TrustedServices">Whether its firewall lets Azure Storage in: true or false.</param>
/// <param name="Rbac">Whether Azure RBAC decides, true or false; otherwise access policies do.</param>
/// <param name="Policies">Who may do what with keys where access policies decide.</param>
public sealed record VaultLink(
    Value PurgeProtection,
    Value SoftDelete,
    Value RetentionDays,
    Value Rbac,
    Value TrustedServices,
    Value TenantId,
    Value PolicyList,
    IReadOnlyList<GrantLink> Policies) : Link;

/// <summary>A key of a vault or of a managed HSM.</summary>
/// <param name="Expires">Seconds since 1970, as Azure writes it.</param>
/// <param name="ExpiryTime">How long each version lives by the rotation policy: an ISO 8601 period.</param>
/// <param name="RotateAfterCreate">When the rotation policy makes a new version, after the last one: an ISO 8601 period.</param>
/// <param name="RotateBeforeExpiry">When it makes one before the last one expires: an ISO 8601 period.</param>
public sealed record KeyLink(
    Value KeyType,
    Value KeySize,
    Values Operations,
    Value Enabled,
    Value Expires,
    Value NotBefore,
    Value ExpiryTime,
    Value RotateAfterCreate,
    Value RotateBeforeExpiry,
    Value Exportable) : Link;

/// <summary>Somebody's right to use keys: a role assignment, or an entry of a vault's access policies.</summary>
/// <param name="Role">The role definition's id; absent for an access policy.</param>
/// <param name="Permissions">What an access policy permits with keys.</param>
/// <param name="IsForInstalled">Whether an application holds it that the program itself installs in the tenant: the vendor's.</param>
public sealed record GrantLink(Value PrincipalId, Value PrincipalType, Value Role, Value Scope, Values Permissions, bool IsForInstalled = false) : Link
{
    /// <summary>Whether a person or a group of persons holds it; otherwise a service may.</summary>
    public bool IsForPeople => PrincipalType.Is("User") || PrincipalType.Is("Group") || PrincipalType.Is("ForeignGroup");
}

/// <summary>The vendor's application, installed in the customer's tenant.</summary>
public sealed record ServicePrincipalLink(Value ClientId, Value ObjectId, Value Enabled) : Link;

/// <summary>The vendor's application.</summary>
/// <param name="Passwords">What the registration itself declares as passwords; absent where there are none.</param>
public sealed record ApplicationLink(Value SignInAudience, Value Passwords) : Link
{
    public bool IsMultitenant => SignInAudience.Is("AzureADMultipleOrgs") || SignInAudience.Is("AzureADandPersonalMicrosoftAccount");
}

/// <summary>The federated credential, by which the vendor's identity acts as its application without a secret.</summary>
public sealed record FederatedCredentialLink(Value ApplicationId, Value Issuer, Value Subject, Values Audiences) : Link;

/// <summary>A user-assigned identity of the vendor.</summary>
/// <param name="PrincipalId">Its object id: what the federated credential must name.</param>
/// <param name="ClientId">What the federated credential is often given by mistake.</param>
public sealed record IdentityLink(Value PrincipalId, Value ClientId) : Link;

/// <summary>A password or certificate of an application or service principal.</summary>
/// <param name="Of">The application or service principal.</param>
public sealed record CredentialLink(Value Of) : Link;

/// <summary>A resource group.</summary>
/// <param name="HoldsLinks">Whether storage accounts, vaults or keys are in it; null where that cannot be told.</param>
public sealed record ResourceGroupLink(bool? HoldsLinks) : Link;

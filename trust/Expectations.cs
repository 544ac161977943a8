namespace XtCmkInfra.Trust;

/// <summary>What the vendor's stack expects of one account.</summary>
/// <param name="AccountId">The ARM resource id.</param>
/// <param name="Key">Null for an account that has Microsoft-managed keys by agreement.</param>
/// <param name="PinnedVersion">Null where the account follows the newest version.</param>
/// <param name="Services">Those that the key covers, for example blob and file.</param>
public sealed record AccountExpectation(
    string Customer,
    string AccountName,
    string AccountId,
    TenantId CustomerTenant,
    KeyUri? Key,
    string? PinnedVersion,
    string IdentityId,
    ObjectId IdentityPrincipal,
    ApplicationId Application,
    IReadOnlyList<string> Services)
{
    /// <summary>Whether the stack has imported the account as it is, and has not made it as expected yet.</summary>
    public bool IsBeingTakenOver { get; init; }

    public ResourceName Resource => new(AccountName, AccountId, ResourceKind.StorageAccount);

    /// <summary>The account as expected; what is not expected is as it is found.</summary>
    public StorageAccount Expected(StorageAccount found) => Key is null
        ? found with { KeySource = Value.Of("Microsoft.Storage"), Encryption = Value.Of("object") }
        : found with
        {
            Encryption = Value.Of("object"),
            KeySource = Value.Of("Microsoft.Keyvault"),
            VaultUri = Value.Of(Key.VaultUri),
            KeyName = Value.Of(Key.KeyName),
            KeyVersion = PinnedVersion is { } version ? Value.Of(version) : Value.Absent,
            IdentityId = Value.Of(IdentityId),
            FederatedClientId = Value.Of(Application.Value),
            AttachedIdentities = Values.Of(Value.Of(IdentityId)),
            QueueKeyType = Value.Of(Services.Contains("queue") ? "Account" : "Service"),
            TableKeyType = Value.Of(Services.Contains("table") ? "Account" : "Service"),
        };
}

/// <summary>What the customer's stack expects.</summary>
/// <param name="VaultId">The ARM resource id; null for a managed HSM, and where the handoff record alone was given.</param>
/// <param name="KeyId">The ARM resource id of the key; null where that of the vault is.</param>
/// <param name="IsGranted">Whether the vendor may use the key, or access is revoked.</param>
/// <param name="IsRbac">Whether Azure RBAC decides who reaches the key, or access policies; null where that was not said.</param>
/// <param name="Officers">Who may look after the key, and so unwrap with it, by object id.</param>
/// <param name="Former">Applications that may use the key as well until accounts have left them: the object id of each one's service
/// principal.</param>
public sealed record CustomerExpectation(
    CustomerHandoff Handoff,
    ApplicationId Application,
    string? VaultId,
    string? KeyId,
    bool IsGranted,
    IReadOnlyList<string> Officers,
    bool? IsRbac = null,
    IReadOnlyDictionary<ApplicationId, ObjectId>? Former = null)
{
    /// <summary>The same, with the vault found by its name.</summary>
    /// <param name="vaultId">The vault's ARM resource id.</param>
    public CustomerExpectation In(string vaultId) =>
        this with { VaultId = vaultId, KeyId = $"{vaultId}/keys/{Handoff.KeyUri.KeyName}" };

    /// <summary>Whether this customer lets an application use its key.</summary>
    public bool LetsIn(ApplicationId application) => application == Application || Former?.ContainsKey(application) == true;

    /// <summary>Whether somebody may unwrap with the key besides the vendor's application.</summary>
    public bool Expects(Value principal) =>
        Officers.Any(principal.Is) || (IsGranted && Former?.Values.Any(former => principal.Is(former.Value)) == true);

    public ResourceName Key => new(Handoff.KeyUri.ToString(), KeyId ?? Handoff.KeyUri.ToString(), ResourceKind.Key);

    public ResourceName Vault => new(Handoff.KeyUri.VaultName, VaultId ?? Handoff.KeyUri.VaultUri, ResourceKind.Vault);

    public ResourceName ServicePrincipal =>
        new($"service principal of {Application}", Handoff.ServicePrincipalObjectId.Value, ResourceKind.ServicePrincipal);

    /// <summary>The scope of the grant that is narrow enough: the key's ARM id, or its path in a managed HSM.</summary>
    public string KeyScope => KeyId ?? $"/keys/{Handoff.KeyUri.KeyName}";
}

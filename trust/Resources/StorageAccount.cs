namespace XtCmkInfra.Trust;

/// <summary>A storage account, as far as encryption is concerned.</summary>
/// <param name="Encryption">The <c>encryption</c> block as a whole: absent, unknown or secret, or known where there is one.</param>
/// <param name="VaultUri">Without a trailing slash.</param>
/// <param name="KeyVersion">Absent or empty means that Azure Storage follows the newest version.</param>
/// <param name="IdentityId">The ARM id of the identity with which the account asks for the key.</param>
/// <param name="IdentityType">SystemAssigned, UserAssigned, both or None.</param>
/// <param name="QueueKeyType">Account or Service, as <paramref name="TableKeyType"/>; chosen at creation for good.</param>
/// <param name="VersionInUse">The URI of the version that wraps the data now; absent where the source does not say.</param>
public sealed record StorageAccount(
    Value Encryption,
    Value KeySource,
    Value VaultUri,
    Value KeyName,
    Value KeyVersion,
    Value IdentityId,
    Value FederatedClientId,
    Values AttachedIdentities,
    Value IdentityType,
    Value QueueKeyType,
    Value TableKeyType,
    Value InfrastructureEncryption,
    Value VersionInUse) : Resource
{
    /// <summary>Its ARM resource id, where Azure was asked.</summary>
    public Value Id { get; init; } = Value.Absent;

    /// <summary>Of blobs and files, the services that the account's key does not cover.</summary>
    public Values UncoveredServices { get; init; } = Values.Absent;

    /// <summary>
    /// The principal id of the identity with which it asks for the key, as the account knows it; absent where it does not say.
    /// </summary>
    public Value IdentityPrincipal { get; init; } = Value.Absent;

    /// <summary>
    /// When the version that wraps the data now expires, as Azure Storage remembers it; null for never, or where it does not say.
    /// </summary>
    public DateTimeOffset? VersionExpires { get; init; }

    /// <summary>Whether whoever has one of the account's own keys can read and write; absent means that they can.</summary>
    public Value SharedKeys { get; init; }

    /// <summary>Whether the customer's key protects the account, as far as can be determined.</summary>
    public Comparison UsesCustomerKey => KeySource.Knowledge switch
    {
        Knowledge.Known => KeySource.Is("Microsoft.Keyvault") ? Comparison.Same : Comparison.Different,
        Knowledge.Absent => Encryption.Knowledge is Knowledge.Absent or Knowledge.Known ? Comparison.Different : Comparison.Undetermined,
        _ => Comparison.Undetermined,
    };

    /// <summary>Whether it has, or awaits, a customer's key. Accounts for logs and the like have no part in the chain.</summary>
    public bool IsForCustomer => UsesCustomerKey != Comparison.Different
        || !FederatedClientId.IsAbsent || (Encryption.IsAbsent && AttachedIdentities.ToString() != Value.Absent.ToString());

    /// <summary>The key for people: its address, or what is not known of it.</summary>
    public string KeyText => UsesCustomerKey switch
    {
        Comparison.Same => IsKeyNamed ? $"{VaultUri}/keys/{KeyName}" + (IsPinned ? $"/{KeyVersion}" : "") : "no key",
        Comparison.Different => Encryption.IsAbsent ? "no encryption block" : "Microsoft-managed keys",
        _ => Encryption.Knowledge == Knowledge.Known ? KeySource.ToString() : Encryption.ToString(),
    };

    /// <summary>Whether the block says which key it is, even where that is not known yet.</summary>
    public bool IsKeyNamed => !VaultUri.IsAbsent && !KeyName.IsAbsent;

    /// <summary>The identity with which the account asks for its key: one that it names, or its own.</summary>
    public bool AsksAsItself => IdentityId.IsAbsent || IdentityId.Is("");

    public bool HasOwnIdentity => IdentityType.Text?.Contains("SystemAssigned", StringComparison.OrdinalIgnoreCase) == true;

    public bool IsPinned => !KeyVersion.IsAbsent && !KeyVersion.Is("");

    public static StorageAccount Read(Properties properties) => new(
        properties.WholeOf("encryption"),
        properties.ValueOf("encryption.keySource"),
        Normalized(properties.ValueOf("encryption.keyVaultProperties.keyVaultUri")),
        properties.ValueOf("encryption.keyVaultProperties.keyName"),
        properties.ValueOf("encryption.keyVaultProperties.keyVersion"),
        properties.ValueOf("encryption.encryptionIdentity.encryptionUserAssignedIdentity", "encryption.identity.userAssignedIdentity"),
        properties.ValueOf("encryption.encryptionIdentity.encryptionFederatedIdentityClientId",
            "encryption.identity.federatedIdentityClientId"),
        Attached(properties),
        properties.ValueOf("identity.type"),
        properties.ValueOf("encryption.services.queue.keyType"),
        properties.ValueOf("encryption.services.table.keyType"),
        properties.ValueOf("encryption.requireInfrastructureEncryption"),
        properties.ValueOf("encryption.keyVaultProperties.currentVersionedKeyIdentifier"))
    {
        SharedKeys = properties.ValueOf("allowSharedKeyAccess"),
        UncoveredServices = Values.Of([.. ((string[])["blob", "file"])
            .Where(service => properties.ValueOf($"encryption.services.{service}.enabled").Is("false")
                || properties.ValueOf($"encryption.services.{service}.keyType").Is("Service"))
            .Select(Value.Of)]),
    };

    /// <summary>An identity type without user-assigned ones voids the list of them.</summary>
    private static Values Attached(Properties properties) =>
        properties.ValueOf("identity.type").Text is { } type && !type.Contains("UserAssigned", StringComparison.OrdinalIgnoreCase)
            ? Values.Absent
            : properties.ListOf("identity.userAssignedIdentities");

    /// <summary>The same vault with and without a slash at its end, with the port that HTTPS has anyway, and in any letter case.</summary>
    private static Value Normalized(Value uri) => uri.Text is not { } text
        ? uri
        : uri with
        {
            Text = Uri.TryCreate(text, UriKind.Absolute, out var parsed)
                && parsed is { Scheme: "https", IsDefaultPort: true, PathAndQuery: "/" }
                ? $"https://{parsed.Host}"
                : text.TrimEnd('/'),
        };
}

/// <summary>A part of a storage account with its name.</summary>
/// <param name="IsInUse">Whether anything can be written with it.</param>
public sealed record NamedPart<T>(string Name, T Part, bool IsInUse = true)
    where T : Resource;

/// <summary>What of a storage account may be under another key than the account's own.</summary>
/// <param name="Replications">From which account to which, by name or ARM resource id.</param>
public sealed record AccountParts(
    IReadOnlyList<NamedPart<EncryptionScope>> Scopes,
    IReadOnlyList<NamedPart<Container>> Containers,
    IReadOnlyList<(string Source, string Destination)> Replications);

/// <summary>A part of a storage account that has encryption settings of its own.</summary>
public abstract record AccountPart(Value AccountName) : Resource
{
    /// <summary>Its account, where the source shows it.</summary>
    public StorageAccount? Account { get; init; }

    /// <summary>Whether its account is known to have no part in the chain.</summary>
    public bool IsOfNoConcern => Account is { IsForCustomer: false };
}

/// <summary>An encryption scope of a storage account.</summary>
/// <param name="Source">Microsoft.Storage or Microsoft.KeyVault.</param>
/// <param name="KeyUri">The key, where it is one of a vault.</param>
/// <param name="State">Enabled or Disabled; absent for Enabled.</param>
public sealed record EncryptionScope(Value Source, Value KeyUri, Value State, Value AccountName) : AccountPart(AccountName)
{
    /// <summary>Whether its account is known to have another key.</summary>
    public bool HasOtherKey => Account is { VaultUri.Text: { } vault, KeyName.Text: { } key } && KeyUri.Text is { } text
        && Core.KeyUri.Parse(text) is { Ok: true, Value: var own }
            && Core.KeyUri.Parse($"{vault}/keys/{key}") is { Ok: true, Value: var uri }
        && !own.IsSameKeyAs(uri);

    public bool IsCustomers => Source.Is("Microsoft.KeyVault");

    public static EncryptionScope Read(Properties properties) =>
        new(properties.ValueOf("source"), properties.ValueOf("keyVaultProperties.keyUri"), properties.ValueOf("state"),
            properties.ValueOf("accountName"));
}

/// <summary>A blob container.</summary>
/// <param name="DefaultScope">The encryption scope of blobs that name none; absent for the account's own key.</param>
/// <param name="DeniesOverride">Whether blobs must use the default scope.</param>
public sealed record Container(Value DefaultScope, Value DeniesOverride, Value AccountName) : AccountPart(AccountName)
{
    public static Container Read(Properties properties) =>
        new(properties.ValueOf("defaultEncryptionScope"), properties.ValueOf("denyEncryptionScopeOverride"),
            properties.ValueOf("accountName"));
}

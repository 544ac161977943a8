using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// Walks the chain of trust from a storage account to the customer's key. Reading and writing, configuring, the daily check and
/// the report all walk it here; they differ only in whether they stop at the first broken link.
/// </summary>
/// <param name="settings">The account's settings: the ones that it has or, for a PUT, would have.</param>
/// <param name="key">The version in use for <see cref="KeyUse.Data"/>, otherwise the configured key.</param>
/// <param name="status">The HTTP status of a refusal.</param>
internal sealed class TrustWalk(
    SimulatedAzure azure, TenantId accountTenant, AccountSettings settings, KeyUri key, KeyUse use, int status)
{
    private readonly CustomerKeySettings _customerKey = settings.Encryption.CustomerKey!;

    /// <summary>Set once every link has held: with this Azure Storage calls the vault.</summary>
    public Caller? Caller { get; private set; }

    /// <summary>Set once every link has held: the version that the walk has led to.</summary>
    public KeyUri? Version { get; private set; }

    private IReadOnlyList<KeyOperation> Operations => use switch
    {
        KeyUse.Data => [KeyOperation.UnwrapKey],
        KeyUse.Check => [KeyOperation.Get],
        _ => KeyOperation.OfStorage,
    };

    /// <exception cref="AzureException">A link is broken.</exception>
    public TrustWalk Require()
    {
        foreach (var link in Links())
        {
            if (link.Error is not null)
                throw link.Error;
        }

        return this;
    }

    /// <summary>Looks at a link when it is asked for, so that who stops asks no further.</summary>
    public IEnumerable<ChainLink> Links()
    {
        yield return Look(ChainLinkKind.Vault, key.Host, FindVault, out var store);
        if (use == KeyUse.Configuration)
        {
            yield return Look<IKeyStore>(
                ChainLinkKind.RecoveryPolicy, key.Host, store is null ? null : () => RequireRecovery(store), out _);
        }

        yield return Look(ChainLinkKind.Identity, _customerKey.IdentityId, FindIdentity, out var identity);

        Principal? principal = null;
        if (_customerKey.FederatedClientId is { } client)
        {
            yield return Look<FederatedCredential>(
                ChainLinkKind.FederatedCredential,
                $"application {client}",
                identity is null ? null : () => azure.Tokens.RequireFederation(azure.Tokens.Assert(identity), client),
                out _);
            yield return Look<Principal>(
                ChainLinkKind.ServicePrincipal,
                $"application {client}" + (store is null ? "" : $" in tenant {store.TenantId}"),
                store is null ? null : () => azure.Tokens.RequireServicePrincipal(client, store.TenantId),
                out principal);
        }
        else if (identity is not null)
        {
            principal = azure.State.Tenants[identity.TenantId.Value].Principals[identity.PrincipalId.Value];
        }

        var token = store is null || principal is null ? null : azure.Tokens.Issue(
            _customerKey.FederatedClientId is null ? identity!.TenantId : store.TenantId, principal, azure.KeyStores.AudienceOf(store));
        yield return Look<IKeyStore>(ChainLinkKind.Firewall, key.Host, store is null ? null : () => RequireFirewall(store), out _);
        yield return Look<AccessToken>(
            ChainLinkKind.Access,
            $"{string.Join(", ", Operations)} on key {key.KeyName}",
            store is null || token is null ? null : () => RequireAccess(store, token),
            out _);
        yield return Look<KeyUri>(ChainLinkKind.Key, key.ToString(), store is null ? null : () => FindVersion(store), out var version);
        Caller = token is null ? null : Caller.TrustedService(token);
        Version = version;
    }

    /// <param name="look">Null where what it would look at is missing.</param>
    private ChainLink Look<T>(ChainLinkKind kind, string subject, Func<T>? look, out T? found)
        where T : class
    {
        found = null;
        if (look is null)
            return new ChainLink(kind, null, subject, null);
        try
        {
            found = look();
            return new ChainLink(kind, true, subject, null);
        }
        catch (AzureException cause)
        {
            return new ChainLink(kind, false, subject, StorageRefusal.Of(kind, status, cause));
        }
    }

    private IKeyStore FindVault()
    {
        var store = azure.KeyStores.At(key);
        return azure.KeyStores.CloudOf(store) == azure.State.Tenants[accountTenant.Value].Cloud
            ? store
            : throw new AzureException(404, "VaultNotFound", $"'{key.Host}' is in another cloud than the account.");
    }

    private static IKeyStore RequireRecovery(IKeyStore store) => store.PurgeProtection
        ? store
        : throw new AzureException(
            400, "KeyVaultPolicyError", $"'{store.Name}' has no purge protection, which a customer-managed key needs.");

    private UserAssignedIdentity FindIdentity()
    {
        if (!settings.IdentityIds.Contains(_customerKey.IdentityId, StringComparer.OrdinalIgnoreCase))
        {
            throw new AzureException(
                400, "FailedIdentityOperation", $"The identity '{_customerKey.IdentityId}' is not attached to the account.");
        }

        return azure.State.Identities.GetValueOrDefault(_customerKey.IdentityId)
            ?? throw new AzureException(404, "ResourceNotFound", $"There is no identity '{_customerKey.IdentityId}'.");
    }

    private static IKeyStore RequireFirewall(IKeyStore store)
    {
        KeyAccess.RequireFirewall(store, isTrustedService: true, address: null);
        return store;
    }

    private AccessToken RequireAccess(IKeyStore store, AccessToken token)
    {
        azure.KeyAccess.RequireToken(store, token);
        foreach (var operation in Operations)
            azure.KeyAccess.RequireRight(store, token.Principal, operation, key.KeyName);
        return token;
    }

    private KeyUri FindVersion(IKeyStore store)
    {
        var version = KeyLifecycle.Find(store, key).Version;
        var uri = KeyUri.Parse($"{key.WithoutVersion}/{version.Version}").Value!;
        foreach (var operation in Operations)
            azure.KeyLifecycle.Usable(store, uri, operation);
        return uri;
    }
}

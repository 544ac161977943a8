using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>Finds vaults and managed HSMs by name and by host.</summary>
internal sealed class KeyStores(SimulatedAzure azure)
{
    public string HostOf(IKeyStore store)
    {
        var cloud = CloudOf(store);
        return $"{store.Name.ToLowerInvariant()}.{(store is ManagedHsm ? cloud.ManagedHsmSuffix : cloud.VaultSuffix)}";
    }

    public Cloud CloudOf(IKeyStore store) => azure.State.Tenants[store.TenantId.Value].Cloud;

    /// <summary>The resource that a token for this vault or managed HSM must be meant for.</summary>
    public string AudienceOf(IKeyStore store)
    {
        var cloud = CloudOf(store);
        return $"https://{(store is ManagedHsm ? cloud.ManagedHsmSuffix : cloud.VaultSuffix)}";
    }

    /// <summary>The vault of that name, soft-deleted or not.</summary>
    public Vault? NamedVault(string name) => azure.State.Vaults.GetValueOrDefault(name);

    /// <summary>The managed HSM of that name, soft-deleted or not.</summary>
    public ManagedHsm? NamedHsm(string name) => azure.State.ManagedHsms.GetValueOrDefault(name);

    /// <exception cref="AzureException">No vault or managed HSM answers there.</exception>
    public IKeyStore At(KeyUri key)
    {
        IKeyStore? store = key.IsManagedHsm
            ? NamedHsm(key.VaultName) is { Deleted: null } hsm ? hsm : null
            : NamedVault(key.VaultName) is { Deleted: null } vault ? vault : null;
        return store is not null && HostOf(store) == key.Host
            ? store
            : throw new AzureException(404, "VaultNotFound", $"Nothing answers at '{key.Host}': there is no such vault or managed HSM.");
    }
}

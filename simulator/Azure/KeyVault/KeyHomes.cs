using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>Finds vaults and managed HSMs by name and by host.</summary>
internal sealed class KeyHomes(SimulatedAzure azure)
{
    public string HostOf(IKeyHome home)
    {
        var cloud = CloudOf(home);
        return $"{home.Name.ToLowerInvariant()}.{(home is ManagedHsm ? cloud.ManagedHsmSuffix : cloud.VaultSuffix)}";
    }

    public Cloud CloudOf(IKeyHome home) => azure.State.Tenants[home.TenantId.Value].Cloud;

    /// <summary>The resource that a token for this vault or managed HSM must be meant for.</summary>
    public string AudienceOf(IKeyHome home)
    {
        var cloud = CloudOf(home);
        return $"https://{(home is ManagedHsm ? cloud.ManagedHsmSuffix : cloud.VaultSuffix)}";
    }

    /// <summary>The vault of that name, soft-deleted or not. One whose retention has passed is gone.</summary>
    public Vault? NamedVault(string name)
    {
        if (!azure.State.Vaults.TryGetValue(name, out var vault))
            return null;
        if (vault.Deleted is not { } deleted || azure.Now < deleted.AddDays(vault.RetentionDays))
            return vault;
        azure.State.Vaults.Remove(name);
        return null;
    }

    /// <exception cref="AzureException">No vault or managed HSM answers there.</exception>
    public IKeyHome At(KeyUri key)
    {
        IKeyHome? home = key.IsManagedHsm
            ? azure.State.ManagedHsms.GetValueOrDefault(key.VaultName)
            : NamedVault(key.VaultName) is { Deleted: null } vault ? vault : null;
        return home is not null && HostOf(home) == key.Host
            ? home
            : throw new AzureException(404, "VaultNotFound", $"Nothing answers at '{key.Host}': there is no such vault or managed HSM.");
    }
}

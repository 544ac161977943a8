namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// What happens by itself as time goes by: rotation policies make new versions of keys, storage accounts look for them once a day,
/// and what was deleted is gone when its retention ends. The times are part of the state; this is only their order, made again from the
/// state when it is loaded.
/// </summary>
internal sealed class Schedule(SimulatedAzure azure)
{
    /// <summary>At the same moment the end of a retention comes before a rotation, and that before a check.</summary>
    private enum Kind
    {
        Purge,
        Rotation,
        Check,
    }

    /// <summary>At the same moment the kind decides, and then the name: runs must not differ.</summary>
    private sealed record Event(DateTimeOffset Due, Kind Kind, string Id) : IComparable<Event>
    {
        public int CompareTo(Event? other) => other is null
            ? 1
            : (Due, Kind).CompareTo((other.Due, other.Kind)) is not 0 and var order
            ? order
            : string.CompareOrdinal(Id, other.Id);
    }

    private readonly SortedSet<Event> _events = [];
    private readonly Dictionary<string, Event> _byId = new(StringComparer.Ordinal);

    public DateTimeOffset? NextDue => _events.Min?.Due;

    public void Rebuild()
    {
        foreach (var account in azure.State.StorageAccounts.Values)
            Update(account);
        foreach (var vault in azure.State.Vaults.Values)
            Rebuild(vault);
        foreach (var hsm in azure.State.ManagedHsms.Values)
            Rebuild(hsm);
    }

    public void RunDue(DateTimeOffset now)
    {
        if (_events.Min is not { } due || due.Due > now)
            return;
        switch (due.Kind)
        {
            case Kind.Check:
                azure.Storage.CheckForNewVersion(azure.State.StorageAccounts[due.Id]);
                break;
            case Kind.Rotation:
                Rotate(due.Id);
                break;
            default:
                End(due.Id);
                break;
        }
    }

    public void Update(StorageAccount account) => Set(account.Name, Kind.Check, account.NextKeyCheck);

    public void Remove(StorageAccount account) => Set(account.Name, Kind.Check, due: null);

    /// <summary>Reckons when the key is next rotated; a time that has passed already means as soon as time moves.</summary>
    public void Update(IKeyStore store, VaultKey key)
    {
        key.NextRotation = key.RotationPolicy?.NextRotation(key.Latest);
        Set(IdOf(store, key), Kind.Rotation, key.NextRotation);
    }

    public void Remove(IKeyStore store, VaultKey key) => Set(IdOf(store, key), Kind.Rotation, due: null);

    /// <summary>Reckons when a soft-deleted vault or managed HSM is gone for good.</summary>
    public void Update(IKeyStore store)
    {
        Set(IdOf(store), Kind.Purge, azure.IsKept(store) ? store.Deleted?.AddDays(store.RetentionDays) : null);
        foreach (var key in store.DeletedKeys.Values)
            UpdateDeleted(store, key);
    }

    /// <summary>Reckons when a soft-deleted key is gone for good; with its vault it goes anyway.</summary>
    public void UpdateDeleted(IKeyStore store, VaultKey key) =>
        Set($"{IdOf(store, key)}/deleted", Kind.Purge, store.Deleted is null ? key.Deleted?.AddDays(store.RetentionDays) : null);

    private void Rebuild(IKeyStore store)
    {
        Update(store);
        foreach (var key in store.Keys.Values)
            Set(IdOf(store, key), Kind.Rotation, store.Deleted is null ? key.NextRotation : null);
    }

    private void Rotate(string id)
    {
        var (store, name) = Find(id);
        var key = store.Keys[name!];
        if (key.Latest.Enabled)
        {
            var next = azure.KeyLifecycle.Rotate(store, key);
            azure.Happened("rotated", store, $"{store.Name}/{key.Name}", $"its rotation policy made version {next.Version}");
        }
        else
        {
            Set(id, Kind.Rotation, key.NextRotation = null);
            azure.Happened(
                "not-rotated", store, $"{store.Name}/{key.Name}", "its newest version is disabled, so its rotation policy made none");
        }
    }

    private void End(string id)
    {
        Set(id, Kind.Purge, due: null);
        var (store, name) = Find(id);
        if (name is not null)
        {
            store.DeletedKeys.Remove(name);
            azure.Happened("purged", store, $"{store.Name}/{name}", "the retention of the deleted key has ended: it is gone for good");
            return;
        }

        azure.Forget(store);
        azure.Happened("purged", store, store.Name, "the retention of the deleted vault has ended: it is gone for good, with its keys");
    }

    private (IKeyStore Store, string? Key) Find(string id)
    {
        var parts = id.Split('/');
        IKeyStore store = parts[0] == "hsm" ? azure.State.ManagedHsms[parts[1]] : azure.State.Vaults[parts[1]];
        return (store, parts.ElementAtOrDefault(2));
    }

    private void Set(string id, Kind kind, DateTimeOffset? due)
    {
        if (_byId.Remove(id, out var old))
            _events.Remove(old);
        if (due is { } time)
            _events.Add(_byId[id] = new Event(time, kind, id));
    }

    private static string IdOf(IKeyStore store) => $"{(store is ManagedHsm ? "hsm" : "vault")}/{store.Name}";

    private static string IdOf(IKeyStore store, VaultKey key) => $"{IdOf(store)}/{key.Name}";
}

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// What happens by itself as time goes by: rotation policies make new versions of keys, and storage accounts look for them once
/// a day. The times are part of the state; this is only their order, made anew from the state when it is loaded.
/// </summary>
internal sealed class Schedule(SimulatedAzure azure)
{
    /// <summary>At the same moment a rotation comes before a check, and otherwise the name decides: runs must not differ.</summary>
    private sealed record Event(DateTimeOffset Due, bool IsCheck, string Id) : IComparable<Event>
    {
        public int CompareTo(Event? other) => other is null
            ? 1
            : (Due, IsCheck).CompareTo((other.Due, other.IsCheck)) is not 0 and var order
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
        foreach (var vault in azure.State.Vaults.Values.Where(vault => vault.Deleted is null))
            Rebuild(vault);
        foreach (var hsm in azure.State.ManagedHsms.Values)
            Rebuild(hsm);
    }

    public void RunDue(DateTimeOffset now)
    {
        if (_events.Min is not { } due || due.Due > now)
            return;
        if (due.IsCheck)
            azure.Storage.CheckForNewVersion(azure.State.StorageAccounts[due.Id]);
        else
            Rotate(due.Id);
    }

    public void Update(StorageAccount account) => Set(account.Name, isCheck: true, account.NextKeyCheck);

    public void Remove(StorageAccount account) => Set(account.Name, isCheck: true, due: null);

    /// <summary>Reckons when the key is next rotated; a time that has passed already means as soon as time moves.</summary>
    public void Update(IKeyStore store, VaultKey key)
    {
        key.NextRotation = key.RotationPolicy?.NextRotation(key.Latest);
        Set(IdOf(store, key), isCheck: false, key.NextRotation);
    }

    public void Remove(IKeyStore store, VaultKey key) => Set(IdOf(store, key), isCheck: false, due: null);

    private void Rebuild(IKeyStore store)
    {
        foreach (var key in store.Keys.Values)
            Set(IdOf(store, key), isCheck: false, key.NextRotation);
    }

    private void Rotate(string id)
    {
        var parts = id.Split('/');
        IKeyStore store = parts[0] == "hsm" ? azure.State.ManagedHsms[parts[1]] : azure.State.Vaults[parts[1]];
        var key = store.Keys[parts[2]];
        if (key.Latest.Enabled)
            azure.KeyLifecycle.Rotate(store, key);
        else
            Set(id, isCheck: false, key.NextRotation = null);
    }

    private void Set(string id, bool isCheck, DateTimeOffset? due)
    {
        if (_byId.Remove(id, out var old))
            _events.Remove(old);
        if (due is { } time)
            _events.Add(_byId[id] = new Event(time, isCheck, id));
    }

    private static string IdOf(IKeyStore store, VaultKey key) => $"{(store is ManagedHsm ? "hsm" : "vault")}/{store.Name}/{key.Name}";
}

namespace XtCmkInfra.Simulator.Azure;

/// <summary>Something that happened by itself while time went by.</summary>
/// <param name="What">
/// rotated, not-rotated (a rotation policy), taken, checked, check-failed (a storage account's daily look), expired (a version of a key) or
/// purged (the end of a retention).
/// </param>
/// <param name="Subject">The storage account, {vault}/{key}, or the vault.</param>
/// <param name="Sentence">What it means, for people.</param>
public sealed record TimedEvent(DateTimeOffset At, string What, string Subject, string Sentence);

/// <content>What happens as time goes by is returned to the caller.</content>
public sealed partial class SimulatedAzure
{
    private List<TimedEvent>? _watched;

    /// <summary>Moves the time forward, and returns what happened on the way, in the order of its times.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative.</exception>
    public IReadOnlyList<TimedEvent> Advance(TimeSpan span)
    {
        var begin = Now;
        List<TimedEvent> watched = [];
        lock (Gate)
            _watched = watched;
        try
        {
            Clock.Advance(span);
        }
        finally
        {
            lock (Gate)
                _watched = null;
        }

        lock (Gate)
        {
            return [.. watched.Concat(Expired(begin, Now))
                .OrderBy(happened => happened.At)
                .ThenBy(happened => happened.Subject, StringComparer.Ordinal)];
        }
    }

    internal void Happened(string what, IKeyStore store, string subject, string sentence) =>
        _watched?.Add(new TimedEvent(Now, what, subject, $"{(store is ManagedHsm ? "managed HSM" : "vault")} {store.Name}: {sentence}"));

    internal void Happened(string what, StorageAccount account, string sentence) =>
        _watched?.Add(new TimedEvent(Now, what, account.Name, $"storage account {account.Name}: {sentence}"));

    /// <summary>Whether a vault or managed HSM is there, soft-deleted or not.</summary>
    internal bool IsKept(IKeyStore store) =>
        store is ManagedHsm ? State.ManagedHsms.ContainsKey(store.Name) : State.Vaults.ContainsKey(store.Name);

    internal void Forget(IKeyStore store)
    {
        if (store is ManagedHsm)
            State.ManagedHsms.Remove(store.Name);
        else
            State.Vaults.Remove(store.Name);
    }

    private IEnumerable<TimedEvent> Expired(DateTimeOffset begin, DateTimeOffset end) =>
        from store in State.Vaults.Values.Where(vault => vault.Deleted is null)
            .Concat<IKeyStore>(State.ManagedHsms.Values.Where(hsm => hsm.Deleted is null))
        from key in store.Keys.Values
        from version in key.Versions
        where version.Expires > begin && version.Expires <= end
        select new TimedEvent(
            version.Expires!.Value, "expired", $"{store.Name}/{key.Name}", $"version {version.Version} of the key {key.Name} has expired");
}

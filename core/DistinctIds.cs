namespace XtCmkInfra.Core;

/// <summary>
/// The ids that settings give. A GUID names one thing: the same one for two different things is one of them pasted into the wrong place.
/// </summary>
public sealed class DistinctIds
{
    private readonly Dictionary<string, (string What, string Path)> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes an id, and refuses it where it stands for something else already.</summary>
    /// <param name="id">The GUID; null where the setting is missing or wrong, which is reported elsewhere.</param>
    /// <param name="what">What it is the id of, for example "the vendor's tenant".</param>
    public void Add(ObjectReader reader, string name, object? id, string what)
    {
        if (id?.ToString() is not { } text)
            return;
        var path = reader.PathOf(name);
        if (!_seen.TryAdd(text, (what, path)) && _seen[text] is var other && other.What != what)
            reader.Refuse(name, $"is {text}, which is {other.What} already ({other.Path}); {what} has another id");
    }
}

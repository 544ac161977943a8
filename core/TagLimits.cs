using System.Buffers;

namespace XtCmkInfra.Core;

/// <summary>
/// What tags of resources may be. Sources: Microsoft, "Use tags to organize your Azure resources"; "Tag support"; for keys, "About keys".
/// </summary>
/// <param name="Of">Whose limits they are, for people.</param>
/// <param name="Most">So many tags it takes.</param>
/// <param name="LongestName">In characters.</param>
/// <param name="LongestValue">In characters.</param>
public sealed record TagLimits(string Of, int Most, int LongestName, int LongestValue)
{
    public static readonly TagLimits OfResources = new("a resource", 50, 512, 256);

    public static readonly TagLimits OfStorageAccounts = new("a storage account", 50, 128, 256);

    /// <summary>Keys have tags of their own, in the vault.</summary>
    public static readonly TagLimits OfKeys = new("a key", 15, 512, 256);

    private static readonly SearchValues<char> NotInName = SearchValues.Create("<>%&\\?/");

    private static readonly string[] Reserved = ["microsoft", "azure", "windows"];

    /// <summary>Reads the setting <c>tags</c>, whose limits are these.</summary>
    public IReadOnlyDictionary<string, string> Read(ObjectReader settings)
    {
        var tags = settings.Map("tags");
        foreach (var (name, sentence) in Mistakes(tags))
        {
            if (name is null)
                settings.Refuse("tags", sentence);
            else
                settings.Section("tags")!.Refuse(name, sentence);
        }

        return tags;
    }

    /// <summary>What Azure would refuse, with the name of the tag; null where it is about all of them.</summary>
    public IEnumerable<(string? Name, string Sentence)> Mistakes(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > Most)
            yield return (null, $"has {tags.Count} tags, but {Of} takes {Most}");
        foreach (var same in tags.Keys.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            yield return (null, $"names one tag twice: {string.Join(" and ", same)} differ only in letter case");
        foreach (var (name, value) in tags)
        {
            if (MistakeIn(name, value) is { } sentence)
                yield return (name, sentence);
        }
    }

    private string? MistakeIn(string name, string value)
    {
        if (name.Trim().Length == 0)
            return "has no name";
        if (name.Length > LongestName)
            return $"has a name of {name.Length} characters, but {Of} takes {LongestName}";
        if (name.AsSpan().IndexOfAny(NotInName) is >= 0 and var index)
            return $"has '{name[index]}' in its name; none of < > % & \\ ? / may be there";
        if (Reserved.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } reserved)
            return $"begins with '{reserved}', which Azure keeps for itself";
        if (value.Length > LongestValue)
            return $"has a value of {value.Length} characters, but {Of} takes {LongestValue}";
        return PlainText.Mistake(name) ?? PlainText.Mistake(value);
    }
}

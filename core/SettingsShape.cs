namespace XtCmkInfra.Core;

/// <summary>What a setting may be, as far as its reader says: one value, or a list or map of values, or objects.</summary>
/// <param name="Words">The only values; null where others may be given.</param>
/// <param name="Least">Of a whole number; null where it is none.</param>
public sealed record SettingKind(SettingForm Form, IReadOnlyList<string>? Words = null, int? Least = null, int? Most = null);

public enum SettingForm
{
    Value,
    List,
    Map,
    Section,
    Sections,
}

/// <summary>
/// What readers ask of settings, gathered while they read: the one source of the schemas that editors take. What no run has asked for is
/// not in it.
/// </summary>
public sealed class SettingsShape
{
    private static readonly AsyncLocal<SettingsShape?> Watching = new();
    private int _runs;
    private readonly Dictionary<string, int> _visits = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string Name), (SettingKind? Kind, int Required)> _settings = [];

    /// <summary>Gathers what is asked for while something reads.</summary>
    public void Watch(Action read)
    {
        Watching.Value = this;
        _runs++;
        try
        {
            read();
        }
        finally
        {
            Watching.Value = null;
        }
    }

    /// <summary>
    /// The settings of an object, by name, and whether each was needed every time; null kind for one that was never read.
    /// </summary>
    /// <param name="path">With [] in place of every index.</param>
    public IEnumerable<(string Name, SettingKind? Kind, bool IsRequired)> Of(string path) => _settings
        .Where(setting => setting.Key.Path == path)
        .Select(setting => (setting.Key.Name, setting.Value.Kind, setting.Value.Required == Times(path)))
        .OrderBy(setting => setting.Name, StringComparer.Ordinal);

    /// <summary>A scope is read once a run, by however many readers.</summary>
    private int Times(string path) => path.Contains(':', StringComparison.Ordinal) ? _visits[path] : _runs;

    /// <summary>Whether an object was ever read.</summary>
    public bool Has(string path) => _visits.ContainsKey(path);

    internal static void Visit(string path)
    {
        if (Watching.Value is { } shape)
            shape._visits[WithoutIndices(path)] = shape._visits.GetValueOrDefault(WithoutIndices(path)) + 1;
    }

    /// <param name="kind">Null where it was only looked for.</param>
    internal static void Note(string path, string name, SettingKind? kind, bool isRequired = false)
    {
        if (Watching.Value is not { } shape)
            return;
        var key = (WithoutIndices(path), name);
        var (known, required) = shape._settings.GetValueOrDefault(key);
        // A map is read as a section first.
        var better = known is null || kind is { Form: SettingForm.Map } ? kind ?? known : known;
        shape._settings[key] = (better, required + (isRequired ? 1 : 0));
    }

    private static string WithoutIndices(string path)
    {
        var parts = path.Split('[');
        return string.Join('[', parts.Select((part, index) => index == 0 ? part : part[part.IndexOf(']', StringComparison.Ordinal)..]));
    }
}

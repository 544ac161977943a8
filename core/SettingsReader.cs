using System.Globalization;
using System.Text.Json;

namespace XtCmkInfra.Core;

/// <summary>
/// Reads one object of settings. Nothing is thrown on the way: every mistake is gathered once, with the path of its setting, so that
/// all are told together; a reader that finds one gives null or the default and goes on.
/// </summary>
public sealed partial class SettingsReader
{
    private readonly Func<string, JsonElement?> _find;
    private readonly List<Mistake> _mistakes;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mistaken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withoutEffect = new(StringComparer.Ordinal);

    private SettingsReader(string path, Func<string, JsonElement?> find, IReadOnlyList<string> names, List<Mistake> mistakes)
    {
        Path = path;
        _find = find;
        Names = names;
        _mistakes = mistakes;
        if (path.Length > 0)
            SettingsShape.Visit(path);
    }

    /// <summary>The path of this object; for the settings of a scope, the scope itself.</summary>
    public string Path { get; }

    /// <summary>The names that this object has.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether the object says anything, be it wrong.</summary>
    public bool IsGiven => Names.Count > 0 || IsMuted;

    /// <summary>There was no object here. That is told already, and nothing more is to be told of what it lacks.</summary>
    private bool IsMuted { get; init; }

    /// <summary>Lets the object that this one stands in know that something here is wrong; null for one that stands alone.</summary>
    private Action? NoteInParent { get; init; }

    /// <summary>The path of one setting of this object.</summary>
    public string PathOf(string name) => IsScope ? Path + name : $"{Path}.{name}";

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Whether something of that name, or in it, was refused.</summary>
    public bool HasMistake(string name) => IsMuted || _mistaken.Contains(name);

    public T? Optional<T>(string name, Parser<T> parse)
        where T : class => Text(name, new SettingKind(SettingForm.Value)) is { } text ? Accept(name, parse(text)) : null;

    public T? Required<T>(string name, Parser<T> parse, string what)
        where T : class
    {
        SettingsShape.Note(Path, name, null, isRequired: true);
        if (!Has(name))
            Refuse(name, $"is missing: give {what}");
        return Optional(name, parse);
    }

    /// <summary>A list of single values; none may be given twice.</summary>
    /// <param name="key">What tells two values apart, whatever their letter case; without it the values themselves.</param>
    public IReadOnlyList<T> Texts<T>(string name, Parser<T> parse, Func<T, string?>? key = null)
        where T : class
    {
        var values = new List<T>();
        var seen = new HashSet<string?>(StringComparer.OrdinalIgnoreCase);
        key ??= value => value.ToString();
        SettingsShape.Note(Path, name, new SettingKind(SettingForm.List));
        foreach (var (path, element) in Elements(name))
        {
            if (Scalar(name, path, element) is not { } text)
                continue;
            var parsed = parse(text);
            if (!parsed.Ok)
                Add(name, path, parsed.Mistake);
            else if (seen.Add(key(parsed.Value)))
                values.Add(parsed.Value);
            else
                Add(name, path, $"'{text}' is given twice");
        }

        return values;
    }

    public bool Flag(string name, bool otherwise)
    {
        if (Text(name, new SettingKind(SettingForm.Value, ["true", "false"])) is not { } text)
            return otherwise;
        if (bool.TryParse(text, out var value))
            return value;
        Refuse(name, $"'{text}' must be true or false");
        return otherwise;
    }

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name, new SettingKind(SettingForm.Value, Least: least, Most: most)) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Refuse(name, $"'{text}' must be a whole number from {least} to {most}");
        return otherwise;
    }

    /// <summary>One of a few words, each with its meaning; the first is the default.</summary>
    public T Choice<T>(string name, params ReadOnlySpan<(string Word, T Meaning)> choices)
    {
        var words = new List<string>();
        foreach (var (word, _) in choices)
            words.Add(word);
        if (Text(name, new SettingKind(SettingForm.Value, words)) is not { } text)
            return choices[0].Meaning;
        if (words.IndexOf(text) is >= 0 and var chosen)
            return choices[chosen].Meaning;

        Refuse(name, $"'{text}' must be one of {string.Join(", ", words)}");
        return choices[0].Meaning;
    }

    /// <summary>An object in this one; null where it is not given.</summary>
    public SettingsReader? Section(string name)
    {
        SettingsShape.Note(Path, name, new SettingKind(SettingForm.Section));
        if (Find(name) is not { } element)
            return null;
        return Structure(name, element) is { } structure ? Of(PathOf(name), structure, _mistakes, () => Note(name)) : Muted(PathOf(name));
    }

    public IReadOnlyList<SettingsReader> Objects(string name)
    {
        SettingsShape.Note(Path, name, new SettingKind(SettingForm.Sections));
        return [.. Elements(name).Select(item => Of(item.Path, item.Element, _mistakes, () => Note(name)))];
    }

    /// <summary>Names with a single value each.</summary>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var section = Section(name);
        SettingsShape.Note(Path, name, new SettingKind(SettingForm.Map));
        if (section is not { } reader)
            return map;
        foreach (var key in reader.Names)
        {
            if (!reader.Has(key))
                reader.Refuse(key, "has no value: write \"\" for an empty one");
            else if (reader.Text(key, null) is { } text)
                map[key] = text;
        }

        return map;
    }

    public void Refuse(string name, string sentence) => Add(name, PathOf(name), sentence);

    /// <summary>Refuses this object as a whole.</summary>
    public void Refuse(string sentence)
    {
        NoteInParent?.Invoke();
        _mistakes.Add(new Mistake(Path, sentence));
    }

    /// <summary>Refuses a setting that could do nothing here. An empty list or object says nothing, so it may stay.</summary>
    public void RefuseIfGiven(string name, string sentence)
    {
        _withoutEffect.Add(name);
        if (_find(name) is { } element && !IsEmpty(element))
            Refuse(name, sentence);
    }

    /// <summary>Refuses every setting of this object that nobody has asked for: most often a slip of the pen.</summary>
    public void RefuseOthers()
    {
        foreach (var name in Names.Where(name => !_known.Contains(name) && !_withoutEffect.Contains(name)))
        {
            Refuse(name, NearestName.Of(name, _known) is { } meant
                ? $"is not a setting; did you mean {meant}?"
                : $"is not a setting; those known here are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        SettingsShape.Note(Path, name, null);
        return _find(name);
    }

    /// <param name="kind">What the setting may be; null where that is nobody's business.</param>
    private string? Text(string name, SettingKind? kind)
    {
        SettingsShape.Note(Path, name, kind);
        return Find(name) is { } element ? Scalar(name, PathOf(name), element) : null;
    }

    private string? Scalar(string name, string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return element.GetRawText();
            default:
                var isNull = element.ValueKind == JsonValueKind.Null;
                Add(name, path, isNull ? "has no value" : "must be a single value, not a list or an object");
                return null;
        }
    }

    private IEnumerable<(string Path, JsonElement Element)> Elements(string name)
    {
        if (Find(name) is not { } element || Structure(name, element) is not { } list)
            yield break;
        if (list.ValueKind != JsonValueKind.Array)
        {
            Refuse(name, "must be a list");
            yield break;
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
            yield return ($"{PathOf(name)}[{index++}]", item);
    }

    private T? Accept<T>(string name, Parsed<T> parsed)
        where T : class
    {
        if (!parsed.Ok)
            Refuse(name, parsed.Mistake);
        return parsed.Value;
    }

    private void Add(string name, string path, string sentence)
    {
        Note(name);
        _mistakes.Add(new Mistake(path, sentence));
    }

    private void Note(string name)
    {
        _mistaken.Add(name);
        NoteInParent?.Invoke();
    }

    private bool IsScope => Path.EndsWith(':');
}

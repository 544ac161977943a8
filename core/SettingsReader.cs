using System.Globalization;
using System.Text.Json;

namespace XtCmkInfra.Core;

/// <summary>Reads one setting of a stack: <paramref name="name"/> in <paramref name="scope"/>, as in <c>xtcmk-isv:location</c>.</summary>
/// <returns>The text of a plain setting, the JSON of a structured one, or null where it is not set.</returns>
public delegate string? SettingSource(string scope, string name);

/// <summary>What is wrong with one setting, and what would be right.</summary>
/// <param name="Path">Where it stands, for example <c>xtcmk-isv:customers[2].account.name</c>.</param>
public sealed record Mistake(string Path, string Sentence)
{
    public override string ToString() => $"{Path}: {Sentence}.";
}

/// <summary>The settings cannot be used. The message has one line for every mistake found.</summary>
public sealed class SettingsException(IReadOnlyList<Mistake> mistakes) : Exception(Describe(mistakes))
{
    public IReadOnlyList<Mistake> Mistakes { get; } = mistakes;

    private static string Describe(IReadOnlyList<Mistake> mistakes)
    {
        var heading = mistakes.Count == 1 ? "A setting is wrong:" : $"{mistakes.Count} settings are wrong:";
        return string.Join("\n", mistakes.Select(mistake => $"  {mistake}").Prepend(heading));
    }
}

/// <summary>
/// Reads one object of settings. Nothing is thrown on the way: every mistake is gathered with the path of its setting, so that
/// all are told at once; a reader that finds one gives null or the default and goes on.
/// </summary>
public sealed class SettingsReader
{
    private readonly Func<string, JsonElement?> _find;
    private readonly IReadOnlyList<string>? _names;
    private readonly List<Mistake> _mistakes;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    private SettingsReader(string path, Func<string, JsonElement?> find, IReadOnlyList<string>? names, List<Mistake> mistakes)
    {
        Path = path;
        _find = find;
        _names = names;
        _mistakes = mistakes;
    }

    /// <summary>The path of this object; for the settings of a scope, the scope itself.</summary>
    public string Path { get; }

    /// <summary>The names that this object has; empty for the settings of a scope, which Pulumi does not list.</summary>
    public IReadOnlyList<string> Names => _names ?? [];

    /// <summary>The settings of one scope, such as those of a project (<c>xtcmk-isv</c>) or of a provider (<c>azuread</c>).</summary>
    public static SettingsReader Of(string scope, SettingSource source, List<Mistake> mistakes) => new(
        scope + ":",
        name => source(scope, name) is { Length: > 0 } text ? JsonSerializer.SerializeToElement(text, JsonText.Default.String) : null,
        null,
        mistakes);

    /// <summary>An object that came from elsewhere, for example the other side's hand-over.</summary>
    public static SettingsReader Of(string path, JsonElement element, List<Mistake> mistakes)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return OfObject(path, element, mistakes);
        mistakes.Add(new Mistake(path, "must be an object with named fields"));
        return new SettingsReader(path, _ => null, null, mistakes);
    }

    public bool Has(string name) => Find(name) is not null;

    public T? Optional<T>(string name, Parser<T> parse)
        where T : class => Text(name) is { } text ? Accept(name, parse(text)) : null;

    public T? Required<T>(string name, Parser<T> parse, string what)
        where T : class
    {
        if (!Has(name))
            Refuse(name, $"is missing: give {what}");
        return Optional(name, parse);
    }

    public IReadOnlyList<T> Texts<T>(string name, Parser<T> parse)
        where T : class
    {
        var values = new List<T>();
        foreach (var (path, element) in Elements(name))
        {
            if (Scalar(path, element) is not { } text)
                continue;
            var parsed = parse(text);
            if (parsed.Ok)
                values.Add(parsed.Value);
            else
                _mistakes.Add(new Mistake(path, parsed.Mistake));
        }

        return values;
    }

    public bool Flag(string name, bool otherwise)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (bool.TryParse(text, out var value))
            return value;
        Refuse(name, $"'{text}' must be true or false");
        return otherwise;
    }

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Refuse(name, $"'{text}' must be a whole number from {least} to {most}");
        return otherwise;
    }

    /// <summary>One of a few words, each with its meaning; the first is the default.</summary>
    public T Choice<T>(string name, params ReadOnlySpan<(string Word, T Meaning)> choices)
    {
        if (Text(name) is not { } text)
            return choices[0].Meaning;
        foreach (var (word, meaning) in choices)
        {
            if (word == text)
                return meaning;
        }

        var words = new List<string>();
        foreach (var (word, _) in choices)
            words.Add(word);
        Refuse(name, $"'{text}' must be one of {string.Join(", ", words)}");
        return choices[0].Meaning;
    }

    public SettingsReader? Section(string name) => Find(name) is not { } element ? null
        : Structure(PathOf(name), element) is not { } structure ? null
        : Of(PathOf(name), structure, _mistakes);

    public JsonElement? Raw(string name) => Find(name) is { } element ? Structure(PathOf(name), element) : null;

    public IReadOnlyList<SettingsReader> Objects(string name) =>
        [.. Elements(name).Select(item => Of(item.Path, item.Element, _mistakes))];

    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Section(name) is not { _names: { } names } reader)
            return map;
        foreach (var key in names)
        {
            if (reader.Text(key) is { } text)
                map[key] = text;
        }

        return map;
    }

    public void Refuse(string name, string sentence) => _mistakes.Add(new Mistake(PathOf(name), sentence));

    /// <summary>Refuses this object as a whole.</summary>
    public void Refuse(string sentence) => _mistakes.Add(new Mistake(Path, sentence));

    /// <summary>Refuses every setting of this object that nobody has asked for: most often a slip of the pen.</summary>
    public void RefuseOthers()
    {
        foreach (var name in _names ?? [])
        {
            if (!_read.Contains(name))
                Refuse(name, $"is not a setting; those known here are {string.Join(", ", _read.Order(StringComparer.Ordinal))}");
        }
    }

    private static SettingsReader OfObject(string path, JsonElement element, List<Mistake> mistakes)
    {
        // Of a fleet, one object has thousands of members: each is looked for once.
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var twice = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!members.TryAdd(property.Name, property.Value) && twice.Add(property.Name))
                mistakes.Add(new Mistake($"{path}.{property.Name}", "is given twice"));
        }

        return new SettingsReader(
            path,
            name => members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null,
            [.. members.Keys],
            mistakes);
    }

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return _find(name);
    }

    private string? Text(string name) => Find(name) is { } element ? Scalar(PathOf(name), element) : null;

    private string? Scalar(string path, JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.String)
            return element.GetString();
        if (element.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            return element.GetRawText();
        _mistakes.Add(new Mistake(path, "must be a single value, not a list or an object"));
        return null;
    }

    private IEnumerable<(string Path, JsonElement Element)> Elements(string name)
    {
        if (Find(name) is not { } element || Structure(PathOf(name), element) is not { } list)
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

    /// <summary>At the top a structured setting arrives as JSON in a string, as Pulumi hands it over; below that as it is.</summary>
    private JsonElement? Structure(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String || !IsScope)
            return element;
        try
        {
            using var document = JsonDocument.Parse(element.GetString()!);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            _mistakes.Add(new Mistake(path, "must be a structure (a list or an object with named fields), not a single value"));
            return null;
        }
    }

    private T? Accept<T>(string name, Parsed<T> parsed)
        where T : class
    {
        if (!parsed.Ok)
            Refuse(name, parsed.Mistake);
        return parsed.Value;
    }

    private bool IsScope => Path.EndsWith(':');

    private string PathOf(string name) => IsScope ? Path + name : $"{Path}.{name}";
}

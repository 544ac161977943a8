using System.Text.Json;

namespace XtCmkInfra.Core;

/// <summary>
/// Reads one JSON object: settings, a handoff record, the outputs of a stack. Nothing is thrown on the way: every mistake is gathered
/// once, with its path, so that all are reported together; a reader that finds one gives null or the default and goes on.
/// </summary>
public class ObjectReader
{
    private readonly IReadOnlyDictionary<string, JsonElement> _members;
    private readonly List<Mistake> _mistakes;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mistaken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withoutEffect = new(StringComparer.Ordinal);

    /// <param name="members">The object's members; one that is null has no value.</param>
    protected ObjectReader(string path, IReadOnlyDictionary<string, JsonElement> members, List<Mistake> mistakes)
    {
        Path = path;
        _members = members;
        _mistakes = mistakes;
        if (path.Length > 0)
            SettingsShape.Visit(path);
    }

    /// <param name="path">Where it stands, for people.</param>
    /// <param name="mistakes">Gets what is wrong with it.</param>
    public static ObjectReader Of(string path, JsonElement element, List<Mistake> mistakes) => Of(path, element, mistakes, null);

    /// <summary>Where this object stands.</summary>
    protected string Path { get; }

    /// <summary>The names that this object has.</summary>
    public IEnumerable<string> Names => _members.Keys;

    /// <summary>Whether the object says anything, be it wrong.</summary>
    public bool IsGiven => _members.Count > 0 || IsMuted;

    /// <summary>There is no object here. That is reported already, and nothing more is to be reported of what it lacks.</summary>
    private bool IsMuted { get; init; }

    /// <summary>Lets the object that this one stands in know that something here is wrong; null for one that stands alone.</summary>
    private Action? NoteInParent { get; init; }

    /// <summary>The path of one member of this object.</summary>
    public virtual string PathOf(string name) => $"{Path}.{name}";

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Whether a setting is given as an empty text, which most settings take as not given.</summary>
    internal bool IsEmptyText(string name) => _members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Undefined;

    /// <summary>Whether something of that name, or in it, was refused.</summary>
    public bool HasMistake(string name) => IsMuted || _mistaken.Contains(name);

    /// <summary>A single value as it is written; null where it is not given, or is no single value.</summary>
    /// <param name="kind">What the member may be; null where that is not known.</param>
    internal string? Text(string name, SettingKind? kind)
    {
        Expect(name, kind);
        return Find(name) is { } element ? Scalar(name, PathOf(name), element) : null;
    }

    /// <summary>Lets the schema of settings know what a member may be.</summary>
    internal void Expect(string name, SettingKind? kind) => SettingsShape.Note(Path, name, kind);

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
    /// <param name="key">What distinguishes two values, whatever their letter case; without it the values themselves.</param>
    public IReadOnlyList<T> Texts<T>(string name, Parser<T> parse, Func<T, string?>? key = null)
        where T : class
    {
        var values = new List<T>();
        var seen = new HashSet<string?>(StringComparer.OrdinalIgnoreCase);
        key ??= value => value.ToString();
        Expect(name, new SettingKind(SettingForm.List));
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

    /// <summary>An object in this one; null where it is not given.</summary>
    public ObjectReader? Section(string name)
    {
        Expect(name, new SettingKind(SettingForm.Section));
        if (Find(name) is not { } element)
            return null;
        return Structured(name, element) is { } structure ? Of(PathOf(name), structure, _mistakes, () => Note(name)) : Muted(PathOf(name));
    }

    public IReadOnlyList<ObjectReader> Objects(string name)
    {
        Expect(name, new SettingKind(SettingForm.Sections));
        return [.. Elements(name).Select(item => Of(item.Path, item.Element, _mistakes, () => Note(name)))];
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
        if (Member(name) is { } element && !IsEmpty(element))
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

    /// <summary>An object or a list as it was given; null where it is none, which is refused.</summary>
    protected virtual JsonElement? Structured(string name, JsonElement element) => element;

    private static ObjectReader Of(string path, JsonElement element, List<Mistake> mistakes, Action? noteInParent)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            noteInParent?.Invoke();
            var isNull = element.ValueKind == JsonValueKind.Null && noteInParent is not null;
            mistakes.Add(new Mistake(path, isNull ? "has no value: give named fields" : "must be an object with named fields"));
            return Muted(path);
        }

        // Of a fleet, one object has thousands of members: each is looked for once.
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        var twice = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (members.TryAdd(property.Name, property.Value) || !twice.Add(property.Name))
                continue;
            noteInParent?.Invoke();
            mistakes.Add(new Mistake($"{path}.{property.Name}", "is given twice"));
        }

        return new ObjectReader(path, members, mistakes) { NoteInParent = noteInParent };
    }

    private static ObjectReader Muted(string path) => new(path, new Dictionary<string, JsonElement>(), []) { IsMuted = true };

    private static bool IsEmpty(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is "{}" or "[]",
        JsonValueKind.Array => element.GetArrayLength() == 0,
        JsonValueKind.Object => !element.EnumerateObject().Any(),
        _ => false,
    };

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        Expect(name, null);
        return Member(name);
    }

    private JsonElement? Member(string name) =>
        _members.GetValueOrDefault(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value ? value : null;

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
        if (Find(name) is not { } element || Structured(name, element) is not { } list)
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
}

using System.Text.Json;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>
/// A JSON object in the answer of a call, read strictly, whatever service answers: what is missing or of another kind is reported with the
/// call and the path.
/// </summary>
internal sealed class JsonAnswer
{
    private readonly string _call;
    private readonly JsonElement _element;
    private readonly string _path;

    private JsonAnswer(string call, JsonElement element, string path)
    {
        _call = call;
        _element = element;
        _path = path;
    }

    /// <summary>As the rules read it: by paths, in any letter case, and through what Azure wraps it in.</summary>
    public Properties Properties => new JsonProperties(_element);

    /// <exception cref="UnexpectedAnswerException">The body is not a JSON object.</exception>
    public static JsonAnswer Parse(string call, BinaryData body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonAnswer(call, document.RootElement.Clone(), "")
                : throw new UnexpectedAnswerException(call, "something else than a JSON object");
        }
        catch (JsonException)
        {
            throw new UnexpectedAnswerException(call, "something that is not JSON");
        }
    }

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Whether the member is there, be it null.</summary>
    public bool Mentions(string name) => _element.TryGetProperty(name, out _);

    public JsonAnswer Object(string name) => Required(name, JsonValueKind.Object, "an object");

    /// <summary>A member in any letter case; null where there is none.</summary>
    public JsonAnswer? FindObject(string name) => _element.EnumerateObject()
        .Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.Object)
        .Select(member => new JsonAnswer(_call, member.Value, PathOf(member.Name)))
        .FirstOrDefault();

    public IReadOnlyList<JsonAnswer> Objects(string name)
    {
        var list = Required(name, JsonValueKind.Array, "a list");
        return
        [
            .. list._element.EnumerateArray().Select((element, index) => element.ValueKind == JsonValueKind.Object
                ? new JsonAnswer(_call, element, $"{list._path}[{index}]")
                : throw Invalid($"{list._path}[{index}] is not an object")),
        ];
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var list = Required(name, JsonValueKind.Array, "a list");
        return
        [
            .. list._element.EnumerateArray().Select(element => element.ValueKind == JsonValueKind.String
                ? element.GetString()!
                : throw Invalid($"{list._path} is not a list of texts")),
        ];
    }

    public string Text(string name) => Required(name, JsonValueKind.String, "a text")._element.GetString()!;

    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    public bool Flag(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        null => throw Invalid($"{PathOf(name)} is missing"),
        _ => throw Invalid($"{PathOf(name)} is not true or false"),
    };

    public bool? OptionalFlag(string name) => Has(name) ? Flag(name) : null;

    /// <summary>What the rules must find at a path.</summary>
    public string Require(string path) => Properties.ValueOf(path).Text ?? throw Invalid($"{path} is missing");

    /// <summary>What was asked for must be what answers.</summary>
    public void RequireSame(string name, string asked)
    {
        if (!string.Equals(Require(name), asked, StringComparison.OrdinalIgnoreCase))
            throw Invalid($"it is about something else than {asked}, which was asked for");
    }

    /// <summary>
    /// That members of these names are lists, at whatever depth: an object with names would be read as a list of them, and an empty one as
    /// an empty list, which permits nothing.
    /// </summary>
    public void RequireLists(params string[] names) => RequireLists(_element, names);

    /// <summary>A time that is written as whole seconds since 1970, UTC.</summary>
    public DateTimeOffset Time(string name) =>
        Required(name, JsonValueKind.Number, "a number")._element.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw Invalid($"{PathOf(name)} is not a time");

    public DateTimeOffset? OptionalTime(string name) => Has(name) ? Time(name) : null;

    /// <summary>What to throw about a member that is there but cannot be.</summary>
    public UnexpectedAnswerException Invalid(string what) => new(_call, $"what cannot be: {what}");

    private void RequireLists(JsonElement element, string[] names)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                RequireLists(item, names);
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in element.EnumerateObject())
        {
            if (names.Contains(member.Name, StringComparer.OrdinalIgnoreCase)
                && member.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
                throw Invalid($"{member.Name} is not a list");
            RequireLists(member.Value, names);
        }
    }

    private JsonAnswer Required(string name, JsonValueKind kind, string inWords)
    {
        var found = Find(name) ?? throw Invalid($"{PathOf(name)} is missing");
        return found.ValueKind == kind ? new JsonAnswer(_call, found, PathOf(name)) : throw Invalid($"{PathOf(name)} is not {inWords}");
    }

    private JsonElement? Find(string name) =>
        _element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}

using System.Text.Json;

namespace XtCmkInfra.Core;

/// <content>Where the objects come from that are read.</content>
public sealed partial class SettingsReader
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    /// <summary>The settings of one scope, such as those of a project (<c>xtcmk-isv</c>) or of a provider (<c>azuread</c>).</summary>
    public static SettingsReader Of(string scope, SettingSource source, List<Mistake> mistakes) => new(
        scope + ":",
        name => source[scope, name] is { Length: > 0 } text ? JsonSerializer.SerializeToElement(text, JsonText.Default.String) : null,
        [.. source.Names(scope)],
        mistakes);

    /// <summary>An object that came from elsewhere, for example the other side's handoff record.</summary>
    public static SettingsReader Of(string path, JsonElement element, List<Mistake> mistakes) => Of(path, element, mistakes, null);

    private static SettingsReader Of(string path, JsonElement element, List<Mistake> mistakes, Action? noteInParent)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return OfObject(path, element, mistakes, noteInParent);
        noteInParent?.Invoke();
        var isNull = element.ValueKind == JsonValueKind.Null && noteInParent is not null;
        mistakes.Add(new Mistake(path, isNull ? "has no value: give named fields" : "must be an object with named fields"));
        return Muted(path);
    }

    private static SettingsReader OfObject(string path, JsonElement element, List<Mistake> mistakes, Action? noteInParent)
    {
        // Of a fleet, one object has thousands of members: each is looked for once.
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var twice = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (members.TryAdd(property.Name, property.Value) || !twice.Add(property.Name))
                continue;
            noteInParent?.Invoke();
            mistakes.Add(new Mistake($"{path}.{property.Name}", "is given twice"));
        }

        return new SettingsReader(
            path,
            name => members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null,
            [.. members.Keys],
            mistakes)
        {
            NoteInParent = noteInParent,
        };
    }

    private static SettingsReader Muted(string path) => new(path, _ => null, [], []) { IsMuted = true };

    private static bool IsEmpty(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is "{}" or "[]",
        JsonValueKind.Array => element.GetArrayLength() == 0,
        JsonValueKind.Object => !element.EnumerateObject().Any(),
        _ => false,
    };

    /// <summary>At the top a structured setting arrives as JSON in a string, as Pulumi hands it over; below that as it is.</summary>
    private JsonElement? Structure(string name, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String || !IsScope)
            return element;
        var text = element.GetString()!;
        try
        {
            using var document = JsonDocument.Parse(text, Deep);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            Refuse(name, text.TrimStart() is ['{' or '[', ..]
                ? $"is not JSON, or is nested more than {Deep.MaxDepth} levels deep"
                : "must be a structure (a list or an object with named fields), not a single value");
            return null;
        }
    }
}

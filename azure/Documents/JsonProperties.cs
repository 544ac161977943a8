using System.Globalization;
using System.Text.Json;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>A resource had a property of a shape that it cannot have.</summary>
internal sealed class UnknownShapeException(string path, string expected) : Exception($"the property {path} is not {expected}");

/// <summary>
/// The properties of a resource in JSON: in Azure's answer, or in a document of Pulumi's, in which some are unknown and some secret.
/// </summary>
/// <param name="root">The object of its properties.</param>
/// <param name="changes">What the engine reports that changes; null for Azure's answer, in which letter case does not count.</param>
/// <param name="other">
/// The same object on the other side of a step: what is secret here, plain there, and not reported to change is what it is there.
/// </param>
/// <param name="prefix">The path of <paramref name="root"/> in the resource, with the full stop that ends it.</param>
internal sealed class JsonProperties(JsonElement root, ReportedChanges? changes = null, JsonElement? other = null,
    string prefix = "") : Properties
{
    private const string Secret = "[secret]";

    /// <summary>In which Azure, and azure-native with some resources, wrap what they have.</summary>
    private const string Wrapping = "properties.";

    /// <summary>The strings that stand for what is not known until apply: one for each type that it may have.</summary>
    /// <remarks>Source: Pulumi's SDK for Go, where the engine's wire format is defined.</remarks>
    private static readonly string[] Unknowns =
    [
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", "030794c1-ac77-496b-92df-f27374a8bd58", "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ];

    /// <summary>Marks an object of the engine's that stands for something else; the other is the mark of a secret.</summary>
    /// <remarks>Source: Pulumi's SDK for Go, where the engine's wire format is defined.</remarks>
    private const string Signature = "4dabf18193072939515e22adb298388d";

    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    public override Value ValueOf(string path)
    {
        var (found, _, at, above) = Locate(path);
        return found is { } element ? Plain(element, at) : Missing(path, above);
    }

    public override Value WholeOf(string path)
    {
        var (found, _, at, above) = Locate(path);
        return found is not { } element ? Missing(path, above)
            : element is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() == 0 ? Value.Absent
            : element.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                && !IsSecret(element) ? Value.Of("object") with { Reported = Reported(at) }
            : Plain(element, at) is { Knowledge: not Knowledge.Known } hidden ? hidden
            : throw new UnknownShapeException(at, "an object");
    }

    public override bool Has(string path) => Locate(path) is not ({ ValueKind: JsonValueKind.Null } or null, _, _, { IsAbsent: true });

    public override Values ListOf(string path)
    {
        var whole = WholeOf(path);
        if (whole.Knowledge != Knowledge.Known)
            return new Values(whole, []);
        var (found, there, at, _) = Locate(path);
        return Values.Of(found!.Value switch
        {
            { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select((item, index) => PlainItem(item, index))],
            var map => [.. map.EnumerateObject().Select(property => Value.Of(property.Name))],
        });

        Value PlainItem(JsonElement item, int index)
        {
            var path = $"{at}[{index}]";
            return Plain(Shown(item, Item(there, index), path), path);
        }
    }

    public override IEnumerable<Properties> ObjectsOf(string path)
    {
        var (found, there, at, _) = Locate(path);
        return found is not { ValueKind: not JsonValueKind.Null } list
            || (list.ValueKind != JsonValueKind.Array && WholeOf(path).Text is null) ? []
            : list.ValueKind != JsonValueKind.Array ? throw new UnknownShapeException(at, "a list")
            : list.EnumerateArray().Select((item, index) => item.ValueKind == JsonValueKind.Object
                ? new JsonProperties(item, changes, Item(there, index), $"{prefix}{at}[{index}].")
                : throw new UnknownShapeException($"{at}[{index}]", "an object"));
    }

    /// <summary>Whether the value at a path such as <c>a.b[0].c</c>, or one above it, is secret, or unknown where that counts.</summary>
    public static bool IsHiddenAt(JsonElement root, string path, bool orUnknown)
    {
        var at = root;
        foreach (var name in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsHidden(at, orUnknown))
                return true;
            var isThere = at.ValueKind switch
            {
                JsonValueKind.Object => at.TryGetProperty(name, out at),
                JsonValueKind.Array =>
                    int.TryParse(name, out var index) && index >= 0 && index < at.GetArrayLength() && (at = at[index]).ValueKind >= 0,
                _ => false,
            };
            if (!isThere)
                return false;
        }

        return IsHidden(at, orUnknown);
    }

    private static bool IsHidden(JsonElement element, bool orUnknown) => IsSecret(element)
        || (element.ValueKind == JsonValueKind.String && (element.ValueEquals(Secret) || (orUnknown && Unknowns.Any(element.ValueEquals))));

    /// <summary>What is at a path, or within the wrapping; where something above it is hidden as a whole, that; otherwise absent.</summary>
    private (JsonElement? Found, JsonElement? There, string At, Value Above) Locate(string path)
    {
        var (found, there, above) = Follow(path);
        if (found is not null || !above.IsAbsent)
            return (found, there, path, above);
        var (wrapped, beyond, hidden) = Follow(Wrapping + path);
        return (wrapped, beyond, wrapped is null ? path : Wrapping + path, hidden);
    }

    private (JsonElement? Found, JsonElement? There, Value Above) Follow(string path)
    {
        var (at, there) = (root, other);
        foreach (var segment in path.AsSpan().Split('.'))
        {
            if (at.ValueKind == JsonValueKind.String || IsSecret(at))
            {
                return Plain(at, path) is { Knowledge: not Knowledge.Known } hidden
                    ? (null, null, hidden)
                    : throw new UnknownShapeException(path, "within an object");
            }

            if (at.ValueKind == JsonValueKind.Null)
                return (null, null, Value.Absent);
            if (at.ValueKind != JsonValueKind.Object)
                throw new UnknownShapeException(path, "within an object");
            var name = path.AsSpan()[segment];
            if (!TryGet(at, name, out at))
                return (null, null, Value.Absent);
            there = there is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var beyond) ? beyond : null;
            at = Shown(at, there, path.AsSpan(0, segment.End.GetOffset(path.Length)));
        }

        return (at, there, Value.Absent);
    }

    /// <summary>What a value is: where it is secret and not reported to change, what it is on the other side of the step.</summary>
    private JsonElement Shown(JsonElement at, JsonElement? there, ReadOnlySpan<char> path) =>
        changes is not null && there is { } known && IsHidden(at, orUnknown: false) && !IsHidden(known, orUnknown: true)
            && Reported(path.ToString()) == Comparison.Same
            ? known
            : at;

    private static JsonElement? Item(JsonElement? list, int index) =>
        list is { ValueKind: JsonValueKind.Array } array && index < array.GetArrayLength() ? array[index] : null;

    private bool TryGet(JsonElement at, ReadOnlySpan<char> name, out JsonElement found)
    {
        if (at.TryGetProperty(name, out found))
            return true;
        // Pulumi knows one way to write a name; Azure answers in more than one.
        if (changes is not null)
            return false;
        foreach (var property in at.EnumerateObject())
        {
            if (name.Equals(property.Name, StringComparison.OrdinalIgnoreCase))
            {
                found = property.Value;
                return true;
            }
        }

        return false;
    }

    /// <summary>What is not there may be reported to go, in either wrapping.</summary>
    private Value Missing(string path, Value above)
    {
        if (!above.IsAbsent)
            return above;
        Comparison[] reported = [Reported(path), Reported(Wrapping + path)];
        return above with
        {
            Reported = Array.Find(reported, one => one == Comparison.Different) is Comparison.Different ? Comparison.Different
                : Array.Find(reported, one => one == Comparison.Undetermined),
        };
    }

    private Comparison Reported(string path) => changes?.At(prefix + path) ?? Comparison.Same;

    private Value Plain(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Value.Absent,
        JsonValueKind.True => Value.Of(true) with { Reported = Reported(path) },
        JsonValueKind.False => Value.Of(false) with { Reported = Reported(path) },
        JsonValueKind.Object when IsSecret(element) => new Value(Knowledge.Secret, null, Reported(path)),
        JsonValueKind.Object or JsonValueKind.Array => throw new UnknownShapeException(path, "a single value"),
        JsonValueKind.Number => Value.Of(Number(element)) with { Reported = Reported(path) },
        _ => element.GetString()! switch
        {
            Secret when changes is not null => new Value(Knowledge.Secret, null, Reported(path)),
            var text when changes is not null && Unknowns.Contains(text) => Value.Unknown,
            var text => Value.Of(text) with { Reported = Reported(path) },
        },
    };

    private static bool IsSecret(JsonElement element) => element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(Signature, out var mark) && mark.ValueKind == JsonValueKind.String && mark.ValueEquals(SecretSignature);

    /// <summary>A number as it would be written by hand: 3072 and 3.072e3 are the same.</summary>
    private static string Number(JsonElement element) =>
        element.TryGetDecimal(out var number) ? number.ToString("0.############", CultureInfo.InvariantCulture) : element.GetRawText();
}

using System.Globalization;
using System.Text.Json;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>A resource had a property of a shape that it cannot have.</summary>
internal sealed class UnknownShapeException(string path, string expected) : Exception($"the property {path} is not {expected}");

/// <summary>The properties of a resource in a preview, in which some are unknown and some secret.</summary>
/// <param name="root">The object of its inputs or outputs.</param>
/// <param name="changes">What the engine says that changes.</param>
/// <param name="prefix">The path of <paramref name="root"/> in the resource, with the full stop that ends it.</param>
internal sealed class Inputs(JsonElement root, SaidChanges changes, string prefix = "")
{
    private const string Secret = "[secret]";

    /// <summary>The strings that stand for what is not known until apply: one for each type that it may have.</summary>
    /// <remarks>Source: Pulumi's SDK for Go, where the engine's wire format is defined.</remarks>
    private static readonly string[] Unknowns =
    [
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", "030794c1-ac77-496b-92df-f27374a8bd58", "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ];

    /// <summary>By which the engine marks an object that stands for something else, and the mark of a secret.</summary>
    /// <remarks>Source: Pulumi's SDK for Go, where the engine's wire format is defined.</remarks>
    private const string Signature = "4dabf18193072939515e22adb298388d";

    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    private readonly Dictionary<string, (JsonElement Element, bool IsSecret)> parents = new(StringComparer.Ordinal);

    /// <summary>A property that has another name in older versions of the provider.</summary>
    public Value Value(string path, string formerly) => Value(path) is { IsAbsent: false } value ? value : Value(formerly);

    /// <summary>A property that is a text, a number or a flag, at a path such as <c>encryption.keySource</c>.</summary>
    public Value Value(string path)
    {
        var (found, above) = Find(path);
        if (found is not { } element)
            return above;
        return Plain(element, path);
    }

    /// <summary>An object or a list as a whole: known where it has properties of its own; an empty list says what none says.</summary>
    public Value Whole(string path)
    {
        var (found, above) = Find(path);
        return found is not { } element ? above
            : element is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() == 0 ? Trust.Value.Absent
            : element.ValueKind is JsonValueKind.Object or JsonValueKind.Array && !IsSecret(element) ? Trust.Value.Of("object") with { Said = Said(path) }
            : Plain(element, path) is { Knowledge: not Knowledge.Known } hidden ? hidden
            : throw new UnknownShapeException(path, "an object");
    }

    /// <summary>A list of single values, or the names of a map's properties.</summary>
    public Values List(string path)
    {
        var whole = Whole(path);
        return whole.Knowledge != Knowledge.Known ? new Values(whole, []) : Values.Of(Find(path).Found!.Value switch
        {
            { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select((item, index) => Plain(item, $"{path}[{index}]"))],
            var map => [.. map.EnumerateObject().Select(property => Trust.Value.Of(property.Name))],
        });
    }

    /// <summary>The objects of a list; none where it is not known.</summary>
    public IEnumerable<Inputs> Objects(string path) => Find(path).Found is not { ValueKind: JsonValueKind.Array } array
        ? []
        : array.EnumerateArray().Select((item, index) => item.ValueKind == JsonValueKind.Object
            ? new Inputs(item, changes, $"{prefix}{path}[{index}].")
            : throw new UnknownShapeException($"{path}[{index}]", "an object"));

    private Sameness Said(string path) => changes.At(prefix + path);

    private Value Plain(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Trust.Value.Absent,
        JsonValueKind.True => Trust.Value.Of(true) with { Said = Said(path) },
        JsonValueKind.False => Trust.Value.Of(false) with { Said = Said(path) },
        JsonValueKind.Object when IsSecret(element) => new Value(Knowledge.Secret, null, Said(path)),
        JsonValueKind.Object or JsonValueKind.Array => throw new UnknownShapeException(path, "a single value"),
        JsonValueKind.Number => Trust.Value.Of(Number(element)) with { Said = Said(path) },
        _ => element.GetString()! switch
        {
            Secret => new Value(Knowledge.Secret, null, Said(path)),
            var text when Unknowns.Contains(text) => Trust.Value.Unknown,
            var text => Trust.Value.Of(text) with { Said = Said(path) },
        },
    };

    private static bool IsSecret(JsonElement element) => element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(Signature, out var mark) && mark.ValueKind == JsonValueKind.String && mark.ValueEquals(SecretSignature);

    /// <summary>A number as it would be written by hand: 3072 and 3.072e3 are the same.</summary>
    private static string Number(JsonElement element) =>
        element.TryGetDecimal(out var number) ? number.ToString("0.############", CultureInfo.InvariantCulture) : element.GetRawText();

    /// <summary>What is at a path; where something above it is hidden as a whole, that; otherwise absent.</summary>
    private (JsonElement? Found, Value Above) Find(string path)
    {
        var dot = path.LastIndexOf('.');
        if (dot < 0)
            return Step(root, IsSecret(root), path, path);
        var parent = Find(path.AsSpan(0, dot), path);
        return parent.IsThere ? Step(parent.Element, parent.IsSecret, path.AsSpan(dot + 1), path) : (null, parent.Above);
    }

    /// <summary>The object above a property, looked for once for all of its properties.</summary>
    /// <param name="whole">The path of the property that is asked for.</param>
    private (bool IsThere, JsonElement Element, bool IsSecret, Value Above) Find(ReadOnlySpan<char> path, string whole)
    {
        var known = parents.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(path, out var parent))
            return (true, parent.Element, parent.IsSecret, default);
        var dot = path.LastIndexOf('.');
        var above = dot < 0 ? (IsThere: true, Element: root, IsSecret: IsSecret(root), Above: default) : Find(path[..dot], whole);
        if (!above.IsThere)
            return above;
        var (found, hidden) = Step(above.Element, above.IsSecret, path[(dot + 1)..], whole);
        if (found is not { } element)
            return (false, default, false, hidden);
        var isSecret = IsSecret(element);
        known[path] = (element, isSecret);
        return (true, element, isSecret, default);
    }

    private (JsonElement? Found, Value Above) Step(JsonElement above, bool isSecret, ReadOnlySpan<char> name, string whole)
    {
        if (above.ValueKind == JsonValueKind.String || isSecret)
            return Plain(above, whole) is { Knowledge: not Knowledge.Known } hidden ? (null, hidden) : throw new UnknownShapeException(whole, "within an object");
        if (above.ValueKind == JsonValueKind.Null)
            return (null, Trust.Value.Absent);
        if (above.ValueKind != JsonValueKind.Object)
            throw new UnknownShapeException(whole, "within an object");
        return above.TryGetProperty(name, out var found) ? (found, Trust.Value.Absent) : (null, Trust.Value.Absent);
    }
}

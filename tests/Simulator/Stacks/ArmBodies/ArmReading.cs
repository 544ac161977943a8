using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Bicep.Types.Concrete;

namespace XtCmkInfra.Tests.Simulator.Stacks;

/// <summary>Holds JSON against the types of the type library, in one direction.</summary>
/// <param name="Forbidden">The properties that have no place in it, and are not missed in it either.</param>
/// <param name="Why">What is wrong with them.</param>
/// <param name="NewWords">
/// Whether lists that end with "or any text", so that Azure may add to them, let any text pass. In an answer they must; but the programs
/// send words of today, and any other is a slip of the pen.
/// </param>
internal sealed record ArmReading(ObjectTypePropertyFlags Forbidden, string Why, bool NewWords)
{
    public static readonly ArmReading OfPut =
        new(ObjectTypePropertyFlags.ReadOnly, "is read-only, and must not be sent", NewWords: false);

    public static readonly ArmReading OfAnswer =
        new(ObjectTypePropertyFlags.WriteOnly, "is write-only, and is never answered", NewWords: true);

    /// <returns>A sentence for each mistake, which begins with its path.</returns>
    /// <exception cref="NotSupportedException">The library has a kind of type that is not checked yet.</exception>
    public IEnumerable<string> Mistakes(string path, JsonNode? value, TypeBase type) => (type, value) switch
    {
        (AnyType, _) or (NullType, null) => [],
        (UnionType union, _) => Union(path, value, union),
        (StringLiteralType literal, JsonValue) when TextOf(value) == literal.Value => [],
        (StringType text, JsonValue) when TextOf(value) is { } given => Text(path, given, text),
        (IntegerType range, JsonValue) when NumberOf(value) is { } number => Number(path, number, range),
        (BooleanType, JsonValue) when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => [],
        (ArrayType array, JsonArray items) => Items(path, items, array),
        (ObjectType fields, JsonObject map) => Fields(path, map, fields.Name, fields.Properties, fields.AdditionalProperties?.Type),
        (DiscriminatedObjectType fields, JsonObject map) => Kind(path, map, fields),
        _ when IsChecked(type) => [$"{path}: is {Describe(value)}, not {Describe(type)}."],
        _ => throw new NotSupportedException($"{path}: the type library has a {type.GetType().Name} here, which is not checked yet."),
    };

    private static bool IsChecked(TypeBase type) => type is NullType or BooleanType or IntegerType or StringType or StringLiteralType
        or ArrayType or ObjectType or DiscriminatedObjectType;

    private IEnumerable<string> Union(string path, JsonNode? value, UnionType union)
    {
        var forms = union.Elements.Select(element => element.Type).ToList();
        if (!NewWords && forms.Any(form => form is StringLiteralType))
            forms.RemoveAll(form => form is StringType);
        return forms.Any(form => !Mistakes(path, value, form).Any())
            ? []
            : [$"{path}: is {Describe(value)}, not one of {string.Join(", ", forms.Select(Describe))}."];
    }

    private static IEnumerable<string> Text(string path, string text, StringType type)
    {
        if (text.Length < type.MinLength)
            yield return $"{path}: '{text}' is shorter than {type.MinLength} characters.";
        if (text.Length > type.MaxLength)
            yield return $"{path}: '{text}' is longer than {type.MaxLength} characters.";
        if (type.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant))
            yield return $"{path}: '{text}' does not match {pattern}.";
    }

    private static IEnumerable<string> Number(string path, long number, IntegerType range)
    {
        if (number < range.MinValue)
            yield return $"{path}: {number} is less than {range.MinValue}.";
        if (number > range.MaxValue)
            yield return $"{path}: {number} is more than {range.MaxValue}.";
    }

    private IEnumerable<string> Items(string path, JsonArray items, ArrayType array)
    {
        if (items.Count < array.MinLength)
            yield return $"{path}: has {items.Count} items, fewer than {array.MinLength}.";
        if (items.Count > array.MaxLength)
            yield return $"{path}: has {items.Count} items, more than {array.MaxLength}.";
        foreach (var mistake in items.SelectMany((item, index) => Mistakes($"{path}[{index}]", item, array.ItemType.Type)))
            yield return mistake;
    }

    private IEnumerable<string> Kind(string path, JsonObject map, DiscriminatedObjectType type)
    {
        var at = Below(path, type.Discriminator);
        if (!map.TryGetPropertyValue(type.Discriminator, out var kind))
            return [$"{at}: is missing."];
        if (TextOf(kind) is not { } word || !type.Elements.TryGetValue(word, out var element))
            return [$"{at}: is {Describe(kind)}, not one of {string.Join(", ", type.Elements.Keys.Select(name => $"'{name}'"))}."];
        var fields = (ObjectType)element.Type;
        var properties = new Dictionary<string, ObjectTypeProperty>(type.BaseProperties, StringComparer.Ordinal);
        foreach (var (name, property) in fields.Properties)
            properties[name] = property;
        return Fields(path, map, fields.Name, properties, fields.AdditionalProperties?.Type);
    }

    private IEnumerable<string> Fields(
        string path, JsonObject map, string typeName, IReadOnlyDictionary<string, ObjectTypeProperty> properties, TypeBase? others)
    {
        var missing = properties
            .Where(property => property.Value.Flags.HasFlag(ObjectTypePropertyFlags.Required))
            .Where(property => !property.Value.Flags.HasFlag(Forbidden) && !map.ContainsKey(property.Key))
            .Select(property => $"{Below(path, property.Key)}: is missing.");
        return missing.Concat(map.SelectMany(field => Field(Below(path, field.Key), field.Key, field.Value)));

        IEnumerable<string> Field(string at, string name, JsonNode? value) => properties.TryGetValue(name, out var property)
            ? property.Flags.HasFlag(Forbidden) ? [$"{at}: {Why}."] : Mistakes(at, value, property.Type.Type)
            : others is not null
            ? Mistakes(at, value, others)
            : [$"{at}: there is no such property; {typeName} has {string.Join(", ", properties.Keys)}."];
    }

    private static string Below(string path, string name) =>
        !name.All(char.IsAsciiLetterOrDigit) ? $"{path}['{name}']"
        : path.Length == 0 ? name
        : $"{path}.{name}";

    private static string? TextOf(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static long? NumberOf(JsonNode? value) =>
        long.TryParse(value?.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Describe(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.String => $"'{value.GetValue<string>()}'",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => value.ToJsonString(),
    };

    private static string Describe(TypeBase type) => type switch
    {
        StringLiteralType literal => $"'{literal.Value}'",
        StringType => "text",
        IntegerType => "a whole number",
        BooleanType => "true or false",
        ArrayType => "a list",
        NullType => "null",
        _ => "an object",
    };
}

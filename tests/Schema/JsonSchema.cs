using System.Text.Json;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Tests.Schema;

/// <summary>
/// The part of JSON Schema (2020-12) that this repository's schemas use. A keyword that is not known here is a mistake, so that no
/// schema says more than what is checked.
/// </summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly string[] Annotations = ["$schema", "$id", "$defs", "title", "description"];

    public static JsonSchema Parse(string text) => new(JsonDocument.Parse(text).RootElement);

    /// <summary>Everything that is wrong, each with its path; nothing for a value that is as the schema says.</summary>
    public IReadOnlyList<string> Complaints(JsonElement value) => [.. Check(value, root, "$")];

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, string path)
    {
        if (schema.ValueKind == JsonValueKind.False)
            return [$"{path}: is not allowed"];
        return schema.EnumerateObject().Where(keyword => !Annotations.Contains(keyword.Name)).SelectMany(keyword => keyword.Name switch
        {
            "$ref" => Check(value, Definition(keyword.Value.GetString()!), path),
            "type" => If(!IsOf(value, keyword.Value.GetString()!), $"{path}: is no {keyword.Value}"),
            "const" => If(!JsonElement.DeepEquals(value, keyword.Value), $"{path}: is not {keyword.Value}"),
            "enum" => If(!keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(value, one)), $"{path}: is none of {keyword.Value}"),
            "pattern" => If(!Regex.IsMatch(value.ToString(), keyword.Value.GetString()!), $"{path}: does not match {keyword.Value}"),
            "minimum" => If(value.GetDecimal() < keyword.Value.GetDecimal(), $"{path}: is less than {keyword.Value}"),
            "items" => value.EnumerateArray().SelectMany((item, index) => Check(item, keyword.Value, $"{path}[{index}]")),
            "required" => keyword.Value.EnumerateArray().Select(name => name.GetString()!)
                .Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name}: is missing"),
            "properties" => value.EnumerateObject().Where(property => keyword.Value.TryGetProperty(property.Name, out _))
                .SelectMany(property => Check(property.Value, keyword.Value.GetProperty(property.Name), $"{path}.{property.Name}")),
            "additionalProperties" => value.EnumerateObject().Where(property => !IsNamed(schema, property.Name))
                .SelectMany(property => Check(property.Value, keyword.Value, $"{path}.{property.Name}")),
            "propertyNames" => value.EnumerateObject()
                .SelectMany(property => Check(JsonSerializer.SerializeToElement(property.Name), keyword.Value, $"{path}.{property.Name}")),
            var other => throw new NotSupportedException($"The schema has the keyword '{other}', which nothing here checks."),
        });
    }

    private JsonElement Definition(string reference) =>
        reference.Split('/')[1..].Aggregate(root, (element, name) => element.GetProperty(name));

    private static bool IsNamed(JsonElement schema, string name) => schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _);

    private static IEnumerable<string> If(bool isWrong, string complaint) => isWrong ? [complaint] : [];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"The schema has the type '{type}', which nothing here checks."),
    };
}

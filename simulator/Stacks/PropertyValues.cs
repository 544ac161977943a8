using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Utilities;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>
/// Between the values of Pulumi's test host (immutable dictionaries and arrays, numbers as double) and JSON. What is not known before an
/// update is the same string as in the documents of the real engine.
/// </summary>
internal static class PropertyValues
{
    /// <summary>How Pulumi writes a value that only the update shows.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>In the order of their names, for the dictionaries of the test host have another one in every run.</summary>
    public static JsonObject ToJson(IEnumerable<KeyValuePair<string, object>> values) => new(values
        .OrderBy(value => value.Key, StringComparer.Ordinal)
        .Select(value => KeyValuePair.Create(value.Key, ToJson(value.Value))));

    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        double number => Number(number),
        int number => JsonValue.Create(number),
        ImmutableDictionary<string, object> map => ToJson((IEnumerable<KeyValuePair<string, object>>)map),
        ImmutableArray<string> texts => new JsonArray([.. texts.Select(text => (JsonNode)text)]),
        ImmutableArray<object> array => new JsonArray([.. array.Select(ToJson)]),
        _ => throw new NotSupportedException($"The simulator has no counterpart for a value of type {value.GetType()}."),
    };

    public static ImmutableDictionary<string, object> FromJson(JsonObject values) => values
        .Where(value => value.Value is not null)
        .ToImmutableDictionary(value => value.Key, value => FromJson(value.Value!));

    /// <summary>The properties that are known in every part.</summary>
    public static JsonObject Known(JsonObject values) => new(values
        .Where(value => !HasUnknown(value.Value))
        .Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone())));

    /// <summary>A stack's outputs, whose dictionaries hold outputs anywhere; null fields stay out, as with the engine.</summary>
    public static async Task<JsonNode?> ResolveAsync(object? value)
    {
        switch (value)
        {
            case null:
                return null;
            case IDictionary<string, object?> map:
                var json = new JsonObject();
                foreach (var (key, inner) in map.OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    if (await ResolveAsync(inner) is { } node)
                        json[key] = node;
                }

                return json;
            case Output<string> output:
                return await ResolveAsync(output);
            case Output<ImmutableArray<string>> output:
                return await ResolveAsync(output);
            case Input<string> input:
                return await ResolveAsync(input.ToOutput());
            default:
                return ToJson(value);
        }
    }

    private static async Task<JsonNode?> ResolveAsync<T>(Output<T> output) => await OutputUtilities.GetIsKnownAsync(output)
        ? ToJson(await OutputUtilities.GetValueAsync(output))
        : JsonValue.Create(Unknown);

    private static bool HasUnknown(JsonNode? value) => value switch
    {
        JsonObject map => map.Any(field => HasUnknown(field.Value)),
        JsonArray array => array.Any(HasUnknown),
        JsonValue scalar => scalar.TryGetValue<string>(out var text) && text == Unknown,
        _ => false,
    };

    private static object FromJson(JsonNode value) => value switch
    {
        JsonObject map => FromJson(map),
        JsonArray array => array.Select(item => FromJson(item!)).ToImmutableArray(),
        JsonValue scalar => scalar.GetValueKind() switch
        {
            JsonValueKind.String => scalar.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => double.Parse(scalar.ToJsonString(), CultureInfo.InvariantCulture),
        },
        _ => throw new NotSupportedException($"JSON of kind {value.GetValueKind()} has no counterpart in Pulumi."),
    };

    private static JsonValue Number(double number) =>
        Math.Abs(number) < 1e15 && number == Math.Floor(number) ? JsonValue.Create((long)number) : JsonValue.Create(number);
}

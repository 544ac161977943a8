using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevLab.JmesPath;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>What a command answers, as <c>--query</c> and <c>--output</c> have it: sorted by name, as the Azure CLI does.</summary>
internal static class AzOutput
{
    public static readonly string[] Formats = ["json", "jsonc", "tsv", "none"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    public static string Json(JsonNode node) => Sorted(node)!.ToJsonString(Indented);

    /// <returns>What is printed; null for nothing.</returns>
    public static string? Text(JsonNode? answer, string format) => (answer, format) switch
    {
        (null, _) or (_, "none") or (JsonArray { Count: 0 }, "tsv") => null,
        (_, "tsv") => string.Join("\n", Rows(answer)),
        _ => Json(answer),
    };

    /// <exception cref="AzException">The expression is no JMESPath.</exception>
    public static void CheckQuery(string query)
    {
        try
        {
            new JmesPath().Parse(query);
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException)
        {
            throw new AzException($"argument --query: invalid jmespath_type value: '{query}'", AzException.Usage);
        }
    }

    /// <summary>The part of an answer that a JMESPath expression selects; null where there is none.</summary>
    public static JsonNode? Query(JsonNode answer, string query) => JsonNode.Parse(new JmesPath().Transform(answer.ToJsonString(), query));

    private static IEnumerable<string> Rows(JsonNode answer) =>
        (answer is JsonArray list ? list.Select(item => item) : [answer]).Select(Row);

    private static string Row(JsonNode? item) => item switch
    {
        JsonObject map => string.Join('\t', map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Cell(entry.Value))),
        JsonArray list => string.Join('\t', list.Select(Cell)),
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "true" : "false",
        _ => Cell(item),
    };

    /// <summary>In a row of several the Azure CLI writes a list as its length, an object as nothing, and words as Python does.</summary>
    private static string Cell(JsonNode? value) => value switch
    {
        null => "None",
        JsonArray list => list.Count.ToString(CultureInfo.InvariantCulture),
        JsonObject => "",
        JsonValue text when text.TryGetValue<bool>(out var flag) => flag ? "True" : "False",
        _ => value.ToString(),
    };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}

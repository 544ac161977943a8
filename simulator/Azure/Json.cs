using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Azure;

internal static class Json
{
    /// <summary>The same object without members that are null: Azure leaves those out.</summary>
    public static JsonObject Compact(JsonObject value)
    {
        foreach (var (name, member) in value.ToList())
        {
            if (member is null)
                value.Remove(name);
            else if (member is JsonObject inner)
                Compact(inner);
        }

        return value;
    }

    public static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => (JsonNode?)JsonValue.Create(value))];

    public static JsonArray Array(IEnumerable<JsonObject> values) => [.. values.Select(value => (JsonNode?)value)];

    /// <summary>A point of time as Azure Resource Manager and Microsoft Graph write it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

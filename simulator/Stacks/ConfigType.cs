using System.Globalization;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>The types that a project declares for its settings, as the Pulumi CLI checks them.</summary>
internal static class ConfigType
{
    /// <param name="items">The declared type of a list's items.</param>
    public static bool Matches(string type, JsonObject? items, JsonNode? value) =>
        Fits(type, items, value is JsonObject or JsonArray ? value : value?.ToString() ?? "");

    /// <summary>At the top every single value is a text; within a list it is what it is.</summary>
    private static bool Fits(string type, JsonObject? items, JsonNode? value) => type switch
    {
        "string" => value is JsonValue text && text.TryGetValue<string>(out _),
        "integer" => value is JsonValue number
            && long.TryParse(number.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "boolean" => value is JsonValue flag && flag.ToString() is "true" or "false",
        "object" => value is JsonObject,
        "array" => value is JsonArray list && items?["type"]?.ToString() is { } inner
            && list.All(item => Fits(inner, items["items"] as JsonObject, item)),
        _ => true,
    };
}

using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>From the shapes of Azure's REST interfaces to those that the Azure CLI prints.</summary>
internal static class AzShapes
{
    public static JsonArray List(IEnumerable<JsonObject> items) => [.. items.Select(item => (JsonNode)item)];

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)JsonValue.Create(text))];

    /// <summary>A resource with its properties beside its id.</summary>
    public static JsonObject Flat(JsonObject resource)
    {
        var flat = new JsonObject(resource.Where(entry => entry.Key != "properties")
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));
        foreach (var (name, value) in resource["properties"] as JsonObject ?? [])
            flat[name] = value?.DeepClone();
        return flat;
    }

    /// <summary>Members that are always shown, as null where nothing is said.</summary>
    public static JsonObject WithNulls(JsonObject value, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            value.TryAdd(name, null);
        return value;
    }

    /// <summary>Points of time as Azure Resource Manager writes them, in the form that the Azure CLI's SDKs print.</summary>
    public static void Times(JsonObject value, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if ((string?)value[name] is { } time && time.EndsWith('Z'))
                value[name] = $"{time[..^1]}+00:00";
        }
    }

    public static void Rename(JsonObject value, string from, string to)
    {
        if (!value.TryGetPropertyValue(from, out var member))
            return;
        value.Remove(from);
        value[to] = member;
    }

    /// <summary>The Azure CLI adds the resource group to everything that has a resource's id.</summary>
    public static void AddResourceGroups(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                AddResourceGroups(item);
        }
        else if (node is JsonObject map)
        {
            if (map["id"] is JsonValue value && value.TryGetValue<string>(out var id)
                && id.Split('/') is ["", _, _, "resourceGroups", var group, _, _, _, _, ..])
                map.TryAdd("resourceGroup", group);
            foreach (var (_, member) in map.ToList())
                AddResourceGroups(member);
        }
    }

    /// <summary>A point of time as the SDKs that the Azure CLI is built on print it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'");
}

using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>One difference between two values of a resource.</summary>
/// <param name="Path">As the azure-native provider writes it: <c>a.b[0].c</c>; a whole object added or removed is one path.</param>
/// <param name="Kind">As in Pulumi's documents: add, delete or update.</param>
/// <param name="Replaces">Whether Azure cannot do it in place, so that a new resource takes over.</param>
public sealed record PropertyChange(string Path, string Kind, bool Replaces = false)
{
    /// <summary>What stands for a value that nobody knows before the run.</summary>
    public const string Unknown = PropertyValues.Unknown;

    /// <summary>The name of the property at the top of which the difference is somewhere.</summary>
    public string Property => Path.Split('.', '[')[0];

    /// <summary>The value before; null where there was none.</summary>
    public JsonNode? Before { get; init; }

    /// <summary>The value after; null where there is none.</summary>
    public JsonNode? After { get; init; }
}

/// <summary>Where two values of a resource differ.</summary>
internal static class Drift
{
    public static List<PropertyChange> Changes(JsonObject old, JsonObject current)
    {
        var changes = new List<PropertyChange>();
        Compare("", old, current, changes);
        return changes;
    }

    /// <summary>The inputs as they would have to be for what is live: where an output has moved, the input of that name follows.</summary>
    public static JsonObject Follow(JsonObject inputs, JsonObject oldOutputs, JsonObject liveOutputs)
    {
        var followed = new JsonObject();
        foreach (var (name, value) in inputs)
        {
            var old = oldOutputs[name];
            var live = liveOutputs[name];
            if (JsonNode.DeepEquals(old, live))
                followed[name] = value?.DeepClone();
            else if (value is JsonObject map && old is JsonObject oldMap && live is JsonObject liveMap)
                followed[name] = Follow(map, oldMap, liveMap);
            else if (value is JsonArray && live is JsonObject keyed)
                followed[name] = new JsonArray([.. keyed.Select(entry => (JsonNode)entry.Key)]);
            else if (live is not null)
                followed[name] = live.DeepClone();
        }

        return followed;
    }

    private static void Compare(string path, JsonNode? old, JsonNode? current, List<PropertyChange> changes)
    {
        switch (old, current)
        {
            case (JsonObject oldMap, JsonObject currentMap):
                foreach (var name in oldMap.Select(field => field.Key).Union(currentMap.Select(field => field.Key)))
                    Compare(path.Length == 0 ? name : $"{path}.{name}", oldMap[name], currentMap[name], changes);
                break;
            case (JsonArray oldList, JsonArray currentList):
                for (var index = 0; index < Math.Max(oldList.Count, currentList.Count); index++)
                    Compare($"{path}[{index}]", oldList.ElementAtOrDefault(index), currentList.ElementAtOrDefault(index), changes);
                break;
            default:
                if (!JsonNode.DeepEquals(old, current))
                {
                    var kind = old is null ? "add" : current is null ? "delete" : "update";
                    changes.Add(new PropertyChange(path, kind) { Before = old, After = current });
                }

                break;
        }
    }
}

using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>Where two values of a resource differ.</summary>
internal static class Drift
{
    /// <summary>The paths of what differs, as the azure-native provider writes them: <c>a.b[0].c</c>; a whole object added or removed is one path.</summary>
    public static List<string> Differences(JsonObject old, JsonObject current)
    {
        var paths = new List<string>();
        Compare("", old, current, paths);
        return paths;
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

    private static void Compare(string path, JsonNode? old, JsonNode? current, List<string> paths)
    {
        switch (old, current)
        {
            case (JsonObject oldMap, JsonObject currentMap):
                foreach (var name in oldMap.Select(field => field.Key).Union(currentMap.Select(field => field.Key)))
                    Compare(path.Length == 0 ? name : $"{path}.{name}", oldMap[name], currentMap[name], paths);
                break;
            case (JsonArray oldList, JsonArray currentList):
                for (var index = 0; index < Math.Max(oldList.Count, currentList.Count); index++)
                    Compare($"{path}[{index}]", oldList.ElementAtOrDefault(index), currentList.ElementAtOrDefault(index), paths);
                break;
            default:
                if (!JsonNode.DeepEquals(old, current))
                    paths.Add(path);
                break;
        }
    }
}

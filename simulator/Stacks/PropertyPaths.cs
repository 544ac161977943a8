using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>The properties that a resource's options name.</summary>
internal static class PropertyPaths
{
    /// <summary>Whether one of the properties is at the path, or above it.</summary>
    public static bool Cover(IEnumerable<string> properties, string path) => properties.Any(
        property => path.StartsWith(property, StringComparison.Ordinal)
            && (path.Length == property.Length || path[property.Length] is '.' or '['));

    /// <summary>The engine keeps the old value of an ignored property, also where the program no longer gives one.</summary>
    public static JsonObject Ignore(JsonObject inputs, JsonObject old, List<string> ignored)
    {
        foreach (var name in ignored)
        {
            if (old[name] is { } kept)
                inputs[name] = kept.DeepClone();
            else
                inputs.Remove(name);
        }

        return inputs;
    }
}

using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks.Providers;

/// <summary>
/// How the azure-native provider's names relate to those of ARM: which inputs stand in the path, which at the top of the body, and
/// which are called otherwise there. All others stand under <c>properties</c> by the same name.
/// </summary>
/// <param name="InPath">Inputs that are part of the resource's id.</param>
/// <param name="AtTop">Inputs beside <c>properties</c>; <c>properties</c> itself where the SDK does not flatten the inputs.</param>
/// <param name="Renamed">By the path of the input: its name in ARM.</param>
/// <param name="NestedOutputs">Whether the outputs keep <c>properties</c> as ARM has it.</param>
internal sealed record ArmShape(string[] InPath, string[] AtTop, Dictionary<string, string> Renamed, bool NestedOutputs = false)
{
    /// <summary>Lists of ids in the SDK that are maps from id to details in ARM.</summary>
    private const string IdentityList = "identity.userAssignedIdentities";

    private Dictionary<string, string> Reversed { get; } = Reverse(Renamed);

    public JsonObject Body(JsonObject inputs)
    {
        var body = new JsonObject();
        var properties = new JsonObject();
        foreach (var (name, value) in inputs)
        {
            if (InPath.Contains(name) || value is null)
                continue;
            var target = AtTop.Contains(name) ? body : properties;
            target[Renamed.GetValueOrDefault(name, name)] = Rename(name, value, Renamed);
        }

        if (properties.Count > 0)
            body["properties"] = properties;
        return body;
    }

    public JsonObject Outputs(JsonObject answer)
    {
        var outputs = new JsonObject();
        foreach (var (name, value) in answer)
        {
            if (name != "properties" || NestedOutputs)
                outputs[name] = Rename(name, value, Reversed);
        }

        if (!NestedOutputs && answer["properties"] is JsonObject properties)
        {
            var prefix = AtTop.Contains("properties") ? "properties." : "";
            foreach (var (name, value) in properties)
                outputs[Reversed.GetValueOrDefault(prefix + name, name)] = Rename(prefix + name, value, Reversed);
        }

        return outputs;
    }

    private static JsonNode? Rename(string path, JsonNode? value, Dictionary<string, string> names)
    {
        switch (value)
        {
            case JsonArray list when path == IdentityList:
                return new JsonObject(list.Select(id => KeyValuePair.Create(id!.GetValue<string>(), (JsonNode?)new JsonObject())));
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Rename(path, item, names))]);
            case JsonObject map when path is not "tags" and not IdentityList:
                return new JsonObject(map.Select(field => KeyValuePair.Create(
                    names.GetValueOrDefault($"{path}.{field.Key}", field.Key), Rename($"{path}.{field.Key}", field.Value, names))));
            default:
                return value?.DeepClone();
        }
    }

    private static Dictionary<string, string> Reverse(Dictionary<string, string> names)
    {
        var reversed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, renamed) in names)
        {
            var segments = path.Split('.');
            var armPath = string.Join('.', segments.Select((segment, index) =>
                names.GetValueOrDefault(string.Join('.', segments[..(index + 1)]), segment)));
            reversed[armPath] = segments[^1];
        }

        return reversed;
    }
}

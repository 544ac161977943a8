using System.Globalization;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>
/// The state of a resource in a preview's document. The fields stand in the engine's order, and those that say nothing are left out as
/// the engine does; values are in the order of their names.
/// </summary>
internal static class StateDocument
{
    private const string Secret = "[secret]";

    public static JsonObject OfStack(SimulatedStack stack, bool withOutputs)
    {
        var json = new JsonObject { ["urn"] = Urn.OfStack(stack), ["custom"] = false, ["type"] = Urn.RootStackType };
        if (withOutputs && stack.Outputs.Count > 0)
            json["outputs"] = Sorted(stack.Outputs, "", []);
        AddTimes(json, stack.Created, stack.Created);
        return json;
    }

    public static JsonObject OfOld(ResourceState state, bool pendingReplacement) => Of(state, state.Id, state.Outputs, pendingReplacement);

    /// <summary>A preview knows no outputs yet, nor an id unless it is an existing resource that is taken over.</summary>
    public static JsonObject OfNew(ResourceState state, bool withId) => Of(state, withId ? state.Id : "", [], pendingReplacement: false);

    private static JsonObject Of(ResourceState state, string id, JsonObject outputs, bool pendingReplacement)
    {
        var details = state.Details!;
        var json = new JsonObject { ["urn"] = details.Urn, ["custom"] = state.Custom };
        if (id.Length > 0)
            json["id"] = id;
        json["type"] = state.Key.Type;
        if (state.Inputs.Count > 0)
            json["inputs"] = Sorted(state.Inputs, "", details.Secrets);
        if (outputs.Count > 0)
            json["outputs"] = Sorted(outputs, "", details.Secrets);
        json["parent"] = details.ParentUrn;
        if (state.Protect)
            json["protect"] = true;
        if (details.Dependencies.Count > 0)
            json["dependencies"] = Names(details.Dependencies);
        if (details.Provider is { } provider)
            json["provider"] = provider;
        if (details.PropertyDependencies.Count > 0)
        {
            json["propertyDependencies"] = new JsonObject(
                details.PropertyDependencies.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Names(entry.Value))));
        }

        if (pendingReplacement)
            json["pendingReplacement"] = true;
        if (state.RetainOnDelete)
            json["retainOnDelete"] = true;
        AddTimes(json, details.Created, details.Modified);
        return json;
    }

    private static void AddTimes(JsonObject json, DateTimeOffset? created, DateTimeOffset? modified)
    {
        if (created is { } first)
            json["created"] = Text(first);
        if (modified is { } last)
            json["modified"] = Text(last);
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];

    private static JsonNode? Sorted(JsonNode? value, string path, IReadOnlyList<string> secrets) => value switch
    {
        _ when secrets.Contains(path) => JsonValue.Create(Secret),
        JsonObject map => new JsonObject(map.OrderBy(field => field.Key, StringComparer.Ordinal).Select(
            field => KeyValuePair.Create(field.Key, Sorted(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}", secrets)))),
        JsonArray list => new JsonArray([.. list.Select((item, index) => Sorted(item, $"{path}[{index}]", secrets))]),
        _ => value?.DeepClone(),
    };
}

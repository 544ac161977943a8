using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>One of the <c>steps</c> of a preview's document.</summary>
internal static class PreviewStep
{
    public static JsonObject OfStack(SimulatedStack stack, string operation)
    {
        var json = new JsonObject { ["op"] = operation, ["urn"] = Urn.OfStack(stack) };
        if (stack.Created is not null)
            json["oldState"] = StateDocument.OfStack(stack, withOutputs: true);
        if (operation != "delete")
            json["newState"] = StateDocument.OfStack(stack, withOutputs: operation == "refresh");
        json["detailedDiff"] = null;
        return json;
    }

    /// <param name="isLive">Whether the state after is what was found in Azure, so that it has outputs too.</param>
    public static JsonObject Of(ResourceStep step, bool isLive)
    {
        var details = (step.New ?? step.Old)!.Details!;
        var json = new JsonObject { ["op"] = step.Operation, ["urn"] = details.Urn };
        if (details.Provider is { } provider)
            json["provider"] = provider;
        if (step.Old is { } old)
            json["oldState"] = StateDocument.OfOld(old, pendingReplacement: step.Operation == "replace");
        if (step.New is { } planned)
        {
            json["newState"] = isLive
                ? StateDocument.OfOld(planned, pendingReplacement: false)
                : StateDocument.OfNew(planned, withId: step.Operation == "import");
        }

        var changes = step.Changes.OrderBy(change => change.Path, StringComparer.Ordinal).ToList();
        AddNames(json, "diffReasons", changes);
        AddNames(json, "replaceReasons", changes.Where(change => change.Replaces));
        json["detailedDiff"] = changes.Count == 0 ? null : new JsonObject(changes.Select(
            change => KeyValuePair.Create(change.Path, (JsonNode?)new JsonObject
            {
                ["kind"] = change.Replaces ? $"{change.Kind}-replace" : change.Kind,
                ["inputDiff"] = true,
            })));
        return json;
    }

    /// <summary>The names of the properties at the top: once for each path, as the engine repeats them.</summary>
    private static void AddNames(JsonObject json, string name, IEnumerable<PropertyChange> changes)
    {
        if (changes.Select(change => (JsonNode)change.Property).ToArray() is { Length: > 0 } names)
            json[name] = new JsonArray(names);
    }
}

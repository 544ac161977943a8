using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>What the engine does with a resource, or finds of it.</summary>
/// <param name="Reasons">The properties that make it a replacement.</param>
/// <param name="Found">In the second of a stream's two events; null where it is the same as in the first.</param>
internal sealed record Step(string Op, Resource? Old, Resource? New, string[] Reasons, string? Found = null)
{
    /// <summary>Whether the provider says what it is that changes.</summary>
    public bool HasDetailedDiff { get; init; } = true;

    /// <summary>Paths that the provider names although nothing of them can be seen: secrets that change.</summary>
    public string[] AlsoSaid { get; init; } = [];

    /// <summary>The only paths that the provider names, whatever differs; null for all that do.</summary>
    public string[]? OnlySaid { get; init; }

    public static Step Update(Resource old, Action<JsonNode> edit) => new("update", old, old.With(edit), []);

    public static Step Update(Resource old, Resource @new) => new("update", old, @new, []);

    public static Step Same(Resource old, Resource? @new = null) => new("same", old, @new ?? old, []);

    public static Step Create(Resource @new) => new("create", null, @new, []);

    public static Step Delete(Resource old) => new("delete", old, null, []);

    public static Step Replace(Resource old, Action<JsonNode> edit, params string[] reasons) =>
        new("replace", old, old.With(edit), reasons);

    /// <summary>In a refresh: it is as the state has it.</summary>
    public static Step Refresh(Resource old) => new("refresh", old, old, [], "same");

    /// <summary>In a refresh: Azure has something else.</summary>
    public static Step Drift(Resource old, Action<JsonNode> edit) => new("update", old, old.With(edit), [], "update");

    /// <summary>In a refresh: Azure has it no longer.</summary>
    public static Step Gone(Resource old) => new("delete", old, null, [], "delete");

    public JsonObject ToDocument()
    {
        var step = new JsonObject { ["op"] = Op, ["urn"] = (New ?? Old)!.Urn };
        if (Old is not null)
            step["oldState"] = Old.ToState(isNew: false);
        if (New is not null)
            step["newState"] = New.ToState(isNew: Found is null);
        AddDiff(step, "kind", "diffReasons", "replaceReasons");
        return step;
    }

    /// <summary>The events of a stream: what the step will do, and what came of it.</summary>
    public IEnumerable<JsonObject> ToEvents()
    {
        yield return Event("resourcePreEvent", Found is null ? Op : "refresh", Old, Found is null ? New : Old);
        yield return Event("resOutputsEvent", Found ?? Op, Old, New);
    }

    private JsonObject Event(string name, string op, Resource? old, Resource? @new)
    {
        var metadata = new JsonObject
        {
            ["op"] = op, ["urn"] = (New ?? Old)!.Urn, ["type"] = (New ?? Old)!.Type, ["old"] = old?.ToState(isNew: false),
            ["new"] = @new?.ToState(isNew: Found is null),
        };
        AddDiff(metadata, "diffKind", "diffs", "keys");
        metadata["logical"] = true;
        return new JsonObject { [name] = new JsonObject { ["metadata"] = metadata, ["planning"] = true } };
    }

    private void AddDiff(JsonObject step, string kind, string names, string reasons)
    {
        var changes = OnlySaid is not null ? [.. OnlySaid.Select(path => (Path: path, Kind: "update"))] : Old is null || New is null ? [
            ] : Changes("", Old.Inputs, New.Inputs).Concat(AlsoSaid.Select(path => (Path: path, Kind: "update"))).ToList();
        if (changes.Count > 0 && HasDetailedDiff)
            step[names] = Chain.Texts([.. changes.Select(change => change.Path.Split('.', '[')[0])]);
        if (Reasons.Length > 0)
            step[reasons] = Chain.Texts(Reasons);
        step["detailedDiff"] = changes.Count == 0 || !HasDetailedDiff ? null : new JsonObject(changes.Select(change =>
            KeyValuePair.Create<string, JsonNode?>(change.Path, new JsonObject { [kind] = change.Kind, ["inputDiff"] = true })));
    }

    /// <summary>As azure-native names them: a whole object that comes or goes is one entry.</summary>
    private static IEnumerable<(string Path, string Kind)> Changes(string path, JsonNode? old, JsonNode? @new) => (old, @new) switch
    {
        (JsonObject before, JsonObject after) =>
            before.Select(property => property.Key).Union(after.Select(property => property.Key)).SelectMany(name =>
            Changes(path.Length == 0 ? name : $"{path}.{name}", before[name], after[name])),
        (JsonArray before, JsonArray after) => Enumerable.Range(0, Math.Max(before.Count, after.Count)).SelectMany(index =>
            Changes($"{path}[{index}]", index < before.Count ? before[index] : null, index < after.Count ? after[index] : null)),
        (null, null) => [],
        (null, _) => [(path, "add")],
        (_, null) => [(path, "delete")],
        _ => JsonNode.DeepEquals(old, @new) ? [] : [(path, "update")],
    };
}

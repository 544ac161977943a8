using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary>Steps as lines of text for people.</summary>
internal static class StepText
{
    private static readonly (string Operation, string Done)[] Operations =
        [("create", "created"), ("import", "imported"), ("update", "updated"), ("replace", "replaced"), ("delete", "deleted")];

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For example <c>1 updated, 6 unchanged</c>, or <c>1 to update, 6 unchanged</c>.</summary>
    public static string Summary(IReadOnlyList<ResourceStep> steps, bool done)
    {
        var counts = Operations
            .Select(words => (
                Word: done ? words.Done : $"to {words.Operation}",
                Count: steps.Count(step => step.Operation == words.Operation)))
            .Where(entry => entry.Count > 0)
            .Select(entry => $"{entry.Count} {entry.Word}")
            .ToList();
        var sames = steps.Count(IsSame);
        if (sames > 0 || counts.Count == 0)
            counts.Add($"{sames} unchanged");
        return string.Join(", ", counts);
    }

    /// <summary>Whether nothing of the resource changes; a refresh says so in another word.</summary>
    public static bool IsSame(ResourceStep step) => step.Operation is "same" or "refresh";

    public static string Title(ResourceStep step) => $"{step.Operation,-8}{step.Key.Type.Split(':')[^1]} {step.Key.Name}";

    /// <summary>What becomes of the resource that a step takes out of the stack; empty where nothing need be said.</summary>
    public static string Kept(ResourceStep step) =>
        step is { Operation: "delete" or "replace", Old.RetainOnDelete: true } ? " (the old one stays in Azure)" : "";

    /// <summary>What differs, one line for each property, in the order of their names: before → after.</summary>
    public static IEnumerable<(string Kind, string Text)> Details(ResourceStep step)
    {
        foreach (var change in step.Changes.OrderBy(change => change.Path, StringComparer.Ordinal))
        {
            var replaces = change.Replaces ? " (makes a new resource)" : "";
            yield return (change.Kind, $"{change.Kind,-8}{change.Path}: {Values(step, change)}{replaces}");
        }

        if (step is not { Old: { } old, New: { } planned })
            yield break;
        if (old.Protect != planned.Protect)
            yield return Flag("protect", planned.Protect);
        if (old.RetainOnDelete != planned.RetainOnDelete)
            yield return Flag("retainOnDelete", planned.RetainOnDelete);
    }

    /// <summary>The colour of what is added, changed and deleted.</summary>
    public static Style? StyleOf(string kind) => kind switch
    {
        "create" or "import" or "add" => new Style(Color.Green),
        "update" => new Style(Color.Olive),
        "replace" => new Style(Color.Purple),
        "delete" => new Style(Color.Maroon),
        _ => default(Style?),
    };

    private static (string Kind, string Text) Flag(string name, bool isAdded) =>
        isAdded ? ("add", $"add     {name}") : ("delete", $"delete  {name}");

    private static string Values(ResourceStep step, PropertyChange change)
    {
        var secrets = (step.New?.Details?.Secrets ?? []).Concat(step.Old?.Details?.Secrets ?? []);
        if (secrets.Any(secret => change.Path == secret
            || change.Path.StartsWith($"{secret}.", StringComparison.Ordinal)
            || change.Path.StartsWith($"{secret}[", StringComparison.Ordinal)))
            return "[secret] → [secret]";
        return change.Kind switch
        {
            "add" => Value(change.After),
            "delete" => Value(change.Before),
            _ => $"{Value(change.Before)} → {Value(change.After)}",
        };
    }

    private static string Value(JsonNode? value) => value is null ? "null"
        : value.ToJsonString(Compact).Replace($"\"{PropertyChange.Unknown}\"", "(known after apply)", StringComparison.Ordinal);
}

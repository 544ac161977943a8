using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary>Steps as lines of text for people.</summary>
/// <param name="inColour">Whether what is added, changed and deleted has a colour.</param>
internal sealed class StepText(bool inColour = false)
{
    private const string Reset = "\u001b[0m";

    private static readonly (string Operation, string Done)[] Operations =
        [("create", "created"), ("import", "imported"), ("update", "updated"), ("replace", "replaced"), ("delete", "deleted")];

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For example <c>1 updated, 6 unchanged</c>, or <c>1 to update, 6 unchanged</c>.</summary>
    public static string Summary(IReadOnlyList<ResourceStep> steps, bool done)
    {
        var counts = Operations
            .Select(words => (Word: done ? words.Done : $"to {words.Operation}", Count: steps.Count(step => step.Operation == words.Operation)))
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

    public string Title(ResourceStep step) =>
        Painted(step.Operation, $"{step.Operation,-8}{step.Key.Type.Split(':')[^1]} {step.Key.Name}") + Kept(step);

    /// <summary>What differs, one line for each property, in the order of their names: before → after.</summary>
    public IEnumerable<string> Details(ResourceStep step)
    {
        foreach (var change in step.Changes.OrderBy(change => change.Path, StringComparer.Ordinal))
        {
            var values = Values(step, change);
            yield return Painted(change.Kind, $"{change.Kind,-8}{change.Path}: {values}{(change.Replaces ? " (makes a new resource)" : "")}");
        }

        if (step.Old is { } old && step.New is { } planned)
        {
            if (old.Protect != planned.Protect)
                yield return planned.Protect ? Painted("add", "add     protect") : Painted("delete", "delete  protect");
            if (old.RetainOnDelete != planned.RetainOnDelete)
                yield return planned.RetainOnDelete ? Painted("add", "add     retainOnDelete") : Painted("delete", "delete  retainOnDelete");
        }
    }

    private static string Values(ResourceStep step, PropertyChange change)
    {
        var secrets = (step.New?.Details?.Secrets ?? []).Concat(step.Old?.Details?.Secrets ?? []);
        if (secrets.Any(secret => change.Path == secret || change.Path.StartsWith($"{secret}.", StringComparison.Ordinal) || change.Path.StartsWith($"{secret}[", StringComparison.Ordinal)))
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

    private string Painted(string what, string text) => !inColour ? text : what switch
    {
        "create" or "import" or "add" => $"\u001b[32m{text}{Reset}",
        "update" => $"\u001b[33m{text}{Reset}",
        "replace" => $"\u001b[35m{text}{Reset}",
        "delete" => $"\u001b[31m{text}{Reset}",
        _ => text,
    };

    private static string Kept(ResourceStep step) =>
        step is { Operation: "delete" or "replace", Old.RetainOnDelete: true } ? " (the old one stays in Azure)" : "";
}

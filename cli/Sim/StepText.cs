using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary>Steps as lines of text for people.</summary>
internal static class StepText
{
    private static readonly (string Operation, string Done)[] Operations =
        [("create", "created"), ("import", "imported"), ("update", "updated"), ("replace", "replaced"), ("delete", "deleted")];

    /// <summary>For example <c>1 updated, 6 unchanged</c>, or <c>1 to update, 6 unchanged</c>.</summary>
    public static string Summary(IReadOnlyList<ResourceStep> steps, bool done)
    {
        var counts = Operations
            .Select(words => (Word: done ? words.Done : $"to {words.Operation}", Count: steps.Count(step => step.Operation == words.Operation)))
            .Where(entry => entry.Count > 0)
            .Select(entry => $"{entry.Count} {entry.Word}")
            .ToList();
        var sames = steps.Count(step => step.Operation == "same");
        if (sames > 0 || counts.Count == 0)
            counts.Add($"{sames} unchanged");
        return string.Join(", ", counts);
    }

    public static string Title(ResourceStep step) => $"{step.Operation,-8}{step.Key.Type.Split(':')[^1]} {step.Key.Name}{Kept(step)}";

    /// <summary>What differs, one line for each property, in the order of their names.</summary>
    public static IEnumerable<string> Details(ResourceStep step)
    {
        foreach (var change in step.Changes.OrderBy(change => change.Path, StringComparer.Ordinal))
            yield return $"{change.Kind,-8}{change.Path}{(change.Replaces ? " (makes a new resource)" : "")}";
        if (step.Old is { } old && step.New is { } planned)
        {
            if (old.Protect != planned.Protect)
                yield return planned.Protect ? "add     protect" : "delete  protect";
            if (old.RetainOnDelete != planned.RetainOnDelete)
                yield return planned.RetainOnDelete ? "add     retainOnDelete" : "delete  retainOnDelete";
        }
    }

    private static string Kept(ResourceStep step) =>
        step is { Operation: "delete" or "replace", Old.RetainOnDelete: true } ? " (the old one stays in Azure)" : "";
}

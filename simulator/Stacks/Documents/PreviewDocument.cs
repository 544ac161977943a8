using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>
/// What <c>pulumi preview --json</c> prints, and <c>refresh</c> and <c>destroy</c> with <c>--preview-only --json</c>. For several stacks
/// it is one document of the same form: the steps of one after those of the other, which their URNs distinguish.
/// </summary>
public static class PreviewDocument
{
    /// <summary>The engine measures; a document that is the same in every run says one second.</summary>
    private const long Duration = 1_000_000_000;

    /// <param name="showSames">Whether unchanged resources are listed too, as with <c>--show-sames</c>.</param>
    public static JsonObject Of(IReadOnlyList<StackPreview> previews, bool showSames)
    {
        ArgumentNullException.ThrowIfNull(previews);
        var document = new JsonObject
        {
            ["steps"] = new JsonArray([.. previews.SelectMany(preview => Steps(preview, showSames))]),
        };
        if (previews.SelectMany(PreviewDiagnostics.Of).ToArray() is { Length: > 0 } diagnostics)
            document["diagnostics"] = new JsonArray(diagnostics);
        document["duration"] = Duration;
        document["changeSummary"] = Summary(previews);
        return document;
    }

    private static IEnumerable<JsonNode> Steps(StackPreview preview, bool showSames)
    {
        var steps = preview.Steps
            .Where(step => showSames || IsListed(step))
            .Select(step => (JsonNode)PreviewStep.Of(step, isLive: preview.Run == StackRun.Refresh));
        var stack = PreviewStep.OfStack(preview.Stack, OperationOfStack(preview));
        return preview.Run == StackRun.Destroy ? steps.Append(stack) : steps.Prepend(stack);
    }

    private static string OperationOfStack(StackPreview preview) => preview.Run switch
    {
        StackRun.Refresh => "refresh",
        StackRun.Destroy => "delete",
        _ => preview.Stack.Created is null ? "create" : "same",
    };

    /// <summary>What changes is listed, and also what only loses or gains its protection.</summary>
    private static bool IsListed(ResourceStep step) => step.Operation != "same" || step.Old?.Protect != step.New?.Protect;

    /// <summary>How many steps there are of each operation, the unlisted included; what the engine refuses it does not count.</summary>
    private static JsonObject Summary(IReadOnlyList<StackPreview> previews) => new(previews
        .SelectMany(preview => preview.Steps
            .Where(step => !IsStopped(preview, step))
            .Select(step => step.Operation)
            .Prepend(OperationOfStack(preview))
            // What a refresh has only looked at is the same.
            .Select(operation => operation == "refresh" ? "same" : operation))
        .GroupBy(operation => operation)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count())));

    /// <summary>One deletion that is refused stops all, since deletions come last.</summary>
    private static bool IsStopped(StackPreview preview, ResourceStep step) => preview.Refusals.Any(
        refusal => refusal.Step.Key == step.Key || (refusal.Step.Operation == "delete" && step.Operation == "delete"));
}

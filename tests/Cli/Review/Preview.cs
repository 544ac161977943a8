using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli.Review;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>A preview that a test makes up, in the forms in which the engine prints one.</summary>
internal sealed record Preview(params Step[] Steps)
{
    private static readonly Resource Stack = Chain.Of("pulumi:pulumi:Stack", "any-project-prod", "{}");

    public string[] Errors { get; init; } = [];

    /// <summary>How many more resources stay the same than a document lists; a stream always lists them.</summary>
    public int HiddenSames { get; init; }

    private bool IsRefresh => Steps.Any(step => step.Found is not null);

    private IEnumerable<Step> All => Steps.Prepend(IsRefresh ? Step.Refresh(Stack) : Step.Same(Stack));

    public byte[] ToDocument() => Encoding.UTF8.GetBytes(ToJson().ToJsonString(new() { WriteIndented = true }));

    public JsonObject ToJson() => new()
    {
        ["config"] = new JsonObject(),
        ["steps"] = new JsonArray([.. All.Select(step => step.ToDocument())]),
        ["diagnostics"] =
            new JsonArray([.. Errors.Select(error => new JsonObject { ["message"] = $"error: {error}\n", ["severity"] = "error" })]),
        ["duration"] = 2_365_481_627,
        ["changeSummary"] = Summary(),
        ["maybeCorrupt"] = false,
    };

    public byte[] ToStream()
    {
        JsonObject[] events =
        [
            new() { ["preludeEvent"] = new JsonObject { ["config"] = new JsonObject() } },
            .. All.SelectMany(step => step.ToEvents()),
            .. Errors.Select(error =>
                new JsonObject { ["diagnosticEvent"] = new JsonObject { ["message"] = error, ["severity"] = "error" } }),
            new() { ["summaryEvent"] = new JsonObject { ["maybeCorrupt"] = false, ["resourceChanges"] = Summary(),
                ["result"] = Errors.Length > 0 ? "failed" : "succeeded" } },
            new() { ["cancelEvent"] = new JsonObject() },
        ];
        for (var sequence = 0; sequence < events.Length; sequence++)
            events[sequence]["sequence"] = sequence;
        return Encoding.UTF8.GetBytes(string.Concat(events.Select(line => line.ToJsonString() + "\n")));
    }

    /// <summary>In every form; all of them say the same.</summary>
    public IEnumerable<byte[]> ToForms() => [ToDocument(), ToStream()];

    private JsonObject Summary() =>
        new(Enumerable.Repeat(Step.Same(Stack), HiddenSames).Concat(All).GroupBy(step => step.Found == "same" ? "same" : step.Op)
        .Where(group => group.Key is "same" or "create" or "update" or "delete" or "replace" or "import")
        .Select(group => KeyValuePair.Create<string, JsonNode?>(group.Key, group.Count())));
}

/// <summary>Reviews without a process, a file or a terminal.</summary>
internal static class Reviewing
{
    public static XtCmkInfra.Cli.Review.Review Read(params byte[][] documents)
    {
        var reviewer = new Reviewer();
        foreach (var (index, document) in documents.Index())
            reviewer.Add($"document {index + 1}", new MemoryStream(document));
        return reviewer.Finish([], Severity.High);
    }

    public static XtCmkInfra.Cli.Review.Review Read(Preview preview) => Read(preview.ToDocument());

    /// <summary>Every code that was found, once and in order.</summary>
    public static string[] Codes(byte[] document) =>
        [.. Read(document).Findings.Select(finding => finding.Finding.Rule.Code).Distinct().Order(StringComparer.Ordinal)];
}

using System.Text.Json.Nodes;
using XtCmkInfra.Azure;

namespace XtCmkInfra.Cli.Try;

/// <summary>A story for programs; docs/try.schema.json describes it.</summary>
internal static class TryJson
{
    public static string Write(Story story, TimeSpan elapsed) => AnswerJson.Write(new JsonObject
    {
        ["schema"] = "xtcmk/try/1",
        [PreviewFacts.SimulatedMark] = true,
        ["ok"] = story.IsOk,
        ["sdk"] = Sdk.Description,
        ["resources"] = story.Resources,
        ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
        ["steps"] = new JsonArray([.. story.Finished.Select(JsonNode (step) => Step(step))]),
    });

    private static JsonObject Step(FinishedStep step)
    {
        var json = new JsonObject
        {
            ["id"] = step.Step.Id,
            ["title"] = step.Step.Title,
            ["status"] = Name(step.Status),
            ["detail"] = step.Detail,
        };
        if (step.Chain is { } chain)
            json["chain"] = Chain(chain);
        if (step.Meanwhile is { } meanwhile)
            json["meanwhile"] = Chain(meanwhile);
        json["diagnostics"] = new JsonArray([.. step.Diagnostics.Select(JsonNode (line) => $"{line.Type} ({line.Name}): {line.Text}")]);
        return json;
    }

    private static JsonObject Chain(ChainVerdict chain) => new()
    {
        ["holds"] = chain.Holds,
        ["broken"] = Codes(chain.Broken),
        ["weaker"] = Codes(chain.Weaker),
        ["undetermined"] = Codes(chain.Undetermined),
    };

    private static JsonArray Codes(IReadOnlyList<string> codes) => [.. codes.Select(JsonNode (code) => code)];

    private static string Name(StepStatus status) => status switch
    {
        StepStatus.Ok => "ok",
        StepStatus.Failed => "failed",
        StepStatus.NotReached => "not-reached",
        _ => "not-applicable",
    };
}

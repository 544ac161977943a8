using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>Tells a story step by step: progress on a terminal while it goes on, and the answer at the end.</summary>
internal static class TryReport
{
    /// <returns>The exit code: clean only if every step was ok.</returns>
    public static async Task<int> RunAsync(Story story, bool json, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var told = new List<(StoryStep Step, StepOutcome Outcome)>();
        string? picture = null;
        string? broken = null;
        await Progress.RunAsync(story.Steps.Count, async advance =>
        {
            foreach (var step in story.Steps)
            {
                cancellation.ThrowIfCancellationRequested();
                advance(step.Title);
                told.Add((step, broken is null ? await TellAsync(step) : new StepOutcome(false, $"Not told, since {broken} failed.")));
                if (step.BuildsChain && !told[^1].Outcome.Ok)
                    broken ??= step.Id;
                picture = story.Picture() ?? picture;
            }
        });

        var ok = told.All(entry => entry.Outcome.Ok);
        if (json)
            WriteJson(ok, story.ResourceCount, watch.Elapsed, told);
        else
            WriteText(ok, told, picture);
        return ok ? ExitCode.Clean : ExitCode.Findings;
    }

    private static async Task<StepOutcome> TellAsync(StoryStep step)
    {
        try
        {
            return await step.TellAsync();
        }
        catch (Exception refused) when (refused is AzureException or DeploymentException and not ProgramException)
        {
            return new StepOutcome(false, refused.Message);
        }
    }

    private static void WriteJson(bool ok, int resources, TimeSpan elapsed, List<(StoryStep Step, StepOutcome Outcome)> told)
    {
        var answer = new JsonObject
        {
            ["ok"] = ok,
            ["sdk"] = Sdk.Description,
            ["resources"] = resources,
            ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
            ["steps"] = new JsonArray([.. told.Select(entry => (JsonNode)new JsonObject
            {
                ["id"] = entry.Step.Id, ["ok"] = entry.Outcome.Ok, ["detail"] = entry.Outcome.Detail,
            })]),
        };
        Console.Out.WriteLine(answer.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static void WriteText(bool ok, List<(StoryStep Step, StepOutcome Outcome)> told, string? picture)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true };
        table.AddColumns(new TableColumn("step"), new TableColumn(""), new TableColumn("what it showed"));
        foreach (var (step, outcome) in told)
        {
            table.AddRow(
                new Text(step.Id),
                outcome.Ok ? new Text("ok", new Style(Color.Green)) : new Text("FAILED", new Style(Color.Red)),
                new Text($"{step.Title}.\n{outcome.Detail}"));
        }

        var console = Output.Console;
        console.Write(table);
        if (picture is not null)
            Console.Out.WriteLine(picture);
        console.WriteLine();
        console.WriteLine(ok
            ? $"All {told.Count} steps are ok, on {Sdk.Description}."
            : $"{told.Count(entry => !entry.Outcome.Ok)} of {told.Count} steps FAILED, on {Sdk.Description}.");
    }
}

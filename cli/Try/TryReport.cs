using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using XtCmkInfra.Cli.Sim;
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
        var told = new List<ToldStep>();
        string? picture = null;
        string? broken = null;
        await Progress.RunAsync(story.Steps.Count, async advance =>
        {
            foreach (var step in story.Steps)
            {
                cancellation.ThrowIfCancellationRequested();
                advance(step.Title);
                var outcome = broken is null ? await TellAsync(step) : new StepOutcome(false, $"Not told, since {broken} failed.");
                told.Add(new ToldStep(step, outcome, story.TakeDiagnostics()));
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

    /// <param name="Diagnostics">What the programs logged meanwhile.</param>
    private sealed record ToldStep(StoryStep Step, StepOutcome Outcome, IReadOnlyList<Diagnostic> Diagnostics);

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

    private static void WriteJson(bool ok, int resources, TimeSpan elapsed, List<ToldStep> told)
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
                ["diagnostics"] = new JsonArray([.. entry.Diagnostics.Select(line => (JsonNode)$"{line.Type} ({line.Name}): {line.Text}")]),
            })]),
        };
        Console.Out.WriteLine(answer.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static void WriteText(bool ok, List<ToldStep> told, string? picture)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true };
        table.AddColumns(new TableColumn("step"), new TableColumn(""), new TableColumn("what it showed"));
        foreach (var (step, outcome, diagnostics) in told)
        {
            table.AddRow(
                new Text(step.Id),
                outcome.Ok ? new Text("ok", new Style(Color.Green)) : new Text("FAILED", new Style(Color.Red)),
                new Text(string.Join('\n', [$"{step.Title}.", outcome.Detail, .. DiagnosticsText.Lines(diagnostics)]).TrimEnd()));
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

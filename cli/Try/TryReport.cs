using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using XtCmkInfra.Cli.Sim;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>Runs a story step by step: progress on a terminal while it goes on, and the answer at the end.</summary>
internal static class TryReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The exit code: clean only if every step was ok.</returns>
    public static async Task<int> RunAsync(CommandContext context, Story story, bool json, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var finished = new List<FinishedStep>();
        string? picture = null;
        string? broken = null;
        await Progress.RunAsync(context, story.Steps.Count, async advance =>
        {
            foreach (var step in story.Steps)
            {
                cancellation.ThrowIfCancellationRequested();
                advance(step.Title);
                var outcome = broken is null ? await RunAsync(step) : new StepOutcome(false, $"Not run, since {broken} failed.");
                finished.Add(new FinishedStep(step, outcome, story.TakeDiagnostics()));
                if (step.BuildsChain && !finished[^1].Outcome.Ok)
                    broken ??= step.Id;
                picture = story.Picture() ?? picture;
            }
        }, cancellation);

        var ok = finished.All(entry => entry.Outcome.Ok);
        if (json)
            WriteJson(context.Out, ok, story.ResourceCount, watch.Elapsed, finished);
        else
            WriteText(context, ok, finished, picture);
        return ok ? ExitCode.Clean : ExitCode.Findings;
    }

    /// <param name="Diagnostics">What the programs logged meanwhile.</param>
    private sealed record FinishedStep(StoryStep Step, StepOutcome Outcome, IReadOnlyList<Diagnostic> Diagnostics);

    private static async Task<StepOutcome> RunAsync(StoryStep step)
    {
        try
        {
            return await step.RunAsync();
        }
        catch (Exception refused) when (refused is AzureException or DeploymentException and not ProgramException)
        {
            return new StepOutcome(false, refused.Message);
        }
    }

    private static void WriteJson(TextWriter writer, bool ok, int resources, TimeSpan elapsed, List<FinishedStep> finished)
    {
        var answer = new JsonObject
        {
            ["ok"] = ok,
            ["sdk"] = Sdk.Description,
            ["resources"] = resources,
            ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
            ["steps"] = new JsonArray([.. finished.Select(entry => (JsonNode)new JsonObject
            {
                ["id"] = entry.Step.Id, ["ok"] = entry.Outcome.Ok, ["detail"] = entry.Outcome.Detail,
                ["diagnostics"] = new JsonArray([.. entry.Diagnostics.Select(line => (JsonNode)$"{line.Type} ({line.Name}): {line.Text}")]),
            })]),
        };
        writer.WriteLine(answer.ToJsonString(Indented));
    }

    private static void WriteText(CommandContext context, bool ok, List<FinishedStep> finished, string? picture)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true };
        table.AddColumns(new TableColumn("step"), new TableColumn(""), new TableColumn("what it showed"));
        foreach (var (step, outcome, diagnostics) in finished)
        {
            table.AddRow(
                new Text(step.Id),
                outcome.Ok ? new Text("ok", new Style(Color.Green)) : new Text("FAILED", new Style(Color.Red)),
                new Text(string.Join('\n', [$"{step.Title}.", outcome.Detail, .. DiagnosticsText.Lines(diagnostics)]).TrimEnd()));
        }

        var console = context.Console;
        console.Write(table);
        if (picture is not null)
            context.Out.WriteLine(picture);
        console.WriteLine();
        console.WriteLine(ok
            ? $"All {finished.Count} steps are ok, on {Sdk.Description}."
            : $"{finished.Count(entry => !entry.Outcome.Ok)} of {finished.Count} steps FAILED, on {Sdk.Description}.");
    }
}

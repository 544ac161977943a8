using System.Diagnostics;
using Spectre.Console;
using XtCmkInfra.Cli.Sim;

namespace XtCmkInfra.Cli.Try;

/// <summary>Runs a story step by step: progress on a terminal while it goes on, and the answer at the end.</summary>
internal static class TryReport
{
    /// <returns>The exit code: clean only if every step is ok that belongs to the story.</returns>
    public static async Task<int> RunAsync(CommandContext context, StoryWorld world, bool json, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        Story? story = null;
        await Progress.RunAsync(
            context, Story.Steps.Count, async advance => story = await Story.RunAsync(world, advance, cancellation), cancellation);
        if (json)
            context.WriteJson(TryJson.Write(story!, watch.Elapsed));
        else
            WriteText(context, story!, world.Settings.Entry.Name);
        return story!.IsOk ? ExitCode.Clean : ExitCode.Findings;
    }

    private static void WriteText(CommandContext context, Story story, string customer)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true };
        table.Title = new TableTitle($"{SimulatedTenants.Mark}: the story of {customer}'s key");
        table.AddColumns(new TableColumn("step"), new TableColumn(""), new TableColumn("what it showed"));
        foreach (var step in story.Finished)
            table.AddRow(new Text(step.Step.Id), Status(step.Status), new Text(string.Join('\n', Lines(step)).TrimEnd()));

        var console = context.Console;
        console.Write(table);
        if (story.Picture is not null)
            context.Out.WriteLine(story.Picture);
        console.WriteLine();
        console.WriteLine(Verdict(story));
    }

    private static Text Status(StepStatus status) => status switch
    {
        StepStatus.Ok => new Text("ok", new Style(Color.Green)),
        StepStatus.Failed => new Text("FAILED", new Style(Color.Red)),
        StepStatus.NotReached => new Text("not reached", new Style(Color.Yellow)),
        _ => new Text("–", Styles.Grey),
    };

    private static IEnumerable<string> Lines(FinishedStep step) =>
    [
        $"{step.Step.Title}.",
        step.Detail,
        .. step.Meanwhile is { } meanwhile ? [$"Chain meanwhile: {meanwhile}."] : Array.Empty<string>(),
        .. step.Chain is { } chain ? [$"Chain: {chain}."] : Array.Empty<string>(),
        .. DiagnosticsText.Lines(step.Diagnostics),
    ];

    private static string Verdict(Story story)
    {
        int Count(StepStatus status) => story.Finished.Count(step => step.Status == status);
        var steps = story.Finished.Count - Count(StepStatus.NotApplicable);
        return story.IsOk
            ? $"{SimulatedTenants.Mark}: all {steps} steps of this story are ok, on {Sdk.Description}."
            : $"{SimulatedTenants.Mark}: {Count(StepStatus.Failed)} of {steps} steps FAILED, and {Count(StepStatus.NotReached)} were not "
                + $"reached, on {Sdk.Description}.";
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary><c>xtcmk sim preview</c>.</summary>
internal static class SimPreview
{
    /// <returns>Clean also where there are changes; cannot be determined where the engine would refuse them.</returns>
    /// <exception cref="BadInputException">The state cannot be used.</exception>
    /// <exception cref="DeploymentException">A program refused.</exception>
    public static async Task<int> RunAsync(
        CommandContext context, StateFolder folder, SimProjects projects, bool json, bool showSames, CancellationToken cancellation)
    {
        var simulation = folder.Load();
        projects.Prepare(simulation);
        var previews = new List<StackPreview>();
        foreach (var project in projects.All)
        {
            cancellation.ThrowIfCancellationRequested();
            previews.Add(await PreviewAsync(context, simulation, project));
        }

        cancellation.ThrowIfCancellationRequested();
        if (json)
            context.Out.WriteLine(Text(SimulatedTenants.Marked(PreviewDocument.Of(previews, showSames))));
        else
            WriteText(context, previews, showSames);
        return previews.All(preview => preview.Refusals.Count == 0) ? ExitCode.Clean : ExitCode.CannotBeDetermined;
    }

    private static async Task<StackPreview> PreviewAsync(CommandContext context, Simulation simulation, SimProject project)
    {
        try
        {
            return await simulation.Engine.PreviewInDetailAsync(project.Files, project.ProgramAt(simulation.Azure.Clock));
        }
        catch (DeploymentException refused)
        {
            DiagnosticsText.Write(context.Error, simulation.Engine.Stack(project.Files.Name, project.Files.Stack).Diagnostics);
            throw new DeploymentException($"{project.Title}: {refused.Message}", refused.Azure);
        }
    }

    private static void WriteText(CommandContext context, IReadOnlyList<StackPreview> previews, bool showSames)
    {
        foreach (var preview in previews)
        {
            var steps = preview.Steps.Where(step => (step.New ?? step.Old)!.Custom).ToList();
            context.Out.WriteLine($"{preview.Stack.Project}/{preview.Stack.Name}: {StepText.Summary(steps, done: false)}");
            foreach (var step in steps)
            {
                var details = StepText.Details(step).ToList();
                if (step.Operation == "same" && details.Count == 0 && !showSames)
                    continue;
                context.Out.WriteLine($"  {StepText.Title(step)}");
                foreach (var detail in details)
                    context.Out.WriteLine($"    {detail}");
            }

            DiagnosticsText.Write(context.Out, preview.Diagnostics);
        }

        foreach (var refusal in previews.SelectMany(preview => preview.Refusals))
            context.Error.WriteLine($"xtcmk: {refusal.Message}");
    }

    /// <summary>Indented by four, as the engine does.</summary>
    private static string Text(JsonObject document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, IndentSize = 4, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            document.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

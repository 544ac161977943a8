using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary>What runs would do with stacks, or have done: as text for people, or as the engine's document.</summary>
internal static class PreviewText
{
    /// <param name="done">Whether it has been done.</param>
    public static void Write(CommandContext context, IReadOnlyList<StackPreview> previews, bool json, bool showSames, bool done = false)
    {
        if (json)
            context.Out.WriteLine(Document(previews, showSames));
        else
            WriteText(context, previews, showSames, done);
    }

    private static void WriteText(CommandContext context, IReadOnlyList<StackPreview> previews, bool showSames, bool done)
    {
        var text = new StepText(context.Console.Profile.Capabilities.Ansi);
        foreach (var preview in previews)
        {
            var steps = preview.Steps.Where(step => (step.New ?? step.Old)!.Custom).ToList();
            context.Out.WriteLine($"{preview.Stack.Project}/{preview.Stack.Name}: {StepText.Summary(steps, done && preview.Refusals.Count == 0)}");
            foreach (var step in steps)
            {
                var details = text.Details(step).ToList();
                if (StepText.IsSame(step) && details.Count == 0 && !showSames)
                    continue;
                context.Out.WriteLine($"  {text.Title(step)}");
                foreach (var detail in details)
                    context.Out.WriteLine($"    {detail}");
            }

            DiagnosticsText.Write(context.Out, preview.Diagnostics);
        }

        foreach (var refusal in previews.SelectMany(preview => preview.Refusals))
            context.Error.WriteLine($"xtcmk: {refusal.Message}");
    }

    /// <summary>Indented by four, as the engine does.</summary>
    private static string Document(IReadOnlyList<StackPreview> previews, bool showSames)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, IndentSize = 4, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            SimulatedTenants.Marked(PreviewDocument.Of(previews, showSames)).WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

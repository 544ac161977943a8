using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary>What runs would do with stacks, or have done: as text for people, or as the engine's document.</summary>
internal static class PreviewText
{
    /// <param name="done">Whether it has been done.</param>
    public static void Write(CommandContext context, IReadOnlyList<StackPreview> previews, bool json, bool showSames, bool done = false)
    {
        // Indented by four, as the engine does.
        if (json)
            context.WriteJson(AnswerJson.Write(writer => SimulatedTenants.Marked(PreviewDocument.Of(previews, showSames)).WriteTo(writer),
                indent: 4));
        else
            WriteText(context, previews, showSames, done);
    }

    private static void WriteText(CommandContext context, IReadOnlyList<StackPreview> previews, bool showSames, bool done)
    {
        var console = context.Console;
        console.Profile.Width = int.MaxValue;
        foreach (var preview in previews)
        {
            var steps = preview.Steps.Where(step => (step.New ?? step.Old)!.Custom).ToList();
            var summary = StepText.Summary(steps, done && preview.Refusals.Count == 0);
            console.WritePlain($"{preview.Stack.Project}/{preview.Stack.Name}: {summary}");
            foreach (var step in steps)
            {
                var details = StepText.Details(step).ToList();
                if (StepText.IsSame(step) && details.Count == 0 && !showSames)
                    continue;
                console.WriteStyled(("  ", null), (StepText.Title(step), StepText.StyleOf(step.Operation)), (StepText.Kept(step), null));
                foreach (var (kind, text) in details)
                    console.WriteStyled(("    ", null), (text, StepText.StyleOf(kind)));
            }

            DiagnosticsText.Write(context.Out, preview.Diagnostics);
        }

        foreach (var refusal in previews.SelectMany(preview => preview.Refusals))
            context.WriteError(refusal.Message);
    }
}

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
        PreviewText.Write(context, previews, json, showSames);
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
}

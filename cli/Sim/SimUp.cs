using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary><c>xtcmk sim up</c>.</summary>
internal static class SimUp
{
    /// <exception cref="BadInputException">The state cannot be used, or the run was stopped between two programs.</exception>
    /// <exception cref="DeploymentException">A program, the engine or Azure refused; what was done before is kept.</exception>
    public static async Task<int> RunAsync(CommandContext context, StateFolder folder, SimProjects projects, CancellationToken cancellation)
    {
        using var held = folder.Lock();
        var simulation = folder.Load();
        projects.Prepare(simulation);
        var phases = Phases(projects);
        DeploymentException? refused = null;
        var done = new List<SimRun>();
        IReadOnlyList<Diagnostic> unfinished = [];
        await Progress.RunAsync(context, phases.Count, async advance =>
        {
            foreach (var project in phases)
            {
                if (cancellation.IsCancellationRequested)
                    break;
                advance(project.Title);
                try
                {
                    done.Add(new SimRun(project, await UpAsync(simulation, project), Logged(simulation.Engine, project)));
                }
                catch (DeploymentException refusal)
                {
                    refused = refusal;
                    unfinished = Logged(simulation.Engine, project);
                    break;
                }
                finally
                {
                    folder.Save(simulation);
                }
            }
        }, cancellation);

        UpText.Write(context.Out, done, simulation.Engine);
        DiagnosticsText.Write(context.Out, unfinished);
        if (refused is not null)
            throw new DeploymentException($"{phases[done.Count].Title}: {refused.Message}", refused.Azure);
        return done.Count == phases.Count
            ? ExitCode.Clean
            : throw new BadInputException($"Stopped. {phases[done.Count].Title} was not started. Run 'xtcmk sim up' to continue.");
    }

    private static IReadOnlyList<Diagnostic> Logged(Engine engine, SimProject project) =>
        engine.Stack(project.Files.Name, project.Files.Stack).Diagnostics;

    /// <summary>The handshake is a circle: the vendor's program runs before the customer's, and again with the key from there.</summary>
    private static List<SimProject> Phases(SimProjects projects) => projects is { Vendor: { } vendor, Customer: { } customer }
        ? [vendor, customer, vendor]
        : [.. projects.All];

    /// <summary>Previews first, as <c>pulumi up</c> does, so that nothing is begun that protection would stop half-way.</summary>
    private static async Task<IReadOnlyList<ResourceStep>> UpAsync(Simulation simulation, SimProject project)
    {
        var preview = await simulation.Engine.PreviewInDetailAsync(project.Files, project.ProgramAt(simulation.Azure.Clock));
        if (preview.Refusals.Count > 0)
            throw new DeploymentException(string.Join("\n", preview.Refusals.Select(refusal => refusal.Message)), null);
        try
        {
            return await simulation.Engine.UpAsync(project.Files, project.ProgramAt(simulation.Azure.Clock));
        }
        catch (DeploymentException refused)
        {
            throw new DeploymentException($"{refused.Message}\nThe changes before that stay.", refused.Azure);
        }
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Sim;

/// <summary>Prints the outputs of a simulated stack as <c>pulumi stack output --json</c> prints those of a real one.</summary>
internal static class SimOutput
{
    /// <exception cref="BadInputException">The stack has not been run, or it is not said which of the two.</exception>
    public static int Run(CommandContext context, StateFolder folder, SimProjects projects)
    {
        if (projects.All is not [var project])
            throw new BadInputException("sim output prints one stack's outputs: say which with --project isv or --project customer.");
        var stack = folder.Load().Engine.Stack(project.Files.Name, project.Files.Stack);
        if (stack.Outputs.Count == 0)
            throw new BadInputException($"The stack {project.Title} has no outputs yet. Create them with 'xtcmk sim up'.");
        context.WriteJson(AnswerJson.Write(SimulatedTenants.Marked((JsonObject)stack.Outputs.DeepClone())));
        return ExitCode.Clean;
    }
}

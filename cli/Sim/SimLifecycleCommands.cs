using System.CommandLine;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary><c>xtcmk sim refresh</c>, <c>destroy</c> and <c>unprotect</c>: what the engine does with a stack's state alone.</summary>
internal static class SimLifecycleCommands
{
    public static IEnumerable<Command> Create(CommandContext context) =>
    [
        Run(
            context,
            "refresh",
            "Record what changed in Azure in the stacks' states.",
            (engine, files, preview) => engine.Refresh(files, preview)),
        Run(
            context,
            "destroy",
            "Delete the stacks' resources, unless one is protected.",
            (engine, files, preview) => engine.Destroy(files, preview)),
        Unprotect(context),
    ];

    private static Command Run(CommandContext context, string name, string summary, Func<Engine, ProjectFiles, bool, StackPreview> run)
    {
        var json = new Option<bool>("--json")
        {
            Description = $"Print a JSON document in the form of 'pulumi {name} --json', marked as simulated.",
        };
        var previewOnly = new Option<bool>("--preview-only") { Description = "Change nothing, and show what it would do." };
        var options = new SimOptions();
        var command = options.AddTo(new Command(name, summary) { json, previewOnly, options.RefuseRetired });
        command.SetAction(parsed => Run(
            context, options.Folder(parsed), options.Projects(context, parsed), parsed.GetValue(json), parsed.GetValue(previewOnly), run));
        return command;
    }

    /// <returns>Clean also where something has changed; cannot be determined where the engine refuses.</returns>
    private static int Run(
        CommandContext context,
        StateFolder folder,
        SimProjects projects,
        bool json,
        bool preview,
        Func<Engine, ProjectFiles, bool, StackPreview> run)
    {
        using var held = preview ? null : folder.Lock();
        var simulation = folder.Load();

        // What the vendor has made is used by the customer's side, and goes last.
        var results = projects.All.Reverse().Select(project => run(simulation.Engine, project.Files, preview)).ToList();
        if (!preview)
            folder.Save(simulation);
        results.Reverse();
        PreviewText.Write(context, results, json, showSames: false, done: !preview);
        return results.All(result => result.Refusals.Count == 0) ? ExitCode.Clean : ExitCode.CannotBeDetermined;
    }

    private static Command Unprotect(CommandContext context)
    {
        var urn = new Argument<string>("urn") { Description = "The URN of the resource, as 'sim preview --json' shows it." };
        var options = new SimOptions();
        var command = new Command("unprotect", "Remove the protection of a resource, as 'pulumi state unprotect' does.")
        {
            urn, options.State, options.Root,
        };
        command.SetAction(parsed =>
        {
            var folder = options.Folder(parsed);
            using var held = folder.Lock();
            var simulation = folder.Load();
            if (!simulation.Engine.Unprotect(parsed.GetValue(urn)!))
            {
                throw new BadInputException(
                    $"No stack has the resource {parsed.GetValue(urn)}. 'xtcmk sim preview --json --show-sames' shows the URNs of all.");
            }

            folder.Save(simulation);
            context.Out.WriteLine(PlainText.Clean(
                $"Unprotected {parsed.GetValue(urn)}. The next 'sim up' protects it again, if its program still declares it."));
            return ExitCode.Clean;
        });
        return command;
    }
}

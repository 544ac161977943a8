using System.CommandLine;

namespace XtCmkInfra.Cli.Sim;

/// <summary><c>xtcmk sim</c>: the two programs on simulated tenants that last between runs.</summary>
internal static class SimCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("sim", "Run the two programs on simulated tenants that last between runs.")
        {
            Up(context), Preview(context), Output(context), SimServeCommand.Create(context), SimTenantCommand.Create(context), Az(),
            SimAdvanceCommand.Create(context), Reset(context),
        };
        foreach (var one in SimLifecycleCommands.Create(context))
            command.Add(one);
        return command;
    }

    /// <summary>For the list of commands: the line itself is read in the Azure CLI's grammar, before any other.</summary>
    private static Command Az() => new("az", "Run a command of the Azure CLI on the simulated tenants ('sim az --help' lists them).");

    private static Command Up(CommandContext context)
    {
        var options = new SimOptions();
        var command = options.AddTo(new Command("up", "Deploy both programs to the simulated tenants.")
        {
            options.RefuseRetired, options.StorageAccounts,
        });
        command.SetAction((parsed, cancellation) =>
            SimUp.RunAsync(context, options.Folder(parsed), options.Projects(context, parsed), cancellation));
        return command;
    }

    private static Command Preview(CommandContext context)
    {
        var json = new Option<bool>("--json")
        {
            Description = "Print a JSON document in the form of 'pulumi preview --json', marked as simulated.",
        };
        var showSames = new Option<bool>("--show-sames") { Description = "List unchanged resources, too." };
        var options = new SimOptions();
        var command = options.AddTo(new Command("preview", "Show what 'sim up' would change.")
        {
            json, showSames, options.RefuseRetired,
        });
        command.SetAction((parsed, cancellation) => SimPreview.RunAsync(
            context,
            options.Folder(parsed),
            options.Projects(context, parsed),
            parsed.GetValue(json),
            parsed.GetValue(showSames),
            cancellation));
        return command;
    }

    private static Command Output(CommandContext context)
    {
        var options = new SimOptions();
        var command = options.AddTo(new Command("output", "Print a stack's outputs in the form of 'pulumi stack output --json'."));
        command.SetAction(parsed => SimOutput.Run(context, options.Folder(parsed), options.Projects(context, parsed)));
        return command;
    }

    private static Command Reset(CommandContext context)
    {
        var options = new SimOptions();
        var command = new Command("reset", "Delete the simulated tenants.") { options.Root, options.State };
        command.SetAction(parsed =>
        {
            var folder = options.Folder(parsed);
            context.Out.WriteLine(folder.Reset()
                ? $"The simulated tenants in {folder.Path} are deleted."
                : $"There are no simulated tenants in {folder.Path}.");
            return ExitCode.Clean;
        });
        return command;
    }
}

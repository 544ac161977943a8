using System.CommandLine;

namespace XtCmkInfra.Cli.Sim;

/// <summary><c>xtcmk sim serve</c>.</summary>
internal static class SimServeCommand
{
    public static Command Create(CommandContext context)
    {
        var port = Options.Number("--port", "The port on the loopback interface (default: 0, a free one).", 0, 65_535, standard: 0);
        var options = new SimOptions();
        var command = new Command("serve", "Answer Azure's calls from the simulated tenants, on this machine alone, until Ctrl+C.")
        {
            port, options.RefuseRetired, options.State, options.Root,
        };
        command.SetAction((parsed, cancellation) =>
            SimServe.RunAsync(context, options.Folder(parsed), parsed.GetValue(port), cancellation));
        return command;
    }
}

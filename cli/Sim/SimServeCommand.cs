using System.CommandLine;

namespace XtCmkInfra.Cli.Sim;

/// <summary><c>xtcmk sim serve</c>.</summary>
internal static class SimServeCommand
{
    public static Command Create(CommandContext context)
    {
        var port = Options.Number("--port", "The port on the loopback interface; 0 takes a free one.", 0, 65_535, standard: 0);
        var options = new SimOptions();
        var command = new Command("serve", "Serve the simulated tenants over Azure's HTTP interfaces on this machine, until Ctrl+C.")
        {
            port, options.RefuseRetired, options.State, options.Root,
        };
        command.SetAction((parsed, cancellation) =>
            SimServe.RunAsync(context, options.Folder(parsed), parsed.GetValue(port), cancellation));
        return command;
    }
}

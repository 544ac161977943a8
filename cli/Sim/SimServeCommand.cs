using System.CommandLine;

namespace XtCmkInfra.Cli.Sim;

/// <summary><c>xtcmk sim serve</c>.</summary>
internal static class SimServeCommand
{
    public static Command Create(CommandContext context)
    {
        var port = new Option<int>("--port") { Description = "The port on the loopback interface (default: a free one)." };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var number) && number is < 0 or > 65_535)
                result.AddError("--port takes a whole number from 0 to 65535; 0 means a free one.");
        });
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

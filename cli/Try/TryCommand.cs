using System.CommandLine;

namespace XtCmkInfra.Cli.Try;

/// <summary><c>xtcmk try</c>: the whole story on two simulated tenants, from the settings in the project files.</summary>
internal static class TryCommand
{
    public static Command Create(CommandContext context)
    {
        var format = Options.Format("The form of the output: text, or json for programs.", "text", "json");
        var customers = new Option<int?>("--customers")
        {
            Description = "Run the three phases for so many generated customers instead, and measure them.",
        };
        Options.Limit(customers, 1, 100_000);
        var root = Projects.RootOption();

        var command = new Command("try", "Run the whole story on two simulated tenants, without Azure.")
        {
            format, customers, root,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var json = parsed.GetValue(format) == "json";
            var (vendor, customer) = Projects.Read(context, parsed.GetValue(root));
            if (parsed.GetValue(customers) is { } count)
                return await FleetRun.RunAsync(context, vendor, customer, count, json, cancellation);
            using var world = new StoryWorld(StorySettings.Read(context, vendor, customer));
            return await TryReport.RunAsync(context, world, json, cancellation);
        });
        return command;
    }
}

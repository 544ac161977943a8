using System.CommandLine;

namespace XtCmkInfra.Cli.Bundle;

/// <summary><c>xtcmk bundle</c>: the customer's program, ready to be handed to a customer together with the vendor's hand-over.</summary>
internal static class BundleCommand
{
    public static Command Create(CommandContext context)
    {
        var handoff = new Option<FileInfo>("--handoff")
        {
            Description = "What 'pulumi stack output handoff --json' prints for the vendor's stack.",
            Required = true,
        };
        var program = new Option<DirectoryInfo>("--program")
        {
            Description = "The folder with the published customer-stack.",
            Required = true,
        };
        var output = new Option<FileInfo>("--output") { Description = "The zip file to write.", Required = true };
        var root = Projects.RootOption();

        const string what = "Pack the customer's program with the vendor's handoff record filled in ('dotnet run build.cs bundle').";
        var command = new Command("bundle", what)
        {
            handoff, program, output, root,
        };
        command.SetAction(parsed =>
        {
            var project = Path.Combine(Projects.Locate(parsed.GetValue(root)), "customer-stack", "Pulumi.yaml");
            var record = HandoffFile.Read(parsed.GetValue(handoff)!.FullName);
            CustomerBundle.Write(record, project, parsed.GetValue(program)!.FullName, parsed.GetValue(output)!.FullName);
            return ExitCode.Clean;
        });
        return command;
    }
}

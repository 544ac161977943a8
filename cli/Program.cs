using System.CommandLine;
using System.Reflection;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Bundle;
using XtCmkInfra.Cli.Key;
using XtCmkInfra.Cli.Review;
using XtCmkInfra.Cli.Sim;
using XtCmkInfra.Cli.Try;
using XtCmkInfra.Cli.Verify;

// Answered before anything else is loaded: scripts ask for it often.
if (args is ["--version"])
{
    Console.Out.WriteLine($"xtcmk {Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}");
    return ExitCode.Clean;
}

var root = new RootCommand("Cross-tenant customer-managed keys on Azure Storage: try them without Azure, and review what changes them.")
{
    TryCommand.Create(), SimCommand.Create(), ReviewCommand.Create(), VerifyCommand.Create(VerifySurroundings.OfConsole()), RulesCommand.Create(), KeyCommand.Create(),
    BundleCommand.Create(),
};
return await CommandLine.RunAsync(root, args);

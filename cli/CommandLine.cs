using System.CommandLine;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli;

/// <summary>Runs the verb that the arguments name, and turns what a person can mend into sentences instead of stack traces.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync($"xtcmk: {error.Message}");
            await Console.Error.WriteLineAsync("xtcmk: 'xtcmk --help' lists what there is.");
            return ExitCode.CouldNotTell;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception wrong) when (wrong is BadInputException or ProjectFileException or DeploymentException)
        {
            await Console.Error.WriteLineAsync($"xtcmk: {wrong.Message}");
            return ExitCode.CouldNotTell;
        }
    }
}

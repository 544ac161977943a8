using Spectre.Console;
using XtCmkInfra.Azure;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What <c>xtcmk verify</c> speaks with besides Azure.</summary>
/// <param name="Out">Gets the answer.</param>
/// <param name="Console">Gets the answer as text; writes to <paramref name="Out"/>.</param>
/// <param name="Time">Says when something was read, and when the time is up.</param>
/// <param name="Retries">As in <see cref="AzureConnection"/>.</param>
internal sealed record VerifySurroundings(TextWriter Out, IAnsiConsole Console, TimeProvider Time, int Retries)
{
    public static VerifySurroundings OfConsole() => new(System.Console.Out, Output.Console, TimeProvider.System, Retries: 3);
}

using XtCmkInfra.Azure;

namespace XtCmkInfra.Cli.Key;

/// <summary>What <c>xtcmk key</c> speaks with besides Azure.</summary>
/// <param name="Out">Gets the answer.</param>
/// <param name="Error">Gets everything else.</param>
/// <param name="Ask">Puts a question to a person and returns the answer; null where nobody can be asked.</param>
/// <param name="Time">Measures how long Azure takes.</param>
/// <param name="Retries">As in <see cref="AzureConnection"/>.</param>
internal sealed record KeySurroundings(TextWriter Out, TextWriter Error, Func<string, string?>? Ask, TimeProvider Time, int Retries)
{
    public static KeySurroundings OfConsole() => new(
        Console.Out, Console.Error, Console.IsInputRedirected || Console.IsErrorRedirected ? null : AskOnTerminal, TimeProvider.System, Retries: 3);

    private static string? AskOnTerminal(string question)
    {
        Console.Error.Write(question);
        return Console.In.ReadLine();
    }
}

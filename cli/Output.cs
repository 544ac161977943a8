using Spectre.Console;

namespace XtCmkInfra.Cli;

/// <summary>Where answers go: stdout, in colour and as wide as a terminal that is one, plain and of a fixed width otherwise.</summary>
internal static class Output
{
    private const int WidthOfPlainText = 140;

    public static IAnsiConsole Console { get; } = Create();

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Out) });
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = WidthOfPlainText;
        return console;
    }
}

using Spectre.Console;

namespace XtCmkInfra.Cli;

/// <summary>Where answers go: stdout, in colour and as wide as a terminal that is one, plain and of a fixed width otherwise.</summary>
internal static class Output
{
    public static readonly Style Bold = new(decoration: Decoration.Bold);
    public static readonly Style Grey = new(Color.Grey);
    public static readonly Style Red = new(Color.Red);

    private const int WidthOfPlainText = 140;

    public static IAnsiConsole Console { get; } = Create();

    /// <summary>
    /// One line, each part in its style. Markup would do the same, but turns <c>:key:</c> into a picture, also where it is a part
    /// of a Pulumi URN.
    /// </summary>
    public static void WriteStyled(this IAnsiConsole console, params ReadOnlySpan<(string Text, Style? Style)> parts)
    {
        var line = new Paragraph();
        foreach (var (text, style) in parts)
            line.Append(text, style);
        console.Write(line);
        console.WriteLine();
    }

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Out) });
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = WidthOfPlainText;
        return console;
    }
}

using Spectre.Console;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli;

/// <summary>How parts of an answer look on a terminal.</summary>
internal static class Styles
{
    public static readonly Style Bold = new(decoration: Decoration.Bold);
    public static readonly Style Grey = new(Color.Grey);
    public static readonly Style Red = new(Color.Red);

    /// <summary>
    /// One line, whatever is in it, each part in its style. Markup would do the same, but turns <c>:key:</c> into a picture, also where
    /// it is a part of a Pulumi URN.
    /// </summary>
    public static void WriteStyled(this IAnsiConsole console, params ReadOnlySpan<(string Text, Style? Style)> parts)
    {
        var line = new Paragraph();
        foreach (var (text, style) in parts)
            line.Append(PlainText.CleanLog(text), style);
        console.Write(line);
        console.WriteLine();
    }

    /// <summary>One line, whatever is in it.</summary>
    public static void WritePlain(this IAnsiConsole console, string line) => console.WriteStyled((line, null));
}

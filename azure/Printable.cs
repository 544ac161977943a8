using System.Globalization;

namespace XtCmkInfra.Azure;

/// <summary>Texts that come from programs, made fit to be printed.</summary>
internal static class Printable
{
    /// <summary>On one line, and without the characters that move a cursor, colour a terminal or turn the direction of text.</summary>
    public static string Clean(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(letter => IsPlain(letter) ? letter : '\uFFFD'));

    /// <summary>A line of a log, clean, and such that GitHub and Azure DevOps run none of it as a command.</summary>
    /// <remarks>GitHub runs a line that starts with <c>::</c> after white space, and both run one that has <c>##[</c> or <c>##vso[</c>.</remarks>
    public static string Line(string text)
    {
        var clean = Clean(text).Replace("##", "#\uFFFD", StringComparison.Ordinal);
        var start = clean.Length - clean.TrimStart().Length;
        return clean.AsSpan(start).StartsWith("::") ? $"{clean[..start]}\uFFFD{clean[(start + 1)..]}" : clean;
    }

    /// <summary>No longer than <paramref name="most"/>, with what was cut counted.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        // Never between the two halves of one character.
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return $"{text[..end]}… ({text.Length - end} more characters)";
    }

    private static bool IsPlain(char letter) =>
        char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

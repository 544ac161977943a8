using System.Globalization;
using System.Text;

namespace XtCmkInfra.Core;

/// <summary>
/// The one way out for texts that others give: without characters that are not seen, that move a cursor or colour a terminal, or that turn
/// the direction of what follows.
/// </summary>
public static class PlainText
{
    /// <summary>Joins letters in several scripts and in emoji; a name may need them.</summary>
    private const char NonJoiner = '\u200C', Joiner = '\u200D';

    private const int MostShown = 500;

    /// <summary>Null where the text is plain; otherwise what is wrong with it.</summary>
    public static string? Mistake(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPlain(rune) || rune == Rune.ReplacementChar)
                return $"has the character U+{rune.Value:X4}, which is invisible or changes how the rest is read: remove it";
        }

        return null;
    }

    /// <summary>The text with an escape (<c>\u202E</c>) for each character that is not plain, and cut where it is very long.</summary>
    public static string Escape(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= MostShown)
                return $"{plain}… ({text.Length} characters)";
            if (IsPlain(rune))
                plain.Append(rune.ToString());
            else
                plain.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }

        return plain.ToString();
    }

    /// <summary>On one line, with a mark in the place of each character that is not plain.</summary>
    public static string Clean(string text) => Replace(text.ReplaceLineEndings(" "), IsPlain, Mark);

    /// <summary>Several lines, cleaned. A lone carriage return would write over its own line.</summary>
    public static string CleanLines(string text) => Replace(
        text.Contains('\r', StringComparison.Ordinal) ? text.ReplaceLineEndings("\n") : text, IsPlainOrSpace, Mark);

    /// <summary>A line of a log, clean, and such that GitHub and Azure DevOps run none of it as a command.</summary>
    /// <remarks>
    /// GitHub runs a line that starts with <c>::</c> after white space, and both run one that has <c>##[</c> or <c>##vso[</c>.
    /// </remarks>
    public static string CleanLog(string text)
    {
        var clean = Clean(text)
            .Replace("##[", "#\uFFFD[", StringComparison.Ordinal)
            .Replace("##vso[", "#\uFFFDvso[", StringComparison.OrdinalIgnoreCase);
        var start = clean.Length - clean.TrimStart().Length;
        return clean.AsSpan(start).StartsWith("::") ? $"{clean[..start]}\uFFFD{clean[(start + 1)..]}" : clean;
    }

    /// <summary>
    /// A JSON document that says the same, with escapes for the characters that are not plain: they are within its strings.
    /// </summary>
    public static string CleanJson(string json) => Replace(json, IsPlainOrSpace, rune =>
    {
        Span<char> letters = stackalloc char[2];
        return string.Concat(letters[..rune.EncodeToUtf16(letters)].ToArray().Select(letter => $"\\u{(int)letter:x4}"));
    });

    /// <summary>The first of several, with the others counted: "a, b and 3 more".</summary>
    public static string Some(IReadOnlyCollection<string> all, int most, string separator = ", ") =>
        string.Join(separator, all.Take(most)) + (all.Count > most ? $" and {all.Count - most} more" : "");

    /// <summary>No longer than <paramref name="most"/>, with what was cut counted.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        // Never between the two halves of one character.
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return $"{text[..end]}… ({text.Length - end} more characters)";
    }

    private static string Replace(string text, Func<Rune, bool> isKept, Func<Rune, string> replacement)
    {
        var first = 0;
        while (first < text.Length && text[first] is >= ' ' and <= '~')
            first++;
        if (first == text.Length)
            return text;
        var plain = new StringBuilder(text.Length).Append(text, 0, first);
        foreach (var rune in text.AsSpan(first).EnumerateRunes())
        {
            if (isKept(rune))
                plain.Append(rune.ToString());
            else
                plain.Append(replacement(rune));
        }

        return plain.ToString();
    }

    private static string Mark(Rune rune) => Rune.ReplacementChar.ToString();

    private static bool IsPlainOrSpace(Rune rune) => rune.Value is '\n' or '\r' or '\t' || IsPlain(rune);

    private static bool IsPlain(Rune rune) => rune.Value is NonJoiner or Joiner || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

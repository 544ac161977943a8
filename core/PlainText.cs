using System.Globalization;
using System.Text;

namespace XtCmkInfra.Core;

/// <summary>Text that people give and read: without characters that are not seen, or that turn the direction of what follows.</summary>
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
                return $"has the character U+{rune.Value:X4}, which is not seen or changes how the rest is read: remove it";
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

    private static bool IsPlain(Rune rune) => rune.Value is NonJoiner or Joiner || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

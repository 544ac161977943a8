using System.Text;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Review;

/// <summary>Texts that others give, made fit for a comment: none of them may format, link, mention or break out of its cell.</summary>
internal static class MarkdownText
{
    /// <summary>Within a sentence.</summary>
    public static string Plain(string text, int most = int.MaxValue) => Escape(PlainText.Cut(text, most), isCode: false);

    /// <summary>As it stands, in a fixed width.</summary>
    public static string Code(string text, int most) => $"<code>{Escape(PlainText.Cut(text, most), isCode: true)}</code>";

    /// <remarks>
    /// GitHub looks for mentions and for numbers of issues after it has turned entities back into characters, but not within code;
    /// a space of no width keeps it from finding them.
    /// </remarks>
    private static string Escape(string text, bool isCode)
    {
        var clean = PlainText.Clean(text);
        var safe = new StringBuilder(clean.Length);
        for (var index = 0; index < clean.Length; index++)
        {
            var letter = clean[index];
            var isOfAddress = (letter == ':' && index + 1 < clean.Length && clean[index + 1] == '/')
                || (letter == '.' && index >= 3 && clean.AsSpan(index - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase));
            if (isOfAddress || "\\`*_{}[]<>()#+!|~&@".Contains(letter))
                safe.Append($"&#{(int)letter};");
            else
                safe.Append(letter);
            if (!isCode && letter is '@' or '#')
                safe.Append("&#8203;");
        }

        return safe.ToString();
    }
}

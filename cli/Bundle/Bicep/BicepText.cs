using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Cli.Bundle.Bicep;

/// <summary>Texts as literals of Bicep, that nothing breaks out of.</summary>
internal static partial class BicepText
{
    /// <summary>A string. Source: Microsoft, "Data types in Bicep", strings.</summary>
    public static string Of(string text)
    {
        var literal = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\\' or '\'' or '$')
                literal.Append('\\').Append((char)rune.Value);
            else if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
                literal.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            else
                literal.Append(rune.ToString());
        }

        return literal.Append('\'').ToString();
    }

    /// <summary>A list, an item a line.</summary>
    /// <param name="items">Literals.</param>
    public static string List(IEnumerable<string> items) => Lines('[', items.Select(item => $"  {item}"), ']');

    /// <summary>An object whose names may be any text.</summary>
    public static string Map(IEnumerable<KeyValuePair<string, string>> members) =>
        Lines('{', members.Select(member => $"  {Name(member.Key)}: {Of(member.Value)}"), '}');

    private static string Name(string name) => Identifier().IsMatch(name) ? name : Of(name);

    private static string Lines(char open, IEnumerable<string> lines, char close)
    {
        var all = lines.ToList();
        return all.Count == 0 ? $"{open}{close}" : $"{open}\n{string.Join('\n', all)}\n{close}";
    }

    /// <summary>What stands without quotes as a name; the linter wants it so.</summary>
    [GeneratedRegex("^(?!(true|false|null)\\z)[A-Za-z_][A-Za-z0-9_]*\\z")]
    private static partial Regex Identifier();
}

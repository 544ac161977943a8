using System.Globalization;
using System.Text;

namespace XtCmkInfra.Cli.Bundle.Terraform;

/// <summary>Texts as literals of HCL, that nothing breaks out of.</summary>
internal static class HclText
{
    /// <summary>A string. Source: HashiCorp, "Strings and templates", escape sequences.</summary>
    public static string Of(string text)
    {
        var literal = new StringBuilder("\"");
        var before = '\0';
        foreach (var rune in text.EnumerateRunes())
        {
            // ${ and %{ begin a template.
            if (rune.Value == '{' && before is '$' or '%')
                literal.Append(before);
            before = rune.IsAscii ? (char)rune.Value : '\0';
            if (rune.Value is '"' or '\\')
                literal.Append('\\').Append((char)rune.Value);
            else if (rune.IsBmp && (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029))
                literal.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else
                literal.Append(rune.ToString());
        }

        return literal.Append('"').ToString();
    }

    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Of))}]";

    /// <summary>A map whose names may be any text, over several lines.</summary>
    public static string Map(IEnumerable<KeyValuePair<string, string>> members)
    {
        var lines = members.Select(member => (Name: Of(member.Key), Value: Of(member.Value))).ToList();
        var widest = lines.Select(line => line.Name.Length).DefaultIfEmpty().Max();
        var text = string.Join('\n', lines.Select(line => $"  {line.Name.PadRight(widest)} = {line.Value}"));
        return lines.Count == 0 ? "{\n}" : $"{{\n{text}\n}}";
    }
}

using System.Net;

namespace XtCmkInfra.Cli.Bundle.Portal;

/// <summary>Texts as HTML, that nothing breaks out of.</summary>
internal static class HtmlText
{
    public static string Of(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A value as it stands, with a button that copies it.</summary>
    public static string Value(string text) =>
        $"<span class=\"value\"><code>{Of(text)}</code> <button type=\"button\">Copy</button></span>";

    /// <summary>Values to be entered, by the names that the portal gives its fields.</summary>
    public static string Fields(params IEnumerable<(string Name, string Value)> fields) =>
        "<table>\n"
        + string.Concat(fields.Select(field => $"<tr><th scope=\"row\">{Of(field.Name)}</th><td>{Value(field.Value)}</td></tr>\n"))
        + "</table>";

    /// <summary>A link that opens beside the page. The address is of this program's making, but for ids and names.</summary>
    public static string Link(string text, string address) =>
        $"<a href=\"{Of(address)}\" target=\"_blank\" rel=\"noreferrer\">{Of(text)}</a>";
}

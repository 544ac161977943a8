using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>Filters of Microsoft Graph, as far as they compare one property with a text, joined by <c>and</c>.</summary>
internal static partial class ODataFilter
{
    /// <exception cref="AzException">The filter says more.</exception>
    public static Func<JsonObject, bool> Of(string? filter)
    {
        if (filter is null)
            return _ => true;
        var terms = filter.Split(" and ").Select(term => Form().Match(term.Trim())).ToList();
        return terms.TrueForAll(term => term.Success)
            ? one => terms.TrueForAll(term => Matches(one, term))
            : throw AzException.NotModelled(
                $"the filter \"{filter}\"; it knows property eq 'text' and startswith(property,'text'), joined by and");
    }

    private static bool Matches(JsonObject one, Match term)
    {
        var name = term.Groups["name"].Value;
        var text = one.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.ToString()
            ?? "";
        var wanted = term.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal);
        return term.Groups["start"].Success
            ? text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
            : string.Equals(text, wanted, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(
        @"^(?:(?<name>[A-Za-z]+) eq '(?<value>(?:[^']|'')*)'|(?<start>startswith)\((?<name>[A-Za-z]+), *'(?<value>(?:[^']|'')*)'\))\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}

using System.Globalization;
using System.Text.RegularExpressions;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Accepted;

/// <summary>A finding that somebody accepts until a day: of one rule, at the resources that match.</summary>
/// <param name="Resource">The name or the id of a resource, as reports show it; a * stands for any characters.</param>
/// <param name="Expires">The last day.</param>
/// <param name="Line">Where it is in its file, from 1.</param>
internal sealed record AcceptedFinding(string Code, string Resource, string Reason, string Owner, DateOnly Expires, int Line)
{
    private readonly Regex _pattern = new(
        $"^{Regex.Escape(Resource).Replace("\\*", ".*", StringComparison.Ordinal)}$",
        RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>What reports show beside the finding.</summary>
    public string Because => string.Create(CultureInfo.InvariantCulture, $"{Reason} ({Owner}, until {Expires:yyyy-MM-dd})");

    public bool Matches(Rule rule, ResourceName resource) =>
        rule.Code == Code && (_pattern.IsMatch(resource.Id) || _pattern.IsMatch(resource.Name));

    /// <summary>For how many days it has been over; zero or less while it lasts.</summary>
    public int DaysOver(DateOnly today) => today.DayNumber - Expires.DayNumber;
}

using System.Globalization;
using System.Text.RegularExpressions;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Sim;

/// <summary>How far a clock is moved: an ISO 8601 period such as P1D or PT36H, or the short form 90m, 36h, 1d or 2w.</summary>
internal sealed partial record Period
{
    private const int MostYears = 100;

    private Period(int years, int months, TimeSpan rest) => (Years, Months, Rest) = (years, months, rest);

    private int Years { get; }

    private int Months { get; }

    private TimeSpan Rest { get; }

    public static Parsed<Period> Parse(string text)
    {
        var match = Iso().Match(text) is { Success: true } iso && text[^1] is not ('P' or 'T') ? iso : Short().Match(text);
        var period = new Period(
            Part(match, "years"),
            Part(match, "months"),
            TimeSpan.FromDays(Part(match, "days") + (7 * Part(match, "weeks")))
                + TimeSpan.FromHours(Part(match, "hours"))
                + TimeSpan.FromMinutes(Part(match, "minutes")));
        var start = DateTimeOffset.UnixEpoch;
        return match.Success && period.After(start) > start && period.After(start) <= start.AddYears(MostYears)
            ? period
            : new Mistake($"'{text}' is not a period: use one such as P1D, PT36H or P3M, or 90m, 36h, 1d or 2w, up to {MostYears} years");
    }

    public DateTimeOffset After(DateTimeOffset start) => start.AddYears(Years).AddMonths(Months) + Rest;

    private static int Part(Match match, string name) =>
        match.Groups[name] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        "^P((?<years>[0-9]{1,3})Y)?((?<months>[0-9]{1,4})M)?((?<weeks>[0-9]{1,4})W)?((?<days>[0-9]{1,5})D)?"
            + "(T((?<hours>[0-9]{1,6})H)?((?<minutes>[0-9]{1,7})M)?)?\\z")]
    private static partial Regex Iso();

    [GeneratedRegex("^((?<minutes>[0-9]{1,7})m|(?<hours>[0-9]{1,6})h|(?<days>[0-9]{1,5})d|(?<weeks>[0-9]{1,4})w)\\z")]
    private static partial Regex Short();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Core;

/// <summary>
/// A span of hours, days, months or years as Key Vault writes it in rotation policies: ISO 8601, for example P90D, P18M or P2Y.
/// </summary>
public sealed partial record Iso8601Period
{
    private Iso8601Period(string text, int years, int months, int days, int hours)
    {
        Hours = hours;
        Text = text;
        Years = years;
        Months = months;
        Days = days;
    }

    public string Text { get; }

    public int Years { get; }

    public int Months { get; }

    public int Days { get; }

    public int Hours { get; }

    /// <summary>About how long it is, with months of 30 and years of 365 days: to compare with limits, not to reckon dates.</summary>
    public int AboutDays => (Years * 365) + (Months * 30) + Days + (Hours / 24);

    public static Parsed<Iso8601Period> Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || text[^1] is 'P' or 'T')
            return Refuse(text);
        int Part(string name) => match.Groups[name] is { Success: true, Value: var digits }
            ? int.Parse(digits, CultureInfo.InvariantCulture)
            : 0;
        var period = new Iso8601Period(text, Part("years"), Part("months"), Part("days"), Part("hours"));
        return period.AboutDays is > 0 and <= 36_500 ? period : Refuse(text);
    }

    public DateTimeOffset AddTo(DateTimeOffset start) => start.AddYears(Years).AddMonths(Months).AddDays(Days).AddHours(Hours);

    public DateTimeOffset SubtractFrom(DateTimeOffset end) => end.AddHours(-Hours).AddDays(-Days).AddMonths(-Months).AddYears(-Years);

    public override string ToString() => Text;

    private static Mistake Refuse(string text) =>
        new($"'{text}' is not a period: use days, months or years such as P90D, P18M or P2Y, up to a hundred years");

    [GeneratedRegex("^P((?<years>[0-9]{1,3})Y)?((?<months>[0-9]{1,4})M)?((?<days>[0-9]{1,5})D)?(T((?<hours>[0-9]{1,5})H)?)?\\z")]
    private static partial Regex Form();
}

using XtCmkInfra.Cli.Sim;

namespace XtCmkInfra.Tests.Cli.Sim;

/// <summary><c>xtcmk sim advance</c>.</summary>
public sealed class WhenTimePasses
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_day_brings_the_daily_look_for_a_new_version()
    {
        using var tool = await SimTool.AfterUpAsync();

        var answer = await tool.OkAsync("sim", "advance", "1d");

        Assert.Equal(
            """
            SIMULATED: it is 2026-01-06T08:00:00Z now; it was 2026-01-05T08:00:00Z.
              2026-01-06T08:00:00Z  storage account stcontosofabrikam: looked for a new version of its key, and found none

            """,
            answer,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task A_rotation_policy_makes_a_version_that_the_account_takes()
    {
        using var tool = await SimTool.AfterUpAsync();

        var answer = await tool.JsonAsync("sim", "advance", "P91D", "--format", "json");

        Assert.True((bool)answer["simulated"]!);
        Assert.Equal(
            ["checked", "rotated", "taken", "checked"],
            answer["events"]!.AsArray().OrderBy(one => (string)one!["at"]!, StringComparer.Ordinal).Select(one => (string)one!["what"]!));
    }

    [Theory]
    [InlineData("90m", "2026-01-31T09:30:00")]
    [InlineData("36h", "2026-02-01T20:00:00")]
    [InlineData("1d", "2026-02-01T08:00:00")]
    [InlineData("2w", "2026-02-14T08:00:00")]
    [InlineData("P1M", "2026-02-28T08:00:00")]
    [InlineData("P1Y2DT3H4M", "2027-02-02T11:04:00")]
    [InlineData("PT36H", "2026-02-01T20:00:00")]
    public void A_period_is_read_as_ISO_8601_or_in_short(string text, string end) =>
        Assert.Equal(end, $"{Period.Parse(text).Value!.After(Start):yyyy-MM-dd'T'HH:mm:ss}");

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("P")]
    [InlineData("P1DT")]
    [InlineData("P101Y")]
    public void Anything_else_is_refused(string text) =>
        Assert.Contains("is not a period: use one such as P1D", Period.Parse(text).Mistake, StringComparison.Ordinal);
}

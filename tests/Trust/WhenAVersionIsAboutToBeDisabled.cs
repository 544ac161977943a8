using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Trust;

public sealed class WhenAVersionIsAboutToBeDisabled
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, "key-version-disabled-early")]
    [InlineData(25)]
    public void The_older_of_two_breaks_the_rule_only_within_a_day(int hours, params string[] codes) =>
        Assert.Equal(codes, Broken([Version("b", Now.AddHours(-hours)), Version("a", Now.AddDays(-90))], "a"));

    [Fact]
    public void The_only_one_breaks_what_verify_reports_of_a_disabled_key() =>
        Assert.Equal(["key-disabled"], Broken([Version("a", Now.AddDays(-90))], "a"));

    [Fact]
    public void What_was_broken_before_is_no_matter_of_the_change()
    {
        KeyVersion[] versions =
        [
            Version("c", Now.AddDays(-1)) with { IsEnabled = false }, Version("b", Now.AddDays(-9)), Version("a", Now.AddDays(-90)),
        ];

        Assert.Empty(Broken(versions, "a"));
    }

    private static IEnumerable<string> Broken(KeyVersion[] versions, string disabled)
    {
        var after = versions.Select(version => version.Version == disabled ? version with { IsEnabled = false, Updated = Now } : version);
        return KeyGuard.Broken(new LiveKey(Key.Hidden, versions, Now), new LiveKey(Key.Hidden, [.. after], Now)).Select(rule => rule.Code);
    }

    private static KeyVersion Version(string name, DateTimeOffset created) => new(name, true, created, null, null) { Updated = created };
}

using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Review;

public sealed class WhenARuleIsBroken
{
    public static TheoryData<string> Cases => [.. RuleCases.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_found_in_every_form_and_nothing_else_is(string name)
    {
        var (breaks, _, codes) = RuleCases.All[name];

        Assert.All(breaks.ToForms().Take(IsOnlyInDocuments(name) ? 1 : 2),
            form => Assert.Equal(codes.Order(StringComparer.Ordinal), Reviewing.Codes(form)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_neighbouring_change_does_not_break_it(string name)
    {
        var (_, holds, codes) = RuleCases.All[name];

        Assert.All(holds.ToForms(), form => Assert.DoesNotContain(codes[0], Reviewing.Codes(form)));
    }

    [Fact]
    public void Every_rule_that_a_change_can_break_has_its_case() => Assert.Equal(
        Rules.All.Except(OnlyLive).Except(AcceptanceRules.All).Select(rule => rule.Code).Order(StringComparer.Ordinal),
        RuleCases.All.Values.SelectMany(one => one.Codes).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void What_every_rule_states_reads_as_sentences() => Assert.All(Rules.All, rule =>
    {
        Assert.DoesNotContain('.', rule.Title[^1..]);
        Assert.EndsWith(".", rule.Meaning, StringComparison.Ordinal);
        Assert.EndsWith(".", rule.Remedy, StringComparison.Ordinal);
    });

    /// <summary>Rules that only the live chain can break: they are about time, about other people, and about limits.</summary>
    private static IEnumerable<Rule> OnlyLive =>
    [
        .. AccessRules.All, .. VersionRules.All.Except([CustodyRules.Exportable]), .. HandoffRules.All.Except([HandoffRules.IdentityOther]),
        EntraRules.PrincipalOther,
        EntraRules.ApplicationDisabled, AccountRule.Moved,
    ];

    /// <summary>The engine's events do not say whether a resource is only read, and always list what stays the same.</summary>
    private static bool IsOnlyInDocuments(string name) =>
        name.EndsWith("only read", StringComparison.Ordinal) || name.EndsWith("not listed", StringComparison.Ordinal);
}

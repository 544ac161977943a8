using XtCmkInfra.Cli.Review;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Review;

public sealed class WhenRulesAreListed
{
    [Fact]
    public void The_page_of_rules_is_what_the_tool_prints() => Golden.Compare("docs/rules.md", RulesCommand.Document());

    [Fact]
    public void No_code_is_given_twice_and_each_is_in_lower_case()
    {
        Assert.Equal(Rules.All.Count, Rules.All.Select(rule => rule.Code).Distinct().Count());
        Assert.All(Rules.All, rule => Assert.Matches("^[a-z]+(-[a-z]+)*$", rule.Code));
    }
}

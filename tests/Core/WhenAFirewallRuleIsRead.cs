using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Core;

public sealed class WhenAFirewallRuleIsRead
{
    [Theory]
    [InlineData("203.0.113.7")]
    [InlineData("203.0.113.0/24")]
    [InlineData("203.0.113.4/30")]
    [InlineData("8.0.0.0/8")]
    [InlineData("172.15.0.0/16")]
    [InlineData("100.128.0.1")]
    public void Public_addresses_and_ranges_are_accepted_for_both(string rule)
    {
        Assert.True(IpRule.OfAccount(rule).Ok);
        Assert.True(IpRule.OfVault(rule).Ok);
    }

    [Theory]
    [InlineData("10.1.2.3", "private networks")]
    [InlineData("172.16.0.0/12", "private networks")]
    [InlineData("172.31.255.255", "private networks")]
    [InlineData("192.168.0.0/16", "private networks")]
    [InlineData("127.0.0.1", "the machine itself")]
    [InlineData("169.254.169.254", "the local link")]
    [InlineData("100.64.0.1", "shared addresses")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("255.255.255.255", "broadcast")]
    [InlineData("0.0.0.0", "this network")]
    [InlineData("0.0.0.0/1", "this network")]
    [InlineData("8.0.0.0/6", "10.0.0.0/8")]
    [InlineData("0.0.0.0/0", "lets everybody in")]
    [InlineData("203.0.113.7/24", "use 203.0.113.0/24 for the range")]
    [InlineData("010.1.1.1", "in decimal numbers")]
    [InlineData("0xCB.0.113.7", "in decimal numbers")]
    [InlineData("203.0.113", "in decimal numbers")]
    [InlineData("203.0.113.256", "in decimal numbers")]
    [InlineData("203.0.113.0/33", "in decimal numbers")]
    [InlineData("203.0.113.0/024", "in decimal numbers")]
    [InlineData(" 203.0.113.7", "in decimal numbers")]
    [InlineData("203.0.113.7\n", "in decimal numbers")]
    [InlineData("::1", "in decimal numbers")]
    [InlineData("everywhere", "in decimal numbers")]
    public void What_is_not_public_or_not_exact_is_refused_for_both(string rule, string sentence)
    {
        Assert.Contains(sentence, IpRule.OfAccount(rule).Mistake);
        Assert.Contains(sentence, IpRule.OfVault(rule).Mistake);
    }

    [Theory]
    [InlineData("203.0.113.0/31")]
    [InlineData("203.0.113.7/32")]
    public void The_smallest_ranges_are_for_vaults_alone(string rule)
    {
        Assert.Contains("must not be smaller than /30", IpRule.OfAccount(rule).Mistake);
        Assert.True(IpRule.OfVault(rule).Ok);
    }
}

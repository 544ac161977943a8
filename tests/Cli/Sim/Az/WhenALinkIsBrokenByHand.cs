using XtCmkInfra.Tests.Cli.Verify;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

/// <summary>Every break of the tests of verify is made by commands of the Azure CLI, and verify names it.</summary>
public sealed class WhenALinkIsBrokenByHand
{
    [Theory]
    [MemberData(nameof(Break.Ways), MemberType = typeof(Break))]
    public async Task Verify_names_the_link(string way)
    {
        await using var world = await VerifiedWorld.StartAsync();

        BreaksByHand.All[way](new BreakByHand(world));
        var found = await world.VerifyAsync();

        Assert.Equal(Break.All[way].Codes, VerifiedWorld.Codes(found));
    }

    [Fact]
    public void There_is_a_way_for_every_break() => Assert.Equal(Break.All.Keys.Order(), BreaksByHand.All.Keys.Order());
}

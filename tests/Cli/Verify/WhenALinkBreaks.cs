using XtCmkInfra.Cli;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>One link of a chain that holds is broken in the simulated portal, and mended again.</summary>
public sealed class WhenALinkBreaks
{
    [Theory]
    [MemberData(nameof(Break.Ways), MemberType = typeof(Break))]
    public async Task Verify_names_that_link_alone_and_is_clean_again_once_it_is_mended(string way)
    {
        var broken = Break.All[way];
        await using var world = await VerifiedWorld.StartAsync();

        broken.Do(world);
        var found = await world.VerifyAsync();

        Assert.Equal(broken.Codes, VerifiedWorld.Codes(found));
        Assert.Equal(ExitCode.Findings, found.ExitCode);
        Assert.Equal([], found.Unknown.Select(check => (check.Rule.Code, check.Resource.Name, check.Reason)));
        Assert.All(found.Findings, check => Assert.NotEqual(check.Expected, check.Found));

        if (broken.Mend is null)
            return;
        broken.Mend(world);
        var mended = await world.VerifyAsync();

        Assert.Equal([], mended.Results.Where(check => check.Verdict != Verdict.Holds)
            .Select(check => (check.Rule.Code, check.Expected, check.Found, check.Reason)));
        Assert.Equal(ExitCode.Clean, mended.ExitCode);
    }
}

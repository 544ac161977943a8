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
        Assert.Equal([], found.Unknown.Select(statement => (statement.Rule.Code, statement.Resource.Name, statement.Reason)));
        Assert.All(found.Findings, statement => Assert.NotEqual(statement.Expected, statement.Found));

        if (broken.Mend is null)
            return;
        broken.Mend(world);
        var mended = await world.VerifyAsync();

        Assert.Equal([], mended.Results.Where(statement => statement.Verdict != Verdict.Holds)
            .Select(statement => (statement.Rule.Code, statement.Expected, statement.Found, statement.Reason)));
        Assert.Equal(ExitCode.Clean, mended.ExitCode);
    }
}

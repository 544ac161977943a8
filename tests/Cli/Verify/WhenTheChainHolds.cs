using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenTheChainHolds
{
    [Fact]
    public async Task Every_link_holds_and_the_exit_code_is_0()
    {
        await using var world = await VerifiedWorld.StartAsync();

        var verification = await world.VerifyAsync();

        Assert.Equal([], verification.Results.Where(check => check.Verdict != Verdict.Holds)
            .Select(check => (check.Rule.Code, check.Verdict, check.Expected, check.Found, check.Reason)));
        Assert.Equal(0, verification.ExitCode);
    }

    [Fact]
    public async Task No_call_is_made_that_the_simulator_does_not_know()
    {
        await using var world = await VerifiedWorld.StartAsync();

        await world.VerifyAsync(VerifiedWorld.Options(probe: true));

        Assert.NotEmpty(world.Requests);
        Assert.DoesNotContain(world.Requests, request => request.IsUnknown
            || request.Status != (request.Line.PathAndQuery.StartsWith("/keys?", StringComparison.Ordinal) ? 401 : 200));
    }
}

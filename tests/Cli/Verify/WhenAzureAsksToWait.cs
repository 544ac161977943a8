using XtCmkInfra.Cli;
using XtCmkInfra.Simulator.Http;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenAzureAsksToWait
{
    public static TheoryData<string, int> Calls => new()
    {
        { "/storageAccounts?", 429 }, { "/storageAccounts?", 503 }, { "/versions?", 429 }, { "/versions?", 500 },
        { "/applications(", 429 }, { "/applications(", 503 }, { "/applications(", 500 }, { "/servicePrincipals(", 502 },
        { "/servicePrincipals(", 408 },
    };

    public static TheoryData<string, bool> Breaks => new()
    {
        { "/storageAccounts?", true }, { "/storageAccounts?", false }, { "/applications(", true }, { "/applications(", false },
        { "/versions?", true }, { "/versions?", false },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_that_fails_once_is_made_again_and_the_verdict_is_clean(string call, int status)
    {
        await using var world = await VerifiedWorld.StartAsync();
        var times = 0;
        world.Fault = line =>
            line.PathAndQuery.Contains(call, StringComparison.Ordinal) && ++times == 1 ? new Fault.Status(status, TimeSpan.Zero) : null;

        var found = await world.VerifyAsync(retries: 1);

        Assert.Equal((ExitCode.Clean, 2), (found.ExitCode, times));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_links_of_a_call_that_goes_on_failing_cannot_be_determined(string call, int status)
    {
        await using var world = await VerifiedWorld.StartAsync();
        var times = 0;
        world.Fault = line =>
            line.PathAndQuery.Contains(call, StringComparison.Ordinal) && ++times > 0 ? new Fault.Status(status, TimeSpan.Zero) : null;

        var found = await world.VerifyAsync(retries: 1);

        Assert.Equal((ExitCode.CannotBeDetermined, 2), (found.ExitCode, times));
        Assert.All(found.Unknown, check => Assert.Contains($"{status}", check.Reason!));
    }

    /// <summary>Of Microsoft Graph as of Azure Resource Manager.</summary>
    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_connection_that_breaks_once_is_made_again(string call, bool isClosed)
    {
        await using var world = await VerifiedWorld.StartAsync();
        var times = 0;
        world.Fault = line => !line.PathAndQuery.Contains(call, StringComparison.Ordinal) || ++times > 1 ? null
            : isClosed ? new Fault.ClosedConnection() : new Fault.HalfBody();

        var found = await world.VerifyAsync(retries: 1);

        Assert.Equal((ExitCode.Clean, 2), (found.ExitCode, times));
    }

    /// <summary>The time is up while Azure is waited for, and not a moment later: no test waits for an hour.</summary>
    [Theory]
    [InlineData("/storageAccounts?")]
    [InlineData("/applications(")]
    [InlineData("/versions?")]
    public async Task After_the_time_for_everything_the_rest_cannot_be_determined(string call)
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world, retries: 1);
        world.Fault = line =>
            line.PathAndQuery.Contains(call, StringComparison.Ordinal) ? new Fault.Status(429, TimeSpan.FromHours(1)) : null;
        world.Served = request =>
        {
            if (request.Fault is not null)
                tool.Time.Advance(TimeSpan.FromSeconds(20));
        };

        var answer = await tool.RunAsync("--timeout", "20");

        Assert.Equal(ExitCode.CannotBeDetermined, answer.ExitCode);
        Assert.Contains("the time limit ended before Azure responded; raise it with --timeout", answer.Out);
        Assert.Single(world.Requests, request => request.Fault is not null);
    }
}

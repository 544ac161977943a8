using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core.Trust;
using XtCmkInfra.Simulator.Http;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Each request of a run in turn goes wrong, in each way, as often as it is made.</summary>
public sealed class WhenACallFails
{
    public static TheoryData<string> Faults => ["401", "403", "404", "429", "500", "503", "closed", "half", "garbage", "empty", "circle", "slow"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whichever_it_is_the_verdict_is_never_clean(string fault)
    {
        var chain = VerifiedWorld.Complete();
        chain.Write();
        await using var world = await VerifiedWorld.StartAsync(chain);
        var clean = await RunAsync(world, null, null);
        Assert.Equal(ExitCode.Clean, clean.ExitCode);
        List<Call> calls = [.. Calls(world.Requests)];
        Assert.True(calls.Count > 12);

        foreach (var call in calls)
        {
            var before = world.Requests.Count;
            var found = await RunAsync(world, call, FaultOf(fault));

            var isHit = world.Requests.Skip(before).Any(request => request.Fault is not null);
            if (found.ExitCode == ExitCode.Clean)
            {
                // A sign-in may do without some of its calls, or has them from before; then the answer is whole.
                Assert.True(!isHit || call.IsDispensable, $"{call} was {fault}, and the verdict was clean.");
                Assert.Equal(Shape(clean), Shape(found));
            }
            else if (fault is not ("404" or "empty"))
            {
                Assert.True(found.ExitCode == ExitCode.CouldNotTell, $"{call} was {fault}, and a link was called broken: {string.Join(", ", VerifiedWorld.Codes(found))}.");
            }

            Assert.All(found.Unknown, statement => Assert.Matches("^[^\\n]+$", statement.Reason));
            Assert.DoesNotContain(found.Unknown, statement => statement.Reason!.Contains("Exception", StringComparison.Ordinal));
        }
    }

    private static async Task<Verification> RunAsync(VerifiedWorld world, Call? call, Fault? fault)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var times = 0;
        world.Fault = line => call is not null && Call.Line(line) == call.Text && ++times > call.Number ? fault : null;
        // The time is up as soon as a body does not come.
        world.Served = request =>
        {
            if (request.Fault is Fault.SlowBody)
                limit.Cancel();
        };
        return await world.VerifyAsync(VerifiedWorld.Options(probe: true), limit: limit.Token);
    }

    private static IEnumerable<Call> Calls(IEnumerable<ServedRequest> requests) =>
        requests.GroupBy(request => Call.Line(request.Line)).SelectMany(same => same.Select((_, index) => new Call(same.Key, index)));

    private static IEnumerable<(string, string, Verdict)> Shape(Verification verification) =>
        verification.Statements.Select(statement => (statement.Rule.Code, statement.Resource.Id, statement.Verdict));

    private static Fault FaultOf(string name) => name switch
    {
        "closed" => new Fault.ClosedConnection(),
        "half" => new Fault.HalfBody(),
        "garbage" => new Fault.Garbage(),
        "empty" => new Fault.EmptyPage(),
        "circle" => new Fault.EmptyPage(MoreFollow: true),
        "slow" => new Fault.SlowBody(Timeout.InfiniteTimeSpan),
        _ => new Fault.Status(int.Parse(name), TimeSpan.FromHours(1)),
    };

    /// <param name="Number">How often the same request is answered well before.</param>
    private sealed record Call(string Text, int Number)
    {
        /// <summary>What a sign-in asks before it asks for a token.</summary>
        public bool IsDispensable => Text.Contains("://login.", StringComparison.Ordinal) && !Text.Contains("/token", StringComparison.Ordinal);

        public static string Line(RequestLine line) => $"{line.Method} https://{line.Host}{line.PathAndQuery}";
    }
}

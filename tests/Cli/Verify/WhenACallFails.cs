using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Each request of a run in turn goes wrong, in each way, as often as it is made.</summary>
public sealed class WhenACallFails
{
    public static TheoryData<string> Faults =>
        ["401", "403", "404", "429", "500", "503", "closed", "half", "garbage", "empty", "circle", "slow"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whichever_it_is_the_verdict_is_never_clean(string fault)
    {
        var chain = VerifiedWorld.Complete();
        chain.Write();
        await using var world = await VerifiedWorld.StartAsync(chain);
        Assert.Equal(ExitCode.Clean, (await RunAsync(world, null, null)).ExitCode);
        List<Call> calls = [.. Calls(world.Requests).Where(call => !call.IsSignIn)];
        Assert.InRange(calls.Count, 12, 30);

        foreach (var call in calls.Where(call => !call.IsAnsweredSoAnyway(fault)))
        {
            var before = world.Requests.Count;
            var found = await RunAsync(world, call, FaultOf(fault));

            Assert.Contains(world.Requests.Skip(before), request => request.Fault is not null);
            Tell(found, call, fault);
        }
    }

    /// <summary>
    /// Each time in a tenant of its own: the library that signs in remembers within a process for how long it must leave a tenant alone.
    /// </summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Nor_is_it_where_signing_in_fails(string fault)
    {
        await using var world = await VerifiedWorld.StartAsync();
        var tenant = TenantId.Parse(Guid.NewGuid().ToString()).Value!;
        world.World.Azure.AddTenant(tenant, "Another vendor");
        var application = world.Graph(tenant)
            .Post("applications", World.Body("""{ "displayName": "cmk", "signInAudience": "AzureADMultipleOrgs" }"""))
            .Text("appId");
        world.Vendor = new VendorExpectation(
            new VendorHandoff(Cloud.Public, tenant, ApplicationId.Parse(application).Value!, "cmk"), new Dictionary<string, ObjectId>(), [],
            []);
        var token = new Call($"POST https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", 0);

        var found = await RunAsync(world, token, FaultOf(fault), customer: false);

        Assert.Contains(world.Requests, request => request.Fault is not null);
        Assert.Equal(found.Results, found.Unknown);
        Tell(found, token, fault);
    }

    private static void Tell(Verification found, Call call, string fault)
    {
        // What Azure's own word says is not there, is not; an empty page says so too. Anything else accuses nobody.
        if (fault is "404" or "empty")
            Assert.True(found.ExitCode != ExitCode.Clean, $"{call.Text} was {fault}, and the verdict was clean.");
        else
            Assert.True(found.ExitCode == ExitCode.CannotBeDetermined,
                $"{call.Text} was {fault}, and the exit code {found.ExitCode}: {string.Join(", ", VerifiedWorld.Codes(found))}.");
        Assert.All(found.Unknown, check => Assert.Matches("^[^\\r\\n]+\\z", check.Reason));
        Assert.All(found.Unknown, check => Assert.DoesNotContain("System.", check.Reason!, StringComparison.Ordinal));
    }

    private static async Task<Verification> RunAsync(VerifiedWorld world, Call? call, Fault? fault, bool customer = true)
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
        return await world.VerifyAsync(VerifiedWorld.Options(probe: true), customer: customer, limit: limit.Token);
    }

    private static IEnumerable<Call> Calls(IEnumerable<ServedRequest> requests) =>
        requests.GroupBy(request => Call.Line(request.Line)).SelectMany(same => same.Select((_, index) => new Call(same.Key, index)));

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

    private static readonly string[] EmptyLists =
    [
        "/userAssignedIdentities/id-cmk/federatedIdentityCredentials", "/encryptionScopes", "/objectReplicationPolicies",
        "/blobServices/default/containers",
        "/roleEligibilityScheduleInstances", "/denyAssignments",
    ];

    /// <param name="Number">How often the same request is answered well before.</param>
    private sealed record Call(string Text, int Number)
    {
        /// <summary>A list that is empty anyway, and the refusal that says of which tenant a vault is.</summary>
        public bool IsAnsweredSoAnyway(string fault) => fault switch
        {
            "empty" => EmptyLists.Any(list => Text.Contains(list, StringComparison.Ordinal)),
            "401" or "garbage" => Text.Contains(".vault.azure.net/keys?", StringComparison.Ordinal),
            _ => false,
        };

        public bool IsSignIn => Text.Contains("://login.", StringComparison.Ordinal);

        public static string Line(RequestLine line) =>
            Uri.UnescapeDataString($"{line.Method} https://{line.Host}{line.PathAndQuery}".TrimEnd('?'));
    }
}

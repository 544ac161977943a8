using XtCmkInfra.Azure;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenTenantsAreMany
{
    /// <summary>Two requests of each wait: more than are sent at once.</summary>
    private const int Busy = 40;
    private const string BusyHost = "kv-busy";
    private const string BusySubscription = "cccccccc-0000-4000-8000";

    [Fact]
    public async Task One_that_asks_to_wait_keeps_no_other_waiting()
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.Fault = line => line.Host.StartsWith(BusyHost, StringComparison.Ordinal)
            || line.PathAndQuery.Contains(BusySubscription, StringComparison.Ordinal)
            ? new Fault.Status(429, TimeSpan.FromHours(1))
            : null;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var found = await VerifyAsync(world, enough.Token, read =>
        {
            if (read.Contains(World.Customer.Value, StringComparison.Ordinal))
                enough.Cancel();
        });

        var ofBusy = found.Results.ToLookup(result => result.Resource.Id.Contains(BusySubscription, StringComparison.Ordinal));
        Assert.All(ofBusy[false].Where(result => result.Resource.Id.Contains("kv-fabrikam", StringComparison.Ordinal)),
            result => Assert.Equal(Verdict.Holds, result.Verdict));
        Assert.All(ofBusy[true], result => Assert.Contains("the time limit ended", result.Reason!, StringComparison.Ordinal));
        Assert.Equal(Busy,
            ofBusy[true].Where(result => result.Resource.Kind == ResourceKind.Vault).DistinctBy(result => result.Resource.Id).Count());
    }

    [Fact]
    public async Task What_was_found_stands_in_order_whoever_responds_first()
    {
        await using var world = await VerifiedWorld.StartAsync();

        var first = await VerifyAsync(world, TestContext.Current.CancellationToken);
        var second = await VerifyAsync(world, TestContext.Current.CancellationToken);

        Assert.Equal(first.Results.Select(Line), second.Results.Select(Line));
    }

    [Fact]
    public async Task Each_signs_in_once_for_each_service()
    {
        await using var world = await VerifiedWorld.StartAsync();

        await world.VerifyAsync(vendor: false);

        Assert.Equal(3, world.Requests.Count(request => request.Line.Host == Cloud.Public.LoginHost));
    }

    private static string Line(CheckResult result) =>
        $"{result.Rule.Code} {result.Resource.Id} {result.Verdict} {result.Expected} {result.Found} {result.Reason}";

    private static async Task<Verification> VerifyAsync(VerifiedWorld world, CancellationToken limit, Action<string>? advance = null)
    {
        CustomerExpectation[] customers = [.. Enumerable.Range(1, Busy).Select(number => Other(world, number)), world.Customer];
        using var azure =
            new AzureConnection(Cloud.Public, new SimulatedEndpoint(world.Server.Endpoint, world.Server.Certificate), 1, TimeSpan.Zero);
        return await new Verifier(azure, VerifiedWorld.Options(), new AzureQueries(world.World.Azure.Clock, limit))
            .RunAsync([], customers, advance ?? (_ => { }));
    }

    /// <summary>A customer in a tenant of its own, in which there is nothing.</summary>
    private static CustomerExpectation Other(VerifiedWorld world, int number)
    {
        var tenant = TenantId.Parse($"dddddddd-0000-4000-8000-{number:d12}").Value!;
        var vault =
            $"/subscriptions/{BusySubscription}-{number:d12}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/{BusyHost}-{number}";
        if (!world.World.Azure.HasTenant(tenant))
        {
            world.World.Azure.AddTenant(tenant, $"customer {number}");
            world.World.Azure.AddSubscription(SubscriptionId.OfResource(vault).Value!, tenant);
        }

        var key = KeyUri.Parse($"https://{BusyHost}-{number}.vault.azure.net/keys/cmk").Value!;
        return world.Customer with { Handoff = new CustomerHandoff(tenant, key, world.World.ServicePrincipal), VaultId = vault,
            KeyId = $"{vault}/keys/cmk" };
    }
}

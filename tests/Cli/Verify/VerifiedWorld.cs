using XtCmkInfra.Azure;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>A complete chain on simulated tenants, what its stacks expect, and verify on the real clients over HTTPS.</summary>
internal sealed class VerifiedWorld : IAsyncDisposable
{
    private readonly SimulatedAzureServer _server;

    private VerifiedWorld(World world, SimulatedAzureServer server)
    {
        World = world;
        _server = server;
        Vendor = VendorOf(world);
        Customer = CustomerOf(world);
    }

    public World World { get; }

    public Graph Graph(TenantId tenant) => World.Azure.Graph(tenant);

    public ResourceManager Arm => World.Azure.ResourceManager;

    public VendorExpectation Vendor { get; set; }

    public CustomerExpectation Customer { get; set; }

    public IReadOnlyList<ServedRequest> Requests => _server.Requests;

    public SimulatedAzureServer Server => _server;

    /// <summary>What goes wrong with which request from now on.</summary>
    public Func<RequestLine, Fault?>? Fault { get; set; }

    /// <summary>Called for each request before it is answered.</summary>
    public Action<ServedRequest>? Served { get; set; }

    public static async Task<VerifiedWorld> StartAsync(World? world = null)
    {
        world ??= Complete();
        VerifiedWorld? started = null;
        var options = new SimulatedAzureServerOptions { Fault = line => started?.Fault?.Invoke(line),
            Served = request => started?.Served?.Invoke(request) };
        return started =
            new VerifiedWorld(world, await SimulatedAzureServer.StartAsync(world.Azure, options, TestContext.Current.CancellationToken));
    }

    /// <summary>The properties of a key that is rotated by a policy, as the customer's program makes it.</summary>
    public const string KeyProperties = """
        {
          "kty": "RSA",
          "keySize": 2048,
          "rotationPolicy": { "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P1Y" }, "action": { "type": "rotate" } } ] }
        }
        """;

    /// <summary>A complete chain, as both programs make it.</summary>
    public static World Complete() =>
        new World().WithIdentity().WithServicePrincipal().WithVault().WithKey(KeyProperties).WithRole().WithAccount();

    public static VendorExpectation VendorOf(World world) => new(
        new VendorHandoff(Cloud.Public, World.Vendor, world.Application, "contoso-cmk"),
        new Dictionary<string, ObjectId> { ["id-cmk"] = world.IdentityPrincipal },
        [Expectation(world)],
        []);

    public static CustomerExpectation CustomerOf(World world) => new(
        new CustomerHandoff(World.Customer, World.Key, world.ServicePrincipal),
        world.Application,
        World.VaultId,
        World.KeyId,
        IsGranted: true,
        [],
        IsRbac: true);

    public static AccountExpectation Expectation(World world) => new(
        "fabrikam",
        World.Account,
        World.AccountId,
        World.Customer,
        World.Key,
        null,
        World.IdentityId,
        world.IdentityPrincipal,
        world.Application,
        ["blob", "file"]);

    /// <param name="retries">None, unless a test is about them; no retry waits where Azure does not ask for it.</param>
    /// <param name="limit">Cancelled when the time for everything is up.</param>
    public async Task<Verification> VerifyAsync(
        VerifyOptions? options = null, bool vendor = true, bool customer = true, int retries = 0, CancellationToken? limit = null)
    {
        using var azure =
            new AzureConnection(Cloud.Public, new SimulatedEndpoint(_server.Endpoint, _server.Certificate), retries, TimeSpan.Zero);
        return await new Verifier(azure, options
            ?? Options(), new AzureQueries(World.Azure.Clock, limit ?? TestContext.Current.CancellationToken)).RunAsync(
            vendor ? [Vendor] : [], customer ? [Customer] : [], _ => { });
    }

    public static VerifyOptions Options(int warnDays = 30, bool probe = false, Severity? failOn = Severity.Low, TenantId? tenant = null,
        SubscriptionId? subscription = null) =>
        new(new ReadScope(tenant, subscription, probe), warnDays, failOn);

    /// <summary>The codes of what does not hold, in order.</summary>
    public static IEnumerable<string> Codes(Verification verification) =>
        verification.Findings.Select(check => check.Rule.Code).Distinct().Order(StringComparer.Ordinal);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

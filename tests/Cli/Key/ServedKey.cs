using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Http;

namespace XtCmkInfra.Tests.Cli.Key;

/// <summary>A key of the customer's in a simulator that is served: in the vault, or in a managed HSM.</summary>
internal sealed class ServedKey : IAsyncDisposable
{
    public static readonly KeyUri InHsm = KeyUri.Parse("https://hsm-fabrikam.managedhsm.azure.net/keys/cmk").Value!;

    private ServedKey(Served served, KeyUri key)
    {
        Served = served;
        Uri = key;
        Connection = new AzureConnection(key.Cloud, served.Endpoint, Retries: 0);
        Client = KeyVaultClient.Connect(Connection, World.Customer, key);
    }

    public Served Served { get; }

    public KeyUri Uri { get; }

    public AzureConnection Connection { get; }

    public KeyVaultClient Client { get; }

    public SimulatedClock Clock => Served.World.Azure.Clock;

    /// <summary>The versions as the simulated cloud has them, in the order of their creation.</summary>
    public IReadOnlyList<KeyBundle> Versions => Served.World.Azure.KeyVault.ListVersions(Caller.Operator, Uri);

    public static Task<ServedKey> InVaultAsync(SimulatedAzureServerOptions? options = null) =>
        StartAsync(World.Complete(), World.Key, options);

    public static Task<ServedKey> InVaultAsync(Func<RequestLine, Fault?> fault) =>
        InVaultAsync(new SimulatedAzureServerOptions { Fault = fault });

    public static Task<ServedKey> InHsmAsync(SimulatedAzureServerOptions? options = null)
    {
        var world = World.Complete();
        world.Azure.AddManagedHsm($"{World.CustomerGroup}/providers/Microsoft.KeyVault/managedHSMs/hsm-fabrikam", "northeurope");
        world.Azure.KeyVault.CreateKey(Caller.Operator, InHsm, new KeyParameters("RSA-HSM"));
        return StartAsync(world, InHsm, options);
    }

    public static Task<ServedKey> StartAsync(bool inHsm) => inHsm ? InHsmAsync() : InVaultAsync();

    /// <summary>Makes a version without the tool.</summary>
    /// <returns>The new version.</returns>
    public string Rotate() => Served.World.Azure.KeyVault.RotateKey(Caller.Operator, Uri).Version;

    /// <summary>Enables or disables a version without the tool.</summary>
    public void SetEnabled(string version, bool enabled) =>
        Served.World.Azure.KeyVault.SetEnabled(Caller.Operator, KeyUri.Parse($"{Uri}/{version}").Value!, enabled);

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Served.DisposeAsync();
    }

    private static async Task<ServedKey> StartAsync(World world, KeyUri key, SimulatedAzureServerOptions? options) =>
        new(await Served.StartAsync(world, options), key);
}

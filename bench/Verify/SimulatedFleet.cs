using System.Globalization;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli.Sim;
using XtCmkInfra.Simulator.Http;

namespace XtCmkInfra.Bench.Verify;

/// <summary>
/// A vendor with many accounts in one subscription, made by both programs in simulated tenants and served with the latency of a network.
/// The customers share one tenant and one key, so that what grows is what a vendor has most of.
/// </summary>
internal sealed class SimulatedFleet : IAsyncDisposable
{
    private const string VendorSettings = "Pulumi.dev.yaml";
    private static readonly string[] ProjectFiles =
        ["Pulumi.yaml", VendorSettings, "customer-stack/Pulumi.yaml", "customer-stack/Pulumi.dev.yaml"];
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(10);

    private readonly string _folder;
    private readonly SimulatedAzureServer _server;

    private SimulatedFleet(string folder, SimulatedAzureServer server)
    {
        _folder = folder;
        _server = server;
    }

    public string Endpoint => _server.Endpoint.AbsoluteUri;

    public int Requests => _server.Requests.Count;

    public string Certificate => Path.Combine(_folder, "endpoint.pem");

    public string VendorOutputs => Path.Combine(_folder, "isv.json");

    public string CustomerOutputs => Path.Combine(_folder, "customer.json");

    public static async Task<SimulatedFleet> StartAsync(int accounts)
    {
        var folder = Directory.CreateTempSubdirectory("xtcmk-bench-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "customer-stack"));
        foreach (var file in ProjectFiles)
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(folder, file));
        WriteCustomers(Path.Combine(folder, VendorSettings), accounts);

        var state = Path.Combine(folder, ".xtcmk");
        Tool.Run("sim", "up", "--root", folder, "--state", state, "--storage-accounts", accounts.ToString(CultureInfo.InvariantCulture));
        var azure = new StateFolder(state).Load().Azure;
        var fleet =
            new SimulatedFleet(folder, await SimulatedAzureServer.StartAsync(azure, new SimulatedAzureServerOptions { Latency = Latency }));
        await File.WriteAllTextAsync(fleet.Certificate, fleet._server.Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(fleet.VendorOutputs,
            Tool.Run("sim", "output", "--project", "isv", "--root", folder, "--state", state).Output);
        await File.WriteAllTextAsync(fleet.CustomerOutputs,
            Tool.Run("sim", "output", "--project", "customer", "--root", folder, "--state", state).Output);
        return fleet;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// In place of the one customer of the settings, which is the last of them, so many of the same tenant, each in a file of its own: the
    /// host does not take as many in one list. JSON is YAML too.
    /// </summary>
    private static void WriteCustomers(string file, int accounts)
    {
        const string setting = "  xtcmk-isv:customers:";
        var text = File.ReadAllText(file);
        File.WriteAllText(file, $"{text[..text.IndexOf(setting, StringComparison.Ordinal)]}  xtcmk-isv:customersFolder: customers\n");
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, "customers")).FullName;
        foreach (var number in Enumerable.Range(1, accounts))
        {
            var customer = new JsonObject
            {
                ["tenantId"] = "9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43",
                ["account"] = new JsonObject { ["name"] = string.Create(CultureInfo.InvariantCulture, $"stcontoso{number:0000}") },
                ["key"] = new JsonObject { ["stack"] = "organization/xtcmk-customer/dev" },
            };
            var name = string.Create(CultureInfo.InvariantCulture, $"customer-{number:0000}.yaml");
            File.WriteAllText(Path.Combine(folder, name), customer.ToJsonString());
        }
    }
}

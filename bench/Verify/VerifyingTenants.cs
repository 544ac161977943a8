using System.Collections.Concurrent;
using System.Security.Cryptography;
using XtCmkInfra.Cli.Try;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Bench.Verify;

/// <summary>What a whole process took to verify so many customers with a tenant each, and the vendor.</summary>
internal sealed record TenantsRow(int Tenants, int Requests, double Seconds, double PeakMegabytes);

/// <summary>
/// Verifies growing numbers of customers, each in a tenant of its own, made by both programs and served with the latency of a network.
/// </summary>
internal static class VerifyingTenants
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(10);
    private static readonly ConcurrentDictionary<int, RSAParameters> Pairs = [];

    public static async Task<IReadOnlyList<TenantsRow>> MeasureAsync(IEnumerable<int> sizes)
    {
        var rows = new List<TenantsRow>();
        foreach (var tenants in sizes.Order())
        {
            Console.Error.WriteLine($"bench: {tenants} tenants");
            rows.Add(await MeasureAsync(tenants));
        }

        return rows;
    }

    private static async Task<TenantsRow> MeasureAsync(int tenants)
    {
        var isv = ProjectFiles.Read(Repository.Root, "dev");
        var customer = ProjectFiles.Read(Path.Combine(Repository.Root, "customer-stack"), "dev");
        var fleet = await GeneratedFleet.MakeAsync(isv, customer, tenants, _ => { }, CancellationToken.None, SameKeyPair);
        await using var server = await SimulatedAzureServer.StartAsync(fleet.Azure, new SimulatedAzureServerOptions
        {
            Latency = Latency, KeptRequests = int.MaxValue,
        });
        var folder = Directory.CreateTempSubdirectory("xtcmk-bench-");
        try
        {
            string Write(string name, string text)
            {
                var file = Path.Combine(folder.FullName, name);
                File.WriteAllText(file, text);
                return file;
            }

            string[] arguments =
            [
                "verify", "--endpoint", server.Endpoint.AbsoluteUri,
                "--certificate", Write("endpoint.pem", server.Certificate.ExportCertificatePem()),
                "--isv", Write("isv.json", fleet.Vendor.Outputs.ToJsonString()),
                "--customer", .. fleet.Customers.Select((stack, number) => Write($"{number}.json", stack.Outputs.ToJsonString())),
            ];
            return Fastest.Of(() => Run(server, tenants, arguments), row => row.Seconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A pair takes the simulator long to make, at the first question about a key, and is not what is measured.</summary>
    private static RSA SameKeyPair(int bits) => RSA.Create(Pairs.GetOrAdd(bits, static bits =>
    {
        using var pair = RSA.Create(bits);
        return pair.ExportParameters(includePrivateParameters: true);
    }));

    private static TenantsRow Run(SimulatedAzureServer server, int tenants, string[] arguments)
    {
        var before = server.Requests.Count;
        var ended = Tool.Run(arguments);
        return new TenantsRow(tenants, server.Requests.Count - before, ended.Seconds, ended.PeakMegabytes);
    }
}

namespace XtCmkInfra.Bench.Verify;

/// <summary>What one whole process asked and took.</summary>
internal sealed record Asked(int Requests, double Seconds);

internal sealed record Row(int Accounts, Asked Verify, Asked Peer);

/// <summary>Verifies growing numbers of accounts over HTTPS, beside a program that asks for each of them.</summary>
internal static class Verifying
{
    /// <summary>The fastest counts: what else the machine does only ever makes a run slower.</summary>
    private const int Times = 3;

    private static readonly string Self = typeof(Verifying).Assembly.Location;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(IEnumerable<int> sizes)
    {
        var rows = new List<Row>();
        foreach (var accounts in sizes.Order())
        {
            Console.Error.WriteLine($"bench: {accounts} accounts");
            await using var fleet = await SimulatedFleet.StartAsync(accounts);
            var verify = Fastest(fleet, () => Tool.Run(
                "verify", "--isv", fleet.VendorOutputs, "--customer", fleet.CustomerOutputs, "--endpoint", fleet.Endpoint, "--certificate", fleet.Certificate));
            var peer = Fastest(fleet, () => Child.Run("dotnet", [Self, "ask", fleet.Endpoint, fleet.Certificate, fleet.VendorOutputs], Repository.Root));
            rows.Add(new Row(accounts, verify, peer));
        }

        return rows;
    }

    private static Asked Fastest(SimulatedFleet fleet, Func<Ended> run) => Enumerable.Range(0, Times).Select(_ =>
    {
        var before = fleet.Requests;
        var ended = run();
        return new Asked(fleet.Requests - before, ended.Seconds);
    }).MinBy(asked => asked.Seconds)!;
}

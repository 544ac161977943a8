namespace XtCmkInfra.Bench.Verify;

/// <summary>What one whole process asked and took.</summary>
internal sealed record Asked(int Requests, double Seconds);

internal sealed record Row(int Accounts, Asked Verify, Asked Peer);

/// <summary>Verifies growing numbers of accounts over HTTPS, beside a program that asks for each of them.</summary>
internal static class Verifying
{
    private static readonly string Self = typeof(Verifying).Assembly.Location;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(IEnumerable<int> sizes)
    {
        var rows = new List<Row>();
        foreach (var accounts in sizes.Order())
        {
            Console.Error.WriteLine($"bench: {accounts} accounts");
            await using var fleet = await SimulatedFleet.StartAsync(accounts);
            Asked Fast(Func<Ended> run) => Fastest.Of(() => Ask(fleet, run), asked => asked.Seconds);
            var verify = Fast(() => Tool.Run(
                "verify", "--isv", fleet.VendorOutputs, "--customer", fleet.CustomerOutputs, "--endpoint", fleet.Endpoint, "--certificate",
                fleet.Certificate));
            var peer =
                Fast(() => Child.Run("dotnet", [Self, "ask", fleet.Endpoint, fleet.Certificate, fleet.VendorOutputs], Repository.Root));
            rows.Add(new Row(accounts, verify, peer));
        }

        return rows;
    }

    private static Asked Ask(SimulatedFleet fleet, Func<Ended> run)
    {
        var before = fleet.Requests;
        var ended = run();
        return new Asked(fleet.Requests - before, ended.Seconds);
    }
}

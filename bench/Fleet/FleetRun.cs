using XtCmkInfra.Cli.Sim;
using XtCmkInfra.Simulator.Http;

namespace XtCmkInfra.Bench.Fleet;

/// <summary>What was done with the fleet, in how many processes, and what they took.</summary>
/// <param name="Seconds">Of all processes together, one after the other.</param>
/// <param name="PeakMegabytes">Of the largest process.</param>
internal sealed record Phase(string Name, int Processes, double Seconds, double PeakMegabytes);

/// <summary>A fleet of many stacks from its first update to its verification, with the tool as its users run it.</summary>
internal static class FleetRun
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(10);

    public static async Task<IReadOnlyList<Phase>> MeasureAsync(int stacks, int customersOfStack)
    {
        using var folder = new FleetFolder(stacks, customersOfStack);
        var documents = folder.Stacks.Select(stack => (Stack: stack, File: folder.PathOf($"{stack}.preview.json"))).ToList();
        var up = Each("up", ["identities", .. folder.Stacks], stack => stack == FleetFolder.Identities
            ? Both(Sim("up", "isv", FleetFolder.Identities), Sim("up", "customer", FleetFolder.Customer))
            : Sim("up", "isv", stack));
        var preview = Each("preview", folder.Stacks, stack => Save(
            Sim("preview", "isv", stack, "--json", "--show-sames"), folder.PathOf($"{stack}.preview.json")));
        var review =
            Each("review of all", [""], _ => Tool.Run(["review", .. documents.Select(document => document.File), "--format", "markdown"]));
        var outputs = folder.Stacks.Append(FleetFolder.Identities).Select(stack => folder.PathOf($"{stack}.outputs.json")).ToList();
        foreach (var stack in folder.Stacks.Append(FleetFolder.Identities))
            Save(Sim("output", "isv", stack), folder.PathOf($"{stack}.outputs.json"));
        var customer = folder.PathOf("customer.outputs.json");
        Save(Sim("output", "customer", FleetFolder.Customer), customer);

        await using var server = await SimulatedAzureServer.StartAsync(
            new StateFolder(folder.PathOf(".xtcmk")).Load().Azure, new SimulatedAzureServerOptions { Latency = Latency });
        var certificate = folder.PathOf("endpoint.pem");
        await File.WriteAllTextAsync(certificate, server.Certificate.ExportCertificatePem());
        var verify = Each("verify of all", [""], _ => Tool.Run(
        [
            "verify", "--isv", .. outputs, "--customer", customer, "--endpoint", server.Endpoint.AbsoluteUri, "--certificate", certificate,
            "--format", "markdown",
        ]));
        return [up, preview, review, verify];

        Ended Sim(string verb, string project, string stack, params string[] more) =>
            Tool.Run(["sim", verb, "--root", folder.Path, "--project", project, "--stack", stack, .. more]);
    }

    private static Phase Each(string name, IReadOnlyList<string> stacks, Func<string, Ended> run)
    {
        Console.Error.WriteLine($"bench: {name}");
        var all = stacks.Select(run).ToList();
        return new Phase(name, all.Count, all.Sum(ended => ended.Seconds), all.Max(ended => ended.PeakMegabytes));
    }

    private static Ended Both(Ended one, Ended other) =>
        new(other.Output, one.Seconds + other.Seconds, Math.Max(one.PeakMegabytes, other.PeakMegabytes));

    private static Ended Save(Ended ended, string file)
    {
        File.WriteAllText(file, ended.Output);
        return ended with { Output = "" };
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using XtCmkInfra.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>The three phases for many generated customers, measured.</summary>
internal static class FleetRun
{
    public static async Task<int> RunAsync(
        CommandContext context, ProjectFiles vendor, ProjectFiles customer, int count, bool json, CancellationToken cancellation)
    {
        Projects.Check(vendor, customer);
        var watch = Stopwatch.StartNew();
        GeneratedFleet? fleet = null;
        await Progress.RunAsync(
            context, count + 2, async advance =>
                fleet = await GeneratedFleet.MakeAsync(vendor, customer, count, advance, cancellation), cancellation);
        var resources = fleet!.Customers.Append(fleet.Vendor).Sum(stack => stack.Resources.Values.Count(state => state.Custom));
        var accounts = (JsonObject)fleet.Vendor.Outputs["accounts"]!;
        var encrypted = accounts.Count(account => account.Value!["state"]!.ToString() == "customer-managed");
        cancellation.ThrowIfCancellationRequested();
        Write(context.Out, json, count, encrypted, resources, watch.Elapsed);
        return encrypted == count ? ExitCode.Clean : ExitCode.Findings;
    }

    private static void Write(TextWriter writer, bool json, int count, int encrypted, int resources, TimeSpan elapsed)
    {
        var perSecond = (long)(resources / elapsed.TotalSeconds);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024);
        writer.WriteLine(json
            ? new JsonObject
            {
                [PreviewFacts.SimulatedMark] = true,
                ["ok"] = encrypted == count,
                ["sdk"] = Sdk.Description,
                ["customers"] = count,
                ["resources"] = resources,
                ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
                ["resourcesPerSecond"] = perSecond,
                ["peakMegabytes"] = peak,
            }.ToJsonString()
            : string.Create(CultureInfo.InvariantCulture, $"""
                {SimulatedTenants.Mark}: {encrypted} of {count} customers have an account with their own key.
                {resources} resources in {elapsed.TotalSeconds:0.0} s: {perSecond} a second; {peak} MB of memory at most.
                On {Sdk.Description}.
                """));
    }
}

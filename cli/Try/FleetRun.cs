using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Azure;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>The three phases for many generated customers, each of a tenant of its own; the vendor's stack runs twice.</summary>
internal static class FleetRun
{
    public static async Task<int> RunAsync(
        CommandContext context, ProjectFiles isv, ProjectFiles customer, int count, bool json, CancellationToken cancellation)
    {
        Projects.Check(isv, customer);
        var watch = Stopwatch.StartNew();
        // Measured in one stack: what Azure takes is divided among many.
        var azure = new SimulatedAzure { MostAccountsOfRegion = Math.Max(count, StorageLimits.AccountsOfRegion) };
        var engine = new Engine(azure);
        Tenants.Add(azure, isv, "vendor");
        var fleet = Enumerable.Range(1, count).Select(number => Member(customer, number)).ToList();
        using var folder = new CustomerFiles(fleet);
        var vendor = isv.In(folder.Path).With(("xtcmk-isv:customers", null), ("xtcmk-isv:customersFolder", CustomerFiles.Name));
        var resources = 0;

        await Progress.RunAsync(context, count + 2, async advance =>
        {
            advance("Phase 1: the vendor's identity");
            foreach (var member in fleet)
                engine.Stack(member.Name, member.Stack);
            await engine.UpAsync(vendor, Projects.VendorProgram(vendor.Settings));

            // Pasted, as between companies: to read it from the vendor's stack, each customer would read the outputs of all.
            var record = engine.Stack(vendor.Name, vendor.Stack).Outputs["handoff"]!;
            var handoff = new JsonObject { ["handoff"] = record.DeepClone() }.ToJsonString();
            foreach (var member in fleet.Select(member => member.With(("xtcmk-customer:vendor", handoff))))
            {
                cancellation.ThrowIfCancellationRequested();
                advance($"Phase 2: {member.Stack}");
                Tenants.Add(azure, member, member.Stack);
                await engine.UpAsync(member, Projects.CustomerProgram(member.Settings, azure.Clock));
                resources += engine.Stack(member.Name, member.Stack).Resources.Values.Count(state => state.Custom);
            }

            cancellation.ThrowIfCancellationRequested();
            advance("Phase 3: the storage accounts");
            await engine.UpAsync(vendor, Projects.VendorProgram(vendor.Settings));
        }, cancellation);

        var stack = engine.Stack(vendor.Name, vendor.Stack);
        resources += stack.Resources.Values.Count(state => state.Custom);
        var accounts = (JsonObject)stack.Outputs["accounts"]!;
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

    /// <summary>One customer: the settings of the customer's project with its own tenant, subscription, vault and stack.</summary>
    private static ProjectFiles Member(ProjectFiles customer, int number)
    {
        var name = Name(number);
        var vault = JsonNode.Parse(customer.Settings[customer.Name, "vault"] ?? "{}")!;
        vault["name"] = $"kv-{name}";
        return customer.As(name).With(
            ("azure-native:tenantId", Id(number, 'a')),
            ("azuread:tenantId", Id(number, 'a')),
            ("azure-native:subscriptionId", Id(number, 'b')),
            ("xtcmk-customer:vault", vault.ToJsonString()));
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"customer-{number:000000}");

    private static string Id(int number, char kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}0000000-0000-4000-8000-{number:000000000000}");
}

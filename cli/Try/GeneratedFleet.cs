using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>A vendor and many generated customers, each in a tenant of its own, after the three phases.</summary>
internal sealed record GeneratedFleet(SimulatedAzure Azure, SimulatedStack Vendor, IReadOnlyList<SimulatedStack> Customers)
{
    /// <summary>The vendor's stack twice, and each customer's once.</summary>
    /// <param name="advance">Receives what comes next: two times more than there are customers.</param>
    /// <param name="keyPairs">Makes RSA key pairs of so many bits; fresh ones unless given.</param>
    public static async Task<GeneratedFleet> MakeAsync(
        ProjectFiles isv,
        ProjectFiles customer,
        int count,
        Action<string> advance,
        CancellationToken cancellation,
        Func<int, RSA>? keyPairs = null)
    {
        // Measured in one stack: what Azure takes is divided among many.
        var azure = new SimulatedAzure(keyPairs: keyPairs) { MostAccountsOfRegion = Math.Max(count, StorageLimits.AccountsOfRegion) };
        var engine = new Engine(azure);
        Tenants.Add(azure, isv, "vendor");
        var members = Enumerable.Range(1, count).Select(number => Member(customer, number)).ToList();
        using var folder = new CustomerFiles(members);
        var vendor = isv.In(folder.Path).With(("xtcmk-isv:customers", null), ("xtcmk-isv:customersFolder", CustomerFiles.Name));

        advance("Phase 1: the vendor's identity");
        foreach (var member in members)
            engine.Stack(member.Name, member.Stack);
        await engine.UpAsync(vendor, Projects.VendorProgram(vendor.Settings));

        // Pasted, as between companies: to read it from the vendor's stack, each customer would read the outputs of all.
        var record = engine.Stack(vendor.Name, vendor.Stack).Outputs["handoff"]!;
        var handoff = new JsonObject { ["handoff"] = record.DeepClone() }.ToJsonString();
        foreach (var member in members.Select(member => member.With(("xtcmk-customer:vendor", handoff))))
        {
            cancellation.ThrowIfCancellationRequested();
            advance($"Phase 2: {member.Stack}");
            Tenants.Add(azure, member, member.Stack);
            await engine.UpAsync(member, Projects.CustomerProgram(member.Settings, azure.Clock));
        }

        cancellation.ThrowIfCancellationRequested();
        advance("Phase 3: the storage accounts");
        await engine.UpAsync(vendor, Projects.VendorProgram(vendor.Settings));
        return new GeneratedFleet(azure, engine.Stack(vendor.Name, vendor.Stack),
            [.. members.Select(member => engine.Stack(member.Name, member.Stack))]);
    }

    /// <summary>
    /// One customer: the settings of the customer's project with a tenant, a subscription, a vault and a stack of its own.
    /// </summary>
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

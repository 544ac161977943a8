using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli.Bundle;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>What the customer's own program makes of the settings that the other forms are written from.</summary>
/// <param name="VendorsRecord">The record that was sent.</param>
/// <param name="Chain">See <see cref="CustomerWorld.Chain"/>.</param>
/// <param name="Record">The stack's output <c>handoff</c>, in the same form.</param>
internal sealed record CustomerDeployment(string VendorsRecord, string Chain, string Record)
{
    private static readonly ConcurrentDictionary<CustomerCase, Lazy<Task<CustomerDeployment>>> Known = new();

    /// <summary>Run once for all forms; every world has the same ids.</summary>
    public static Task<CustomerDeployment> ByProgramAsync(CustomerCase its) =>
        Known.GetOrAdd(its, one => new Lazy<Task<CustomerDeployment>>(() => RunAsync(one))).Value;

    private static async Task<CustomerDeployment> RunAsync(CustomerCase its)
    {
        var world = await CustomerWorld.StartAsync(its);
        using var folder = new BundleFolder(world.VendorsRecord, its.Yaml);
        var side = CustomerSettingsFile.Read(folder.Of("customer.yaml"), VendorRecord.Read(folder.Of("isv.json")));
        var settings = side.Config.Select(setting => (setting.Key, Text(setting.Value)));
        await world.Tenants.UpAsync(ProjectFiles.Of("xtcmk-customer", "dev", settings));
        if (its is { Hsm: true, Granted: true })
            world.GrantInHsm();
        var record = CustomerWorld.Canonical(world.Tenants.Customer.Outputs["handoff"]);
        return new CustomerDeployment(world.VendorsRecord, world.Chain(), record);
    }

    private static string? Text(JsonNode? value) => value is JsonValue text ? text.ToString() : value?.ToJsonString();
}

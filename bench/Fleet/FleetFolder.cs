using System.Globalization;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench.Fleet;

/// <summary>
/// The settings of a fleet: a stack of phase 1, one customer's stack, and stacks of phase 3, each of a subscription of its own. The
/// customers share one tenant and one key, so that what grows is what a vendor has most of.
/// </summary>
internal sealed class FleetFolder : IDisposable
{
    public const string Identities = "identities";
    public const string Customer = "dev";

    private const string VendorTenant = "1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11";
    private const string CustomerTenant = "9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43";

    public FleetFolder(int stacks, int customersOfStack)
    {
        Directory.CreateDirectory(PathOf("customer-stack"));
        foreach (var file in (string[])["Pulumi.yaml", "customer-stack/Pulumi.yaml", "customer-stack/Pulumi.dev.yaml"])
            File.Copy(System.IO.Path.Combine(Repository.Root, file), PathOf(file));
        var customer = File.ReadAllText(PathOf("customer-stack/Pulumi.dev.yaml"));
        File.WriteAllText(
            PathOf("customer-stack/Pulumi.dev.yaml"),
            customer.Replace("xtcmk-isv/dev", $"xtcmk-isv/{Identities}", StringComparison.Ordinal));
        Write(Identities, 0, new()
        {
            ["xtcmk-isv:application"] = new JsonObject { ["displayName"] = "Contoso Data" },
            ["xtcmk-isv:identities"] = new JsonArray("id-contoso-storage"),
        });
        Stacks = [.. Enumerable.Range(1, stacks).Select(stack => $"west-{stack}")];
        foreach (var (index, stack) in Stacks.Index())
        {
            Write(stack, index + 1, new()
            {
                ["xtcmk-isv:identityStack"] = $"organization/xtcmk-isv/{Identities}",
                ["xtcmk-isv:customers"] = new JsonArray([.. Enumerable.Range(index * customersOfStack, customersOfStack).Select(Entry)]),
            });
        }
    }

    /// <summary>The stacks of phase 3.</summary>
    public IReadOnlyList<string> Stacks { get; }

    public string Path { get; } = Directory.CreateTempSubdirectory("xtcmk-bench-").FullName;

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>JSON is YAML too.</summary>
    private void Write(string stack, int subscription, JsonObject settings)
    {
        settings["azure-native:tenantId"] = VendorTenant;
        settings["azuread:tenantId"] = VendorTenant;
        settings["azure-native:subscriptionId"] =
            string.Create(CultureInfo.InvariantCulture, $"7d0f6c1e-2b93-4c1f-8a55-{subscription:000000000000}");
        settings["xtcmk-isv:location"] = "westeurope";
        settings["xtcmk-isv:resourceGroup"] = "rg-contoso-data";
        File.WriteAllText(PathOf($"Pulumi.{stack}.yaml"), new JsonObject { ["config"] = settings }.ToJsonString());
    }

    private static JsonNode Entry(int number) => new JsonObject
    {
        ["name"] = string.Create(CultureInfo.InvariantCulture, $"customer-{number:00000}"),
        ["tenantId"] = CustomerTenant,
        ["account"] = new JsonObject { ["name"] = string.Create(CultureInfo.InvariantCulture, $"stcontoso{number:00000}") },
        ["key"] = new JsonObject { ["stack"] = $"organization/xtcmk-customer/{Customer}" },
    };
}

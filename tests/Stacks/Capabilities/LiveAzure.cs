using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

/// <summary>What tests look at in the simulated cloud itself, past the two programs.</summary>
internal static class LiveAzure
{
    public const string VendorsSubscription = "/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5";
    public const string CustomersSubscription = "/subscriptions/3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b";
    public const string Blob = "report";

    public static readonly TenantId Vendor = TenantId.Parse(TestSettings.VendorTenant).Value!;
    public static readonly TenantId Customer = TenantId.Parse(TestSettings.CustomerTenant).Value!;
    public static readonly KeyUri Key = KeyUri.Parse(TestSettings.Key).Value!;

    public static JsonObject Application(this TwoTenants world, string clientId) =>
        world.Azure.Graph(Vendor).Get($"/applications(appId='{clientId}')");

    public static IReadOnlyList<JsonObject> FederatedCredentials(this TwoTenants world, string clientId) =>
        world.Azure.Graph(Vendor).List($"/applications(appId='{clientId}')/federatedIdentityCredentials");

    public static IReadOnlyList<JsonObject> ServicePrincipals(this TwoTenants world) =>
        world.Azure.Graph(Customer).List("/servicePrincipals");

    public static JsonObject Put(this TwoTenants world, string id, string apiVersion, string body) =>
        world.Azure.ResourceManager.Put(id, apiVersion, JsonNode.Parse(body)!.AsObject());

    public static void AddGroup(this TwoTenants world, string subscription, string name) =>
        world.Put($"{subscription}/resourceGroups/{name}", "2024-11-01", """{"location":"westeurope"}""");

    public static JsonObject LiveVault(this TwoTenants world) =>
        world.Azure.ResourceManager.Get(world.Customer.Outputs["vaultId"]!.ToString(), "2024-11-01");

    public static JsonNode Encryption(this TwoTenants world) => world.LiveAccount["properties"]!["encryption"]!;

    public static string? VersionInUse(this TwoTenants world) => world.Azure.Storage.Inspect("stcontosofabrikam").KeyInUse?.Version;

    /// <summary>Data from before, which must outlast whatever a test does.</summary>
    public static void Write(this TwoTenants world) => world.Azure.Storage.WriteBlob("stcontosofabrikam", Blob, [1, 2, 3]);

    public static byte[] Read(this TwoTenants world) => world.Azure.Storage.ReadBlob("stcontosofabrikam", Blob);

    /// <summary>A customer's entry in the setting <c>customers</c> whose key comes from the customer's stack.</summary>
    public static string Entry(string more = "", string account = TestSettings.Account, string name = "fabrikam") =>
        TestSettings.Entry($$""","key":{"stack":"{{TwoTenants.CustomersStack}}"}{{more}}""", account, name);
}

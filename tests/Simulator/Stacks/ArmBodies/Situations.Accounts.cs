using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks;

internal static partial class Situations
{
    private const string AccountVersion = "2024-01-01";
    private const string VendorsGroup = "/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5/resourceGroups/rg-contoso-data";

    private static IEnumerable<Situation> OfAccounts() =>
    [
        new(
            "accounts of every kind and sku",
            (Accounts, """{"kind":"StorageV2","sku":{"name":"Standard_RAGZRS"}}"""),
            (Accounts, """{"kind":"BlockBlobStorage","sku":{"name":"Premium_LRS"}}"""),
            (Accounts, """{"kind":"FileStorage","sku":{"name":"Premium_ZRS"}}"""))
        {
            Vendor =
            [
                ("customers", Customers(
                    """ "sku":"Standard_LRS" """,
                    """ "sku":"Standard_ZRS" """,
                    """ "sku":"Standard_GRS" """,
                    """ "sku":"Standard_RAGRS" """,
                    """ "sku":"Standard_GZRS" """,
                    """ "sku":"Standard_RAGZRS" """,
                    """ "kind":"BlockBlobStorage","sku":"Premium_LRS" """,
                    """ "kind":"FileStorage" """)),
            ],
        },
        new(
            "accounts in every network",
            (Accounts, """
                {"properties":{"publicNetworkAccess":"Disabled","networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}
                """),
            (Accounts, """{"properties":{"publicNetworkAccess":"Enabled","networkAcls":{"defaultAction":"Allow"}}}"""),
            (Accounts, """
                {"properties":{"publicNetworkAccess":"Enabled","networkAcls":{
                  "defaultAction":"Deny",
                  "ipRules":[{"value":"203.0.113.7","action":"Allow"},{"value":"198.51.100.0/24","action":"Allow"}]}}}
                """))
        {
            Vendor =
            [
                ("customers", Customers(
                    """ "publicNetworkAccess":"disabled" """,
                    """ "publicNetworkAccess":"enabled" """,
                    """ "publicNetworkAccess":"selected","ipRules":["203.0.113.7","198.51.100.0/24"] """)),
            ],
        },
        new(
            "an account with all that is chosen for good, and shared keys",
            (Accounts, """
                {"properties":{
                  "allowSharedKeyAccess":true,
                  "encryption":{
                    "requireInfrastructureEncryption":true,
                    "services":{"queue":{"enabled":true,"keyType":"Account"},"table":{"enabled":true,"keyType":"Account"}}}}}
                """))
        {
            Vendor =
            [
                ("customers", Customers(
                    """ "services":["blob","file","queue","table"],"infrastructureEncryption":true,"sharedKeyAccess":true """)),
            ],
        },
        new("an account in a group and a region of its own", (Accounts, """{"location":"northeurope"}"""))
        {
            Vendor = [("customers", Customers(""" "resourceGroup":"rg-contoso-data-2","location":"northeurope" """))],
            Steps = world =>
            {
                Put(world, $"{VendorsGroup}-2", GroupVersion, """{"location":"northeurope"}""");
                return world.ShakeHandsAsync();
            },
        },
        new(
            "an account that was there already",
            (Accounts, """{"properties":{"minimumTlsVersion":"TLS1_2","encryption":{"keySource":"Microsoft.Keyvault"}}}"""))
        {
            Steps = async world =>
            {
                const string id = $"{VendorsGroup}/providers/{Accounts}/stcontosofabrikam";
                await world.UpVendorAsync();
                await world.UpCustomerAsync();
                Put(world, id, AccountVersion, """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_ZRS"}}""");
                world.EditVendor("customers", Customers($"\"importId\":\"{id}\""));
                await world.UpVendorAsync();
                world.EditVendor("customers", TestSettings.Entry(KeyFromStack));
                await world.UpVendorAsync();
            },
        },
        new("a pinned version", (Accounts, """{"properties":{"encryption":{"keyvaultproperties":{"keyversion":"^[0-9a-f]{32}$"}}}}"""))
        {
            Steps = async world =>
            {
                await world.UpVendorAsync();
                await world.UpCustomerAsync();
                var version = world.Azure.KeyVault.GetKey(Caller.Operator, KeyUri.Parse(TestSettings.Key).Value!).Id;
                world.EditVendor("customers", TestSettings.Entry($$""","key":{"uri":"{{version}}","version":"pinned"}"""));
                await world.UpVendorAsync();
            },
        },
        new("Microsoft's key", (Accounts, """{"properties":{"encryption":{"keySource":"Microsoft.Storage"}}}"""))
        {
            Vendor = [("customers", TestSettings.Entry(""","encryption":"microsoft-managed" """))],
        },
    ];

    /// <summary>The setting <c>customers</c> with an account for each text, which says what there is beside the account's name.</summary>
    private static string Customers(params string[] accounts)
    {
        var entries = accounts.Select((more, index) =>
        {
            var number = index == 0 ? "" : $"{index}";
            var account = $$"""{"name":"stcontosofabrikam{{number}}",{{more}}}""";
            return JsonNode.Parse(TestSettings.Entry(KeyFromStack, account, $"fabrikam{number}"))![0]!.DeepClone();
        });
        return new JsonArray([.. entries]).ToJsonString();
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks;

internal static partial class Situations
{
    private const string VaultVersion = "2024-11-01";
    private const string CustomersGroup = "/subscriptions/3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b/resourceGroups/rg-fabrikam-keys";
    private const string OfficersGroup = "6a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
    private const string Officers = $"""["{TestSettings.Officer}","group:{OfficersGroup}"]""";

    private const string OfficersPolicy = $$"""
        {"properties":{"accessPolicies":[{
          "tenantId":"{{TestSettings.CustomerTenant}}",
          "objectId":"{{TestSettings.Officer}}",
          "permissions":{"keys":["get","list","update","create","rotate","getrotationpolicy","setrotationpolicy","recover"]}
        }]} }
        """;

    private const string ServicesPolicy = """{"properties":{"accessPolicies":[{"permissions":{"keys":["get","wrapKey","unwrapKey"]}}]}}""";

    private static IEnumerable<Situation> OfVaults() =>
    [
        new(
            "a vault for seven days, with its firewall open",
            (Vaults, """
                {"properties":{"softDeleteRetentionInDays":7,"publicNetworkAccess":"Enabled","networkAcls":{"defaultAction":"Allow"}}}
                """))
        {
            Customer = [("vault", """{"name":"kv-fabrikam-cmk","retentionDays":7,"firewall":{"defaultAction":"allow"}}""")],
        },
        new(
            "a vault for private endpoints only",
            (Vaults, """
                {"properties":{"publicNetworkAccess":"Disabled","networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}
                """))
        {
            Customer = [("vault", """{"name":"kv-fabrikam-cmk","firewall":{"publicNetworkAccess":false}}""")],
        },
        new(
            "a vault for selected networks",
            (Vaults, """
                {"properties":{"networkAcls":{"defaultAction":"Deny","ipRules":[{"value":"203.0.113.7"},{"value":"198.51.100.0/24"}]}}}
                """))
        {
            Customer = [("vault", """{"name":"kv-fabrikam-cmk","firewall":{"ipRules":["203.0.113.7","198.51.100.0/24"]}}""")],
        },
        new(
            "officers, people and groups",
            (Assignments, $$$"""{"properties":{"principalType":"User","principalId":"{{{TestSettings.Officer}}}"}}"""),
            (Assignments, $$$"""{"properties":{"principalType":"Group","principalId":"{{{OfficersGroup}}}"}}"""))
        {
            Customer = [("cryptoOfficers", Officers)],
            Steps = WithGroupAsync,
        },
        new(
            "a vault with access policies that is tagged afterwards",
            (Vaults, $$$"""{"tags":{{{Tags}}},"properties":{"enableRbacAuthorization":false}}"""),
            (Policies, OfficersPolicy),
            (Policies, ServicesPolicy))
        {
            Customer = [("cryptoOfficers", Officers), ("vault", """{"name":"kv-fabrikam-cmk","accessModel":"access-policies"}""")],
            Steps = async world =>
            {
                await WithGroupAsync(world);
                world.EditCustomer("tags", Tags);
                await world.UpCustomerAsync();
            },
        },
        new("a vault with access policies that was there already", (Policies, OfficersPolicy), (Policies, ServicesPolicy))
        {
            Customer =
            [
                ("cryptoOfficers", Officers), ("location", null),
                ("vault", """{"name":"kv-fabrikam-cmk","accessModel":"access-policies","existing":true}"""),
            ],
            Steps = world =>
            {
                Put(world, CustomersGroup, GroupVersion, """{"location":"westeurope"}""");
                Put(world, $"{CustomersGroup}/providers/{Vaults}/kv-fabrikam-cmk", VaultVersion, $$$"""
                    {"location":"westeurope","properties":{
                      "tenantId":"{{{TestSettings.CustomerTenant}}}",
                      "sku":{"family":"A","name":"standard"},
                      "enablePurgeProtection":true,
                      "accessPolicies":[]}}
                    """);
                return WithGroupAsync(world);
            },
        },
        new(
            "a managed HSM",
            (Accounts, """
                {"properties":{"encryption":{"keyvaultproperties":{
                  "keyvaulturi":"https://hsm-fabrikam.managedhsm.azure.net","keyname":"cmk"}}}}
                """))
        {
            Customer =
            [
                ("vault", null), ("key", null), ("location", null), ("resourceGroup", null),
                ("managedHsm", """{"keyUri":"https://hsm-fabrikam.managedhsm.azure.net/keys/cmk"}"""),
            ],
            Steps = InManagedHsmAsync,
        },
    ];

    private static IEnumerable<Situation> OfKeys() =>
    [
        new(
            "a key in hardware that expires",
            (Vaults, """{"properties":{"sku":{"family":"A","name":"premium"}}}"""),
            (Keys, """{"properties":{"kty":"RSA-HSM","keySize":4096,"attributes":{"enabled":true,"exp":1924905600}}}"""))
        {
            Customer =
            [
                ("vault", """{"name":"kv-fabrikam-cmk","sku":"premium"}"""),
                ("key", """{"name":"contoso-data","type":"RSA-HSM","size":4096,"expires":"2030-12-31"}"""),
            ],
        },
        new("a short key that is rotated", (Keys, """
            {"properties":{"keySize":2048,"rotationPolicy":{
              "lifetimeActions":[{"action":{"type":"rotate"},"trigger":{"timeAfterCreate":"P18M"}}]}}}
            """))
        {
            Customer = [("key", """{"name":"contoso-data","size":2048,"rotation":{"rotateAfter":"P18M"}}""")],
        },
        new("a key that is rotated, expires and is told of", (Keys, """
            {"properties":{"rotationPolicy":{
              "attributes":{"expiryTime":"P1Y"},
              "lifetimeActions":[
                {"action":{"type":"rotate"},"trigger":{"timeAfterCreate":"P90D"}},
                {"action":{"type":"notify"},"trigger":{"timeBeforeExpiry":"P30D"}}]}}}
            """))
        {
            Customer = [("key", """{"name":"contoso-data","rotation":{"rotateAfter":"P90D","expireAfter":"P1Y","notifyBefore":"P30D"}}""")],
        },
        new("a key after another", (Keys, """{"name":"contoso-data"}"""), (Keys, """{"name":"contoso-next"}"""))
        {
            Steps = WithFormerKeyAsync,
        },
    ];

    private static async Task WithFormerKeyAsync(TwoTenants world)
    {
        await world.ShakeHandsAsync();
        world.EditCustomer("key", """{"name":"contoso-next"}""");
        world.EditCustomer("formerKeys", """["contoso-data"]""");
        await world.UpCustomerAsync();
    }

    private static async Task WithGroupAsync(TwoTenants world)
    {
        world.Azure.AddGroup(TenantId.Parse(TestSettings.CustomerTenant).Value!, ObjectId.Parse(OfficersGroup).Value!, "officers");
        await world.ShakeHandsAsync();
    }

    private static async Task InManagedHsmAsync(TwoTenants world)
    {
        const string roles = "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/";
        Put(world, CustomersGroup, GroupVersion, """{"location":"westeurope"}""");
        world.Azure.AddManagedHsm($"{CustomersGroup}/providers/Microsoft.KeyVault/managedHSMs/hsm-fabrikam", "westeurope");
        var key = KeyUri.Parse("https://hsm-fabrikam.managedhsm.azure.net/keys/cmk").Value!;
        world.Azure.KeyVault.CreateKey(Caller.Operator, key, new KeyParameters("RSA-HSM"));
        await world.UpVendorAsync();
        await world.UpCustomerAsync();
        world.Azure.HsmRoleAssignments.Put("hsm-fabrikam", "/keys/cmk", OfficersGroup, new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleDefinitionId"] = roles + Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionName,
                ["principalId"] = world.Customer.Outputs["handoff"]!["servicePrincipalObjectId"]!.DeepClone(),
            },
        });
        await world.UpVendorAsync();
    }
}

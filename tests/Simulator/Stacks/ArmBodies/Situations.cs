using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks;

/// <summary>
/// Every setting that reaches Azure Resource Manager, in at least one situation; but for the cloud, which only changes the hosts in URIs.
/// </summary>
internal static partial class Situations
{
    private const string Groups = "Microsoft.Resources/resourceGroups";
    private const string Identities = "Microsoft.ManagedIdentity/userAssignedIdentities";
    private const string Accounts = "Microsoft.Storage/storageAccounts";
    private const string Vaults = "Microsoft.KeyVault/vaults";
    private const string Policies = "Microsoft.KeyVault/vaults/accessPolicies";
    private const string Keys = "Microsoft.KeyVault/vaults/keys";
    private const string Assignments = "Microsoft.Authorization/roleAssignments";

    private const string GroupVersion = "2024-03-01";
    private const string KeyFromStack = $$""","key":{"stack":"{{TwoTenants.CustomersStack}}"}""";
    private const string Tags = """{"cost centre":"4711","owner":"Ada"}""";
    private const string Tagged = $$"""{"tags":{{Tags}}}""";

    public static readonly IReadOnlyList<Situation> All = [.. Whole(), .. OfAccounts(), .. OfVaults(), .. OfKeys()];

    private static IEnumerable<Situation> Whole() =>
    [
        new(
            "no more than the names",
            (Groups, """{"location":"westeurope"}"""),
            (Identities, """{"location":"westeurope"}"""),
            (Accounts, """{"kind":"StorageV2","sku":{"name":"Standard_ZRS"},"location":"westeurope","identity":{"type":"UserAssigned"}}"""),
            (Accounts, """
                {"properties":{"encryption":{
                  "keySource":"Microsoft.Keyvault",
                  "services":{"blob":{"enabled":true,"keyType":"Account"},"file":{"enabled":true,"keyType":"Account"}},
                  "keyvaultproperties":{"keyvaulturi":"https://kv-fabrikam-cmk.vault.azure.net","keyname":"contoso-data","keyversion":""}}}}
                """),
            (Accounts, """{"properties":{"supportsHttpsTrafficOnly":true,"minimumTlsVersion":"TLS1_2","allowSharedKeyAccess":false}}"""),
            (Vaults, """
                {"properties":{
                  "sku":{"family":"A","name":"standard"},
                  "enableRbacAuthorization":true,
                  "enablePurgeProtection":true,
                  "softDeleteRetentionInDays":90}}
                """),
            (Keys, """{"properties":{"kty":"RSA","keySize":3072,"keyOps":["wrapKey","unwrapKey"]}}"""),
            (Assignments, """{"properties":{"principalType":"ServicePrincipal"}}""")),
        new("tags", (Groups, Tagged), (Identities, Tagged), (Accounts, Tagged), (Vaults, Tagged), (Keys, Tagged))
        {
            Vendor = [("tags", Tags)],
            Customer = [("tags", Tags)],
        },
        new(
            "the second identity, and an application of the customer's own",
            (Accounts, """
                {"properties":{"encryption":{"identity":{
                  "userAssignedIdentity":"/id-contoso-other$","federatedIdentityClientId":"^[0-9a-f-]{36}$"}}}}
                """))
        {
            Vendor =
            [
                ("identities", """["id-contoso-storage","id-contoso-other"]"""),
                ("customers", TestSettings.Entry(
                    $$"""{{KeyFromStack}},"identity":"id-contoso-other","application":{"displayName":"Contoso for Fabrikam"}""")),
            ],
            Steps = async world =>
            {
                await world.UpVendorAsync();
                world.EditCustomer("vendor", $$"""{"handoff":{{world.Vendor.Outputs["customerHandoffs"]!["fabrikam"]}}}""");
                await world.UpCustomerAsync();
                await world.UpVendorAsync();
            },
        },
        new(
            "the identities in another stack",
            (Groups, """{"name":"rg-contoso-accounts"}"""),
            (Accounts, """{"properties":{"encryption":{"identity":{"userAssignedIdentity":"/rg-contoso-data/.*/id-contoso-storage$"}}}}"""))
        {
            Vendor = [("customers", "[]")],
            Steps = async world =>
            {
                await world.ShakeHandsAsync();
                await UpAccountsStackAsync(world);
            },
        },
    ];

    /// <summary>A second stack of the vendor's, which has the accounts and takes the identities from the first.</summary>
    private static async Task UpAccountsStackAsync(TwoTenants world)
    {
        var settings = TestSettings.Vendor(
            ("resourceGroup", "rg-contoso-accounts"),
            ("identityStack", TwoTenants.VendorsStack),
            ("application", "{}"),
            ("identities", "[]"),
            ("customers", TestSettings.Entry(KeyFromStack)));
        string[] names = ["tenantId", "subscriptionId"];
        var files = ProjectFiles.Of(
            "xtcmk-isv", "accounts", names.Select(name => ($"azure-native:{name}", settings["azure-native", name])));
        await world.Engine.UpAsync(files, Projects.VendorProgram(settings));
    }

    private static void Put(TwoTenants world, string id, string apiVersion, string body) =>
        world.Azure.ResourceManager.Put(id, apiVersion, JsonNode.Parse(body)!.AsObject());
}

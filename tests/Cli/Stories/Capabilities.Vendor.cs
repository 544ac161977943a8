namespace XtCmkInfra.Tests.Cli.Stories;

internal static partial class Capabilities
{
    private const string InUse = "has the key source Microsoft.Keyvault";
    private const string Version = "0123456789abcdef0123456789abcdef";
    private static readonly string[] Sides = ["vendor", "customer"];

    private static IEnumerable<Capability> OfVendor() =>
    [
        .. Applications(), .. Identities(), .. Clouds(), .. ManyStacks(), .. Accounts(), .. KeysOfAccounts(),
        new("A customer leaves", [], "leave", "leaves the stack and stays in Azure"),
    ];

    private static IEnumerable<Capability> Applications()
    {
        const string section = "Application: new, existing, or a customer's own";
        const string own = "vendor customers[0].application: {displayName: Contoso for Fabrikam}";
        yield return new(section, [], "isv-identity", "Contoso Data is multitenant with 0 passwords");
        yield return new(section, [$"vendor application: {{clientId: {Application}}}"], "before", $"the application {Application}");
        yield return new(section, [own], "isv-account", "through id-contoso-storage and Contoso for Fabrikam");
        yield return new(
            section,
            [$"vendor customers[0].application: {{clientId: {Application}}}"],
            "isv-account",
            "through id-contoso-storage and Application b7a9c3d1");
        yield return new(
            section,
            [$"vendor application: {{clientId: {Application}}}", own, $"customer formerApplications: [{Application}]"],
            "customer-access",
            "1 former application keeps its access") { LeftOut = ["customer-first"] };
    }

    private static IEnumerable<Capability> Identities()
    {
        const string section = "Identities";
        const string two = "vendor identities: [id-a, id-b]";
        yield return new(section, [two, "vendor customers[0].identity: id-b"], "isv-account", "through id-b and Contoso Data");
        yield return new(section, [two, "vendor defaultIdentity: id-a"], "isv-account", "through id-a and Contoso Data");
    }

    private static string AccountIn(string group) =>
        $"/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5/resourceGroups/{group}/providers/Microsoft.Storage/storageAccounts/stcontosofabrikam";

    private static IEnumerable<Capability> Clouds()
    {
        foreach (var (cloud, location) in new[] { ("usgovernment", "usgovvirginia"), ("china", "chinanorth3") })
        {
            var edits = Sides.SelectMany(side => new[]
            {
                $"{side} cloud: {cloud}",
                $"{side} azure-native:environment: {cloud}",
                $"{side} azuread:environment: {cloud}",
                $"{side} location: {location}",
            });
            yield return new("Clouds", [.. edits], "intruder", "Its token request returns 401");
        }
    }

    private static IEnumerable<Capability> ManyStacks()
    {
        const string section = "Many stacks: `identityStack`";
        string[] shared = ["vendor identityStack: organization/xtcmk-isv/identity", "vendor -application", "vendor -identities"];
        yield return new(section, shared, "isv-identity", "The stack identity makes them, and this one reads them.");
        yield return new(
            section,
            [.. shared, "vendor customers[0].identity: id-emea", "customer vendor.stack: organization/xtcmk-isv/identity"],
            "isv-account",
            "through id-emea and Shared application");
        yield return new(
            "Many customers: `customersFolder`",
            ["vendor -customers", "vendor customersFolder: customers"],
            "isv-account",
            "stcontosofabrikam of fabrikam")
        {
            Files = new Dictionary<string, string>
            {
                ["customers/fabrikam.yaml"] = $"""
                    tenantId: {Customer}
                    account:
                      name: stcontosofabrikam
                    key:
                      stack: organization/xtcmk-customer/dev
                    """,
            },
        };
    }

    private static IEnumerable<Capability> Accounts()
    {
        const string section = "The account";
        const string account = "vendor customers[0].account";
        yield return new(section, [$"{account}.kind: BlockBlobStorage", $"{account}.sku: Premium_LRS"], "isv-account", InUse);
        yield return new(
            section, [$"{account}.services: [queue, table]", $"{account}.infrastructureEncryption: true"], "isv-account", InUse);
        yield return new(
            section,
            [$"{account}.publicNetworkAccess: selected", $"{account}.ipRules: [203.0.113.7]", $"{account}.sharedKeyAccess: true"],
            "write-read",
            "come back whole");
        yield return new(section, [$"{account}.resourceGroup: rg-fabrikam"], "before", "the resource group rg-fabrikam");
        yield return new(
            section,
            [$"{account}.importId: {AccountIn("rg-contoso-data")}"],
            "isv-account",
            "stcontosofabrikam of fabrikam is imported as it is") { LeftOut = ["customer-first"] };
        yield return new(
            section,
            [$"{account}.importId: {AccountIn("rg-before")}", $"{account}.resourceGroup: rg-before"],
            "take-over",
            InUse);
    }

    private static IEnumerable<Capability> KeysOfAccounts()
    {
        const string section = "The key";
        const string key = "vendor customers[0].key";
        const string microsoft = "vendor customers[0].encryption: microsoft-managed";
        yield return new(
            section,
            [$"{key}.version: pinned", $"{key}.uri: {Key}/{Version}"],
            "rotate",
            "a day later it is so still, since pinned") { LeftOut = ["early-disable"] };
        yield return new(
            section,
            [$"{key}: {{uri: {Key}, applicationId: {Application}}}"],
            "before",
            $"the client id {Application} for 'Contoso Data'");
        yield return new(
            section,
            [
                $"{key}: {{handoff: {{schema: xtcmk/customer/2, tenantId: {Customer}, keyUri: '{Key}', "
                    + $"servicePrincipalObjectId: {Principal}, applicationId: {Application}}}}}",
            ],
            "before",
            $"the object id {Principal} for its service principal");
        yield return new(section, [microsoft], "microsoft-managed", "still readable: the customer cannot take it away")
        {
            LeftOut = OfKeyInUse,
        };
        yield return new(section, [microsoft, "vendor -customers[0].key"], "write-read", "under Microsoft's key")
        {
            LeftOut = [.. OfKeyInUse, "customer-managed"],
        };
        yield return new(section, ["vendor -customers[0].key"], "isv-account", "fabrikam is awaiting its key")
        {
            LeftOut = [.. OfAccount, "leave"],
        };
        yield return new(section, [], "change-key", "contoso-data-2 is in use instead of contoso-data");
        yield return new(section, [], "customer-managed", "with it disabled reading returns 403");
    }
}

namespace XtCmkInfra.Tests.Cli.Try;

/// <summary>Every capability of docs/operations.md, whose table of them is made from this list.</summary>
internal static class Capabilities
{
    private const string Application = "b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3";
    private const string Other = "0c1d2e3f-4a5b-4c6d-8e7f-90a1b2c3d4e5";
    private const string Principal = "0f0e0d0c-0b0a-4908-8706-050403020100";
    private const string Vendor = "1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11";
    private const string Customer = "9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43";
    private const string Key = "https://kv-fabrikam-cmk.vault.azure.net/keys/contoso-data";
    private const string Version = "0123456789abcdef0123456789abcdef";
    private const string Account = "/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5/resourceGroups/rg-contoso-data/providers/Microsoft.Storage/storageAccounts/stcontosofabrikam";

    private static readonly string[] NoKeyInUse = ["rotate", "early-disable", "revoke", "restore", "grant-removed", "wrong-subject", "change-key"];
    private static readonly string[] InHsm =
    [
        "customer -vault", "customer -key", "customer -location", "customer -resourceGroup", "customer -cryptoOfficers",
        "customer managedHsm: {keyUri: https://hsm-fabrikam.managedhsm.azure.net/keys/contoso-data}",
    ];

    public static IReadOnlyList<Capability> All { get; } =
    [
        new("Application: new, existing, or a customer's own", [], "isv-identity", "Contoso Data is multitenant with 0 passwords"),
        new("Application: new, existing, or a customer's own", [$"vendor application: {{clientId: {Application}}}"], "before", $"the application {Application}"),
        new(
            "Application: new, existing, or a customer's own",
            ["vendor customers[0].application: {displayName: Contoso for Fabrikam}"],
            "isv-account",
            "by way of id-contoso-storage and Contoso for Fabrikam"),
        new(
            "Application: new, existing, or a customer's own",
            [$"vendor customers[0].application: {{clientId: {Application}}}"],
            "isv-account",
            "by way of id-contoso-storage and Application b7a9c3d1"),
        new(
            "Application: new, existing, or a customer's own",
            [$"vendor application: {{clientId: {Application}}}", "vendor customers[0].application: {displayName: Contoso for Fabrikam}", $"customer formerApplications: [{Application}]"],
            "customer-access",
            "1 former application keeps its access") { LeftOut = ["customer-first"] },

        new("Identities", ["vendor identities: [id-a, id-b]", "vendor customers[0].identity: id-b"], "isv-account", "by way of id-b and Contoso Data"),
        new("Identities", ["vendor identities: [id-a, id-b]", "vendor defaultIdentity: id-a"], "isv-account", "by way of id-a and Contoso Data"),

        new("Clouds", InCloud("usgovernment", "usgovernment", "usgovvirginia"), "intruder", "Its token request answers 401"),
        new("Clouds", InCloud("china", "china", "chinanorth3"), "intruder", "Its token request answers 401"),

        new(
            "Many stacks: `identityStack`",
            ["vendor identityStack: organization/xtcmk-isv/identity", "vendor -application", "vendor -identities"],
            "isv-identity",
            "The stack identity makes them, and this one reads them."),
        new(
            "Many stacks: `identityStack`",
            [
                "vendor identityStack: organization/xtcmk-isv/identity", "vendor -application", "vendor -identities", "vendor customers[0].identity: id-emea",
                "customer vendor.stack: organization/xtcmk-isv/identity",
            ],
            "isv-account",
            "by way of id-emea and Shared application"),

        new("Many customers: `customersFolder`", ["vendor -customers", "vendor customersFolder: customers"], "isv-account", "stcontosofabrikam of fabrikam")
        {
            Files = new Dictionary<string, string>
            {
                ["customers/fabrikam.yaml"] = $"tenantId: {Customer}\naccount:\n  name: stcontosofabrikam\nkey:\n  stack: organization/xtcmk-customer/dev\n",
            },
        },

        new(
            "The account",
            ["vendor customers[0].account.kind: BlockBlobStorage", "vendor customers[0].account.sku: Premium_LRS"],
            "isv-account",
            "stcontosofabrikam of fabrikam has the key source Microsoft.Keyvault"),
        new(
            "The account",
            ["vendor customers[0].account.services: [queue, table]", "vendor customers[0].account.infrastructureEncryption: true"],
            "isv-account",
            "has the key source Microsoft.Keyvault"),
        new(
            "The account",
            [
                "vendor customers[0].account.publicNetworkAccess: selected", "vendor customers[0].account.ipRules: [203.0.113.7]",
                "vendor customers[0].account.sharedKeyAccess: true",
            ],
            "write-read",
            "come back whole"),
        new("The account", ["vendor customers[0].account.resourceGroup: rg-fabrikam"], "before", "the resource group rg-fabrikam"),
        new("The account", [$"vendor customers[0].account.importId: {Account}"], "isv-account", "stcontosofabrikam of fabrikam is taken over as it is")
        {
            LeftOut = ["customer-first"],
        },
        new(
            "The account",
            [
                "vendor customers[0].account.importId: " + Account.Replace("rg-contoso-data", "rg-before", StringComparison.Ordinal),
                "vendor customers[0].account.resourceGroup: rg-before",
            ],
            "take-over",
            "stcontosofabrikam of fabrikam has the key source Microsoft.Keyvault"),

        new(
            "The key", ["vendor customers[0].key.version: pinned", $"vendor customers[0].key.uri: {Key}/{Version}"], "rotate", "a day later it is so still, since it is pinned")
        {
            LeftOut = ["early-disable"],
        },
        new(
            "The key",
            ["vendor customers[0].key: {uri: " + Key + ", applicationId: " + Application + "}"],
            "before",
            $"the client id {Application} for 'Contoso Data'"),
        new(
            "The key",
            [
                "vendor customers[0].key: {handoff: {schema: xtcmk/customer/2, tenantId: " + Customer + ", keyUri: '" + Key + "', servicePrincipalObjectId: " + Principal
                    + ", applicationId: " + Application + "}}",
            ],
            "before",
            $"the object id {Principal} for its service principal"),
        new("The key", ["vendor customers[0].encryption: microsoft-managed"], "microsoft-managed", "still readable: the customer cannot take it away") { LeftOut = NoKeyInUse },
        new("The key", ["vendor customers[0].encryption: microsoft-managed", "vendor -customers[0].key"], "write-read", "under Microsoft's key")
        {
            LeftOut = [.. NoKeyInUse, "customer-managed"],
        },
        new("The key", ["vendor -customers[0].key"], "isv-account", "fabrikam is awaiting its key")
        {
            LeftOut = [.. NoKeyInUse, "write-read", "microsoft-managed", "customer-managed", "leave"],
        },
        new("The key", [], "change-key", "contoso-data-2 is in use instead of contoso-data"),
        new("The key", [], "customer-managed", "with it disabled reading answers 403"),

        new("A customer leaves", [], "leave", "leaves the stack and stays in Azure"),

        new("Before the vendor's first run", [], "customer-first", "It is awaiting-vendor"),

        new("Service principal", ["customer servicePrincipal: existing"], "customer-access", "An administrator has consented, so the service principal is there."),
        new(
            "Service principal",
            [
                "customer vendor: {handoff: {schema: xtcmk/isv/1, cloud: public, tenantId: " + Vendor + ", applicationId: " + Application
                    + ", applicationName: Contoso Data}}",
            ],
            "before",
            $"the client id {Application} for 'Contoso Data'") { LeftOut = ["customer-first"] },
        new(
            "Service principal",
            [
                "customer vendor.customer: fabrikam",
                "vendor customers[1]: {name: fabrikam-archive, tenantId: " + Customer + ", account: {name: starchive}, application: {displayName: Archive}}",
            ],
            "isv-account",
            "stcontosofabrikam of fabrikam") { LeftOut = ["customer-first"] },

        new("Vault", ["customer vault.accessModel: access-policies"], "customer-access", "an access policy (get, wrapKey, unwrapKey), which reaches every key of the vault"),
        new("Vault", ["customer vault.existing: true", "customer -location"], "before", "the vault kv-fabrikam-cmk"),
        new(
            "Vault",
            ["customer vault.existing: true", "customer -location", "customer vault.accessModel: access-policies"],
            "grant-removed",
            "access: revoked deletes 1 access policy"),
        new("Vault", ["customer vault.sku: premium", "customer key.type: RSA-HSM"], "customer-access", "purge protection is on"),
        new("Vault", ["customer vault.retentionDays: 7"], "customer-access", "purge protection is on"),
        new("Vault", ["customer vault.firewall: {defaultAction: allow}"], "intruder", "unwrapping answers 403 ForbiddenByRbac"),
        new("Vault", ["customer vault.firewall: {ipRules: [203.0.113.0/24]}"], "intruder", "unwrapping answers 403 ForbiddenByFirewall"),
        new("Vault", ["customer vault.firewall: {publicNetworkAccess: false}"], "write-read", "come back whole"),

        new("Managed HSM", InHsm, "customer-access", "the local role Managed HSM Crypto Service Encryption User on the key alone"),
        new("Managed HSM", [.. InHsm, "customer access: revoked"], "grant-given", "The service principal has its grant")
        {
            LeftOut = [.. NoKeyInUse, "write-read", "microsoft-managed", "customer-managed"],
        },

        new("Key", ["customer key.size: 2048"], "write-read", "RSA-OAEP with 2048 bits"),
        new("Key", ["customer key.expires: 2027-12-31"], "rotate", "the blob is readable"),
        new("Key", ["customer -key.rotation"], "rotate", "the blob is readable"),
        new("Key", ["customer formerKeys: [older, old]"], "customer-access", "3 roles (Key Vault Crypto Service Encryption User) on one key each"),
        new(
            "Key",
            ["customer vault.existing: true", "customer -location", "customer formerKeys: [old]"],
            "before",
            "the key old in it"),
        new("Key", ["customer tags: {owner: security}", "customer cryptoOfficers: ['group:5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f']"], "customer-access", "on the key alone"),

        new("Versions of the key: look, rotate, disable, enable", [], "rotate", "a day later it is"),
        new("Versions of the key: look, rotate, disable, enable", [], "early-disable", "after enabling the version it works"),

        new("Taking the access away, three ways", [], "revoke", "Reading answers 403 KeyVaultEncryptionKeyNotFound"),
        new("Taking the access away, three ways", [], "grant-removed", "access: revoked deletes 1 role assignment"),
        new("Taking the access away, three ways", ["customer access: revoked"], "isv-account", "Access is revoked from the start, so Azure refuses the key")
        {
            LeftOut = [.. NoKeyInUse, "write-read", "microsoft-managed", "customer-managed"],
        },
    ];

    private static string[] InCloud(string cloud, string environment, string location) =>
    [
        .. new[] { "vendor", "customer" }.SelectMany(side => new[]
        {
            $"{side} cloud: {cloud}", $"{side} azure-native:environment: {cloud}", $"{side} azuread:environment: {environment}", $"{side} location: {location}",
        }),
    ];
}

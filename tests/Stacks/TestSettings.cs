using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Stacks;

/// <summary>Settings that are right, for tests to change one of.</summary>
internal static class TestSettings
{
    public const string VendorTenant = "1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11";
    public const string CustomerTenant = "9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43";
    public const string ApplicationId = "b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3";
    public const string Officer = "5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f";
    public const string Version = "0123456789abcdef0123456789abcdef";
    public const string Key = "https://kv-fabrikam-cmk.vault.azure.net/keys/contoso-data";

    public const string Account = """{"name":"stcontosofabrikam"}""";

    public const string CustomersRecord =
        $$"""{"schema":"xtcmk/customer/2","tenantId":"{{CustomerTenant}}","keyUri":"{{Key}}",""" +
        $$""" "servicePrincipalObjectId":"{{Officer}}","applicationId":"{{ApplicationId}}"}""";

    public const string VendorsRecord =
        $$"""{"schema":"xtcmk/isv/1","cloud":"public","tenantId":"{{VendorTenant}}",""" +
        $$""" "applicationId":"{{ApplicationId}}","applicationName":"Contoso Data"}""";

    public static string LocationIn(string cloud) => cloud switch
    {
        "usgovernment" => "usgovvirginia",
        "china" => "chinanorth3",
        _ => "westeurope",
    };

    public static SettingSource Vendor(params (string Name, string? Value)[] changes) => Source(
        new Dictionary<string, string?>
        {
            ["azure-native:tenantId"] = VendorTenant,
            ["azure-native:subscriptionId"] = "7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5",
            ["azuread:tenantId"] = VendorTenant,
            ["xtcmk-isv:location"] = "westeurope",
            ["xtcmk-isv:resourceGroup"] = "rg-contoso-data",
            ["xtcmk-isv:application"] = """{"displayName":"Contoso Data"}""",
            ["xtcmk-isv:identities"] = """["id-contoso-storage"]""",
            ["xtcmk-isv:customers"] = Entry(),
        },
        "xtcmk-isv",
        changes);

    public static SettingSource Customer(params (string Name, string? Value)[] changes) => Source(
        new Dictionary<string, string?>
        {
            ["azure-native:tenantId"] = CustomerTenant,
            ["azure-native:subscriptionId"] = "3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b",
            ["azuread:tenantId"] = CustomerTenant,
            ["xtcmk-customer:location"] = "westeurope",
            ["xtcmk-customer:resourceGroup"] = "rg-fabrikam-keys",
            ["xtcmk-customer:vendor"] = $$"""{"handoff":{{VendorsRecord}}}""",
            ["xtcmk-customer:vault"] = """{"name":"kv-fabrikam-cmk"}""",
            ["xtcmk-customer:key"] = """{"name":"contoso-data"}""",
        },
        "xtcmk-customer",
        changes);

    /// <summary>The setting <c>customers</c> with one entry: the account, and what else the test gives (<c>, "key": …</c>).</summary>
    public static string Entry(string more = "", string account = Account, string name = "fabrikam") =>
        $$"""[{"name":"{{name}}","tenantId":"{{CustomerTenant}}","account":{{account}}{{more}}}]""";

    private static SettingSource Source(Dictionary<string, string?> settings, string project, (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
            settings[name.Contains(':', StringComparison.Ordinal) ? name : $"{project}:{name}"] = value;
        return SettingSource.Of(settings.Select(setting => (setting.Key, setting.Value)));
    }
}

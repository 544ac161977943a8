using XtCmkInfra.Core;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>One combination of what the customer's settings can ask for.</summary>
/// <param name="Adopt">The service principal is there already, after admin consent.</param>
/// <param name="Existing">The vault is there already.</param>
public sealed record CustomerCase(
    string Cloud = "public",
    bool Adopt = false,
    bool Existing = false,
    bool Rbac = true,
    bool Premium = false,
    string Firewall = "",
    string Key = "",
    bool Officers = false,
    bool Tags = false,
    bool Hsm = false,
    bool Granted = true)
{
    public const string Group = "5b1f6a7c-2d3e-4f50-8a9b-1c2d3e4f5a6b";
    public const string VaultName = "kv-fabrikam-cmk";
    public const string HsmName = "hsm-fabrikam";
    public const string ResourceGroup = "rg-fabrikam-keys";

    private const string Addresses = "ipRules: [203.0.113.0/24, 198.51.100.7]";
    private const string Open = "defaultAction: allow";
    private const string Closed = "publicNetworkAccess: false";
    private const string Rotation = "rotation:\n      rotateAfter: ";
    private const string Expiry = "\n      expireAfter: ";
    private const string Notice = "\n      notifyBefore: ";
    private const string TagLines = "    cost centre: it's ${4711}\n    owner: \"Ada \\\"L\\\" `x` %{y}\"\n    'true': 1";

    /// <summary>Every value of every setting, and every pair of values that can meet, in few cases.</summary>
    public static readonly IReadOnlyList<CustomerCase> All =
    [
        new(),
        new(Premium: true, Firewall: Addresses, Key: "type: RSA-HSM\n    size: 4096", Officers: true, Tags: true),
        new(Adopt: true, Rbac: false, Firewall: Open, Key: "size: 2048\n    expires: 2030-12-31", Officers: true),
        new(Cloud: "usgovernment", Existing: true, Key: $"{Rotation}P90D{Expiry}P1Y{Notice}P30D", Officers: true, Tags: true),
        new(Cloud: "china", Adopt: true, Existing: true, Rbac: false, Key: $"size: 4096\n    {Rotation}P18M"),
        new(Cloud: "china", Rbac: false, Premium: true, Firewall: Closed, Key: $"type: RSA-HSM\n    {Rotation}P60D", Tags: true),
        new(Cloud: "usgovernment", Adopt: true, Premium: true, Firewall: Open, Key: $"expires: 2031-06-30\n    {Rotation}P90D{Expiry}P2Y"),
        new(Hsm: true),
        new(Cloud: "usgovernment", Adopt: true, Hsm: true),
        new(Granted: false, Officers: true),
        new(Granted: false, Adopt: true, Existing: true, Rbac: false, Tags: true),
    ];

    public XtCmkInfra.Core.Cloud TheCloud => XtCmkInfra.Core.Cloud.Parse(Cloud).Value!;

    public KeyUri KeyUri => KeyUri.Parse(Hsm
        ? $"https://{HsmName}.{TheCloud.ManagedHsmSuffix}/keys/contoso-data"
        : $"https://{VaultName}.{TheCloud.VaultSuffix}/keys/contoso-data").Value!;

    /// <summary>The vendor's record, of the same cloud.</summary>
    public string VendorsRecord => TestSettings.VendorsRecord.Replace("\"public\"", $"\"{Cloud}\"", StringComparison.Ordinal);

    /// <summary>As the customer would write it.</summary>
    public string Yaml
    {
        get
        {
            var yaml = new List<string>
            {
                "config:",
                $"  azure-native:tenantId: {TestSettings.CustomerTenant}",
                "  azure-native:subscriptionId: 3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b",
            };
            if (Hsm)
                yaml.AddRange(["  xtcmk-customer:managedHsm:", $"    keyUri: {KeyUri}"]);
            else
                yaml.AddRange(OfVault());
            if (Adopt)
                yaml.Add("  xtcmk-customer:servicePrincipal: existing");
            if (Officers)
                yaml.Add($"  xtcmk-customer:cryptoOfficers: [{TestSettings.Officer}{(Rbac ? $", 'group:{Group}'" : "")}]");
            if (Tags)
                yaml.AddRange(["  xtcmk-customer:tags:", TagLines]);
            if (!Granted)
                yaml.Add("  xtcmk-customer:access: revoked");
            return string.Join('\n', yaml) + "\n";
        }
    }

    /// <summary>Readable where a test names its case.</summary>
    public override string ToString() => string.Join(", ", ((string[])
    [
        Cloud,
        Hsm ? "HSM" : Existing ? "existing vault" : "new vault",
        Hsm ? "" : Rbac ? "RBAC" : "policies",
        Adopt ? "adopted" : "",
        Premium ? "premium" : "",
        Firewall,
        Key.Replace("\n   ", "", StringComparison.Ordinal),
        Officers ? "officers" : "",
        Tags ? "tags" : "",
        Granted ? "" : "revoked",
    ]).Where(part => part.Length > 0));

    private List<string> OfVault()
    {
        var model = Rbac ? "rbac" : "access-policies";
        var vault = new List<string> { "  xtcmk-customer:vault:", $"    name: {VaultName}", $"    accessModel: {model}" };
        if (Existing)
            vault.Add("    existing: true");
        if (Premium)
            vault.AddRange(["    sku: premium", "    retentionDays: 30"]);
        if (Firewall.Length > 0)
            vault.AddRange(["    firewall:", $"      {Firewall}"]);
        if (!Existing)
            vault.Add($"  xtcmk-customer:location: {TestSettings.LocationIn(Cloud)}");
        vault.AddRange([$"  xtcmk-customer:resourceGroup: {ResourceGroup}", "  xtcmk-customer:key:", "    name: contoso-data"]);
        if (Key.Length > 0)
            vault.Add($"    {Key}");
        return vault;
    }
}

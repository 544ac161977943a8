namespace XtCmkInfra.Tests.Cli.Stories;

internal static partial class Capabilities
{
    /// <summary>The key is in a managed HSM.</summary>
    public static readonly string[] InHsm =
    [
        "customer -vault", "customer -key", "customer -location", "customer -resourceGroup", "customer -cryptoOfficers",
        "customer managedHsm: {keyUri: https://hsm-fabrikam.managedhsm.azure.net/keys/contoso-data}",
    ];

    private static readonly string[] Existing = ["customer vault.existing: true", "customer -location"];

    private static IEnumerable<Capability> OfCustomer() =>
    [
        new("Before the vendor's first run", [], "customer-first", "It is awaiting-vendor"),
        .. ServicePrincipals(), .. Vaults(), .. Keys(), .. Revocations(),
    ];

    private static IEnumerable<Capability> ServicePrincipals()
    {
        const string section = "Service principal";
        yield return new(
            section,
            ["customer servicePrincipal: existing"],
            "customer-access",
            "An administrator has consented, so the service principal is there.");
        yield return new(
            section,
            [
                $"customer vendor: {{handoff: {{schema: xtcmk/isv/1, cloud: public, tenantId: {Vendor}, applicationId: {Application}, "
                    + "applicationName: Contoso Data}}",
            ],
            "before",
            $"the client id {Application} for 'Contoso Data'") { LeftOut = ["customer-first"] };
        yield return new(
            section,
            [
                "customer vendor.customer: fabrikam",
                $"vendor customers[1]: {{name: archive, tenantId: {Customer}, account: {{name: starchive}}, "
                    + "application: {displayName: Archive}}",
            ],
            "isv-account",
            "stcontosofabrikam of fabrikam") { LeftOut = ["customer-first"] };
    }

    private static IEnumerable<Capability> Vaults()
    {
        const string section = "Vault";
        const string policies = "customer vault.accessModel: access-policies";
        yield return new(
            section, [policies], "customer-access", "an access policy (get, wrapKey, unwrapKey), which reaches every key of the vault");
        yield return new(section, Existing, "before", "the vault kv-fabrikam-cmk");
        yield return new(section, [.. Existing, policies], "grant-removed", "access: revoked deletes 1 access policy");
        yield return new(section, ["customer vault.sku: premium", "customer key.type: RSA-HSM"], "write-read", "RSA-OAEP with 3072 bits");
        yield return new(section, ["customer vault.retentionDays: 7"], "customer-access", "purge protection is on");
        yield return new(
            section, ["customer vault.firewall: {defaultAction: allow}"], "intruder", "unwrapping returns 403 ForbiddenByRbac");
        yield return new(
            section, ["customer vault.firewall: {ipRules: [203.0.113.0/24]}"], "intruder", "unwrapping returns 403 ForbiddenByFirewall");
        yield return new(section, ["customer vault.firewall: {publicNetworkAccess: false}"], "write-read", "come back whole");
        yield return new(
            "Managed HSM", InHsm, "customer-access", "the local role Managed HSM Crypto Service Encryption User on the key alone");
        yield return new("Managed HSM", [.. InHsm, "customer access: revoked"], "grant-given", "The service principal has its grant")
        {
            LeftOut = OfAccount,
        };
    }

    private static IEnumerable<Capability> Keys()
    {
        const string section = "Key";
        yield return new(section, ["customer key.size: 2048"], "write-read", "RSA-OAEP with 2048 bits");
        yield return new(section, ["customer key.expires: 2027-12-31"], "rotate", "the blob is readable");
        yield return new(section, ["customer -key.rotation"], "rotate", "the blob is readable");
        yield return new(
            section,
            ["customer formerKeys: [older, old]"],
            "customer-access",
            "3 roles (Key Vault Crypto Service Encryption User) on one key each");
        yield return new(section, [.. Existing, "customer formerKeys: [old]"], "before", "the key old in it");
        yield return new(
            section,
            ["customer tags: {owner: security}", "customer cryptoOfficers: ['group:5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f']"],
            "customer-access",
            "on the key alone");
    }

    private static IEnumerable<Capability> Revocations()
    {
        const string versions = "Key versions: show, rotate, disable, enable";
        const string access = "Revoke access, three ways";
        yield return new(versions, [], "rotate", "a day later it is");
        yield return new(versions, [], "early-disable", "after enabling the version it works");
        yield return new(access, [], "revoke", "Reading returns 403 KeyVaultEncryptionKeyNotFound");
        yield return new(access, [], "grant-removed", "access: revoked deletes 1 role assignment");
        yield return new(
            access,
            ["customer access: revoked"],
            "isv-account",
            "Access is revoked from the start, so Azure refuses the key") { LeftOut = OfAccount };
    }
}

using Pulumi;
using XtCmkInfra.CustomerStack;
using static XtCmkInfra.Tests.Stacks.TestSettings;

namespace XtCmkInfra.Tests.Stacks;

public sealed class WhenReadingTheCustomersSettings
{
    [Fact]
    public void The_vendors_handoff_record_is_read_from_the_settings() =>
        Assert.Equal(TestSettings.ApplicationId, Assert.IsType<Vendor.Inline>(Read().Vendor).Handoff.ApplicationId.Value);

    [Fact]
    public void The_vendors_handoff_record_is_read_from_its_stack() =>
        Assert.Equal(new Vendor.Stack("organization/xtcmk-isv/dev"), Read(("vendor", """{"stack":"organization/xtcmk-isv/dev"}""")).Vendor);

    [Fact]
    public void A_vault_is_new_with_rbac_ninety_days_and_a_shut_firewall_by_default() => Assert.Equal(
        (false, 90, true, false, true),
        Read().KeyHome is KeyHomeSettings.NewVault vault
            ? (vault.Premium, vault.RetentionDays, vault.IsRbac, vault.Firewall.Open, vault.Firewall.PublicNetworkAccess)
            : default);

    [Fact]
    public void A_key_in_a_managed_hsm_needs_no_vault_and_no_key()
    {
        var settings = Read(
            ("vault", "{}"), ("key", "{}"), ("location", ""), ("resourceGroup", ""),
            ("managedHsm", """{"keyUri":"https://fabrikam.managedhsm.azure.net/keys/data"}"""));

        Assert.Equal("data", Assert.IsType<KeyHomeSettings.ManagedHsm>(settings.KeyHome).Key.KeyName);
    }

    [Fact]
    public void A_rotation_as_short_as_Azure_allows_is_accepted() => Assert.Equal(
        "P7D",
        Read(("key", """{"name":"k","rotation":{"rotateAfter":"P7D","expireAfter":"P28D","notifyBefore":"P7D"}}"""))
            .Key.Rotation!.RotateAfter.Text);

    [Fact]
    public void Officers_are_people_or_groups() => Assert.Equal(
        ["User", "Group"],
        Read(("cryptoOfficers", $"""["{Officer}","group:0f0e0d0c-0b0a-4908-8706-050403020100"]"""))
            .CryptoOfficers.Select(officer => officer.PrincipalType));

    [Theory]
    [InlineData("azure-native:subscriptionId", null, "azure-native:subscriptionId: is missing")]
    [InlineData("vendor", null, "xtcmk-customer:vendor: is missing")]
    [InlineData("vendor", "{}", "needs either stack")]
    [InlineData("vendor", """{"handoff":[]}""", "xtcmk-customer:vendor.handoff: must be an object")]
    [InlineData("vendor", $$"""{"handoff":{{CustomersRecord}}}""", "is a handoff record of your own side")]
    [InlineData("servicePrincipal", "mine", "must be one of install, existing")]
    [InlineData("access", "maybe", "must be one of granted, revoked")]
    [InlineData("access", "", "xtcmk-customer:access: '' must be one of granted, revoked")]
    [InlineData("vault", null, "name the one that has the key")]
    [InlineData("vault", """{"name":"kv"}""", "'kv' is not a key vault name")]
    [InlineData("vault", """{"name":"kv-a","retentionDays":5}""", "vault.retentionDays: '5' must be a whole number from 7 to 90")]
    [InlineData("vault", """{"name":"kv-a","purgeProtection":false}""", "it is always on")]
    [InlineData("vault", """{"name":"kv-a","firewall":{"trustedServices":false}}""", "they are always let in")]
    [InlineData("vault", """{"name":"kv-a","firewall":{"publicNetworkAccess":false,"ipRules":["203.0.113.7"]}}""", "have no effect")]
    [InlineData(
        "vault", """{"name":"kv-a","firewall":{"defaultAction":"allow","ipRules":["203.0.113.7"]}}""", "have no effect with defaultAction")]
    [InlineData("vault", """{"name":"kv-a","existing":true,"sku":"premium"}""", "vault.sku: cannot be set on an existing vault")]
    [InlineData("managedHsm", """{"keyUri":"https://a.managedhsm.azure.net/keys/k"}""", "and not both")]
    [InlineData("key", null, "xtcmk-customer:key: is missing")]
    [InlineData("key", """{"name":"k","size":1024}""", "key.size: '1024' must be one of 3072, 2048, 4096")]
    [InlineData("key", """{"name":"k","type":"RSA-HSM"}""", "'RSA-HSM' needs a vault with sku: premium")]
    [InlineData("key", """{"name":"k","type":"EC"}""", "'EC' must be one of RSA, RSA-HSM")]
    [InlineData("key", """{"name":"k","expires":"soon"}""", "'soon' must be a date")]
    [InlineData("key", """{"name":"k","rotation":{}}""", "key.rotation.rotateAfter: is missing")]
    [InlineData("key", """{"name":"k","rotation":{"rotateAfter":"P6D"}}""", "'P6D' is shorter than Azure allows: at least P7D")]
    [InlineData("key", """{"name":"k","rotation":{"rotateAfter":"P90D","expireAfter":"P27D"}}""", "at least P28D")]
    [InlineData("key", """{"name":"k","rotation":{"rotateAfter":"P90D","notifyBefore":"P30D"}}""", "has nothing to come before")]
    [InlineData("key", """{"name":"k","rotation":{"rotateAfter":"P30D","expireAfter":"P30D"}}""", "at least 7 days before the expiry")]
    [InlineData("formerKeys", """["contoso-data"]""", "names 'contoso-data', which is the current key")]
    [InlineData("formerKeys", """["former","FORMER"]""", "xtcmk-customer:formerKeys[1]: 'FORMER' is given twice")]
    [InlineData("cryptoOfficers", """["alice"]""", "xtcmk-customer:cryptoOfficers[0]: 'alice' is not an object id")]
    [InlineData("cryptoOfficers", $"""["{Officer}","{Officer}"]""", $"xtcmk-customer:cryptoOfficers[1]: '{Officer}' is given twice")]
    public void A_setting_that_is_wrong_is_reported_with_its_path(string name, string? value, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<RunException>(() => Read((name, value))).Message);

    [Fact]
    public void The_vendor_cannot_be_in_the_customers_own_tenant()
    {
        var handoff = VendorsRecord.Replace(VendorTenant, CustomerTenant, StringComparison.Ordinal);

        Assert.Contains(
            "the vendor's must be another one",
            Assert.Throws<RunException>(() => Read(("vendor", $$"""{"handoff":{{handoff}}}"""))).Message);
    }

    [Fact]
    public void The_vendor_must_be_in_the_same_cloud()
    {
        var handoff = VendorsRecord.Replace("\"public\"", "\"china\"", StringComparison.Ordinal);

        Assert.Contains(
            "a chain never crosses clouds", Assert.Throws<RunException>(() => Read(("vendor", $$"""{"handoff":{{handoff}}}"""))).Message);
    }

    private static CustomerSettings Read(params (string Name, string? Value)[] changes) => CustomerSettings.Read(Customer(changes));
}

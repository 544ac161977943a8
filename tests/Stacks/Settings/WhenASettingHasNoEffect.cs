using XtCmkInfra.CustomerStack;
using XtCmkInfra.VendorStack;
using static XtCmkInfra.Tests.Stacks.Settings.Reading;

namespace XtCmkInfra.Tests.Stacks.Settings;

public sealed class WhenASettingHasNoEffect
{
    private const string Import =
        "/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5/resourceGroups/rg-contoso-data"
        + "/providers/Microsoft.Storage/storageAccounts/stcontosofabrikam";

    [Theory]
    [InlineData("cryptoOfficers", $"""["{TestSettings.Officer}"]""")]
    [InlineData("formerKeys", """["former"]""")]
    [InlineData("tags", """{"team":"keys"}""")]
    [InlineData("location", "westeurope")]
    [InlineData("resourceGroup", "rg-keys")]
    [InlineData("key", """{"name":"cmk"}""")]
    public void It_is_refused_with_a_managed_HSM(string name, string value) =>
        Assert.StartsWith(
            $"  xtcmk-customer:{name}: ", Assert.Single(CustomersMistakes([.. InManagedHsm, (name, value)])), StringComparison.Ordinal);

    [Fact]
    public void The_projects_defaults_have_no_effect_with_a_managed_HSM() => Assert.IsType<KeyHomeSettings.ManagedHsm>(
        ReadCustomer(
            [.. InManagedHsm, ("tags", "{}"), ("formerKeys", "[]"), ("cryptoOfficers", "[]"), ("servicePrincipal", "install")]).KeyHome);

    [Theory]
    [InlineData("access", "revoked")]
    [InlineData("servicePrincipal", "existing")]
    public void What_has_effect_with_a_managed_HSM_is_accepted(string name, string value) =>
        Assert.IsType<KeyHomeSettings.ManagedHsm>(ReadCustomer([.. InManagedHsm, (name, value)]).KeyHome);

    [Fact]
    public void A_location_is_refused_with_an_existing_vault()
    {
        var vault = ("vault", """{"name":"kv-fabrikam-cmk","existing":true}""");

        Assert.IsType<KeyHomeSettings.ExistingVault>(ReadCustomer(vault, ("location", "")).KeyHome);
        Assert.Contains("xtcmk-customer:location: has no effect with an existing vault", Assert.Single(CustomersMistakes(vault)));
    }

    [Theory]
    [InlineData("sku", "\"premium\"")]
    [InlineData("retentionDays", "90")]
    [InlineData("firewall", """{"defaultAction":"deny"}""")]
    public void What_an_existing_vault_keeps_is_refused(string name, string value) => Assert.Contains(
        $"xtcmk-customer:vault.{name}: cannot be set on an existing vault",
        Assert.Single(
            CustomersMistakes(("location", null), ("vault", $$"""{"name":"kv-fabrikam-cmk","existing":true,"{{name}}":{{value}}}"""))));

    [Theory]
    [InlineData("application", """{"displayName":"Contoso"}""")]
    [InlineData("identities", """["id-contoso"]""")]
    public void Phase_1_of_its_own_is_refused_where_another_stack_has_it(string name, string value)
    {
        (string, string?)[] shared = [("application", "{}"), ("identities", "[]"), ("identityStack", "organization/xtcmk-isv/identity")];

        Assert.IsType<Phase1.InStack>(ReadVendor(shared).Phase1);
        Assert.Contains($"xtcmk-isv:{name}: has no effect with identityStack", Assert.Single(VendorsMistakes([.. shared, (name, value)])));
    }

    [Theory]
    [InlineData($$""","key":{"stack":"a/b/c","uri":"{{TestSettings.Key}}"}""")]
    [InlineData($$""","key":{"uri":"{{TestSettings.Key}}","handoff":{{TestSettings.CustomersRecord}}}""")]
    public void A_key_URI_is_refused_beside_another_source_of_the_key(string key) =>
        Assert.Contains("key.uri: has no effect beside stack or handoff", EntryMistake(key));

    [Fact]
    public void A_key_URI_with_a_version_pins_the_record() => Assert.NotNull(Assert.IsType<EncryptionSettings.CustomerManaged>(
        ReadVendor(
            ("customers", TestSettings.Entry(
                $$""","key":{"stack":"a/b/c","uri":"{{TestSettings.Key}}/{{TestSettings.Version}}","version":"pinned"}""")))
            .Customers[0].Encryption).Pinned);

    [Fact]
    public void An_account_is_not_taken_over_while_its_key_is_awaited()
    {
        var account = $$"""{"name":"stcontosofabrikam","importId":"{{Import}}"}""";

        Assert.Contains("account.importId: has no effect while the customer is awaiting its key", EntryMistake(account: account));
        Assert.Equal(
            Import,
            ReadVendor(("customers", TestSettings.Entry(""","encryption":"microsoft-managed" """, account))).Customers[0].Account.ImportId);
    }

    [Fact]
    public void A_key_beside_Microsofts_is_prepared_for_the_way_back() => Assert.IsType<EncryptionSettings.MicrosoftManaged>(
        ReadVendor(
            ("customers", TestSettings.Entry(""","encryption":"microsoft-managed","key":{"stack":"a/b/c"}"""))).Customers[0].Encryption);

    [Theory]
    [InlineData("""{"defaultAction":"allow","ipRules":["203.0.113.7"]}""")]
    [InlineData("""{"publicNetworkAccess":false,"ipRules":["203.0.113.7"]}""")]
    [InlineData("""{"publicNetworkAccess":false,"defaultAction":"allow"}""")]
    [InlineData("""{"publicNetworkAccess":false,"defaultAction":"allow","ipRules":["203.0.113.7"]}""")]
    public void A_firewall_has_one_word_on_who_is_let_in(string firewall) =>
        Assert.Contains(
            "have no effect", Assert.Single(CustomersMistakes(("vault", $$"""{"name":"kv-fabrikam-cmk","firewall":{{firewall}}}"""))));
}

using XtCmkInfra.CustomerStack;
using static XtCmkInfra.Tests.Stacks.Settings.Reading;
using static XtCmkInfra.Tests.Stacks.TestSettings;

namespace XtCmkInfra.Tests.Stacks.Settings;

public sealed class WhenAzureWouldRefuse
{
    private const string Subscription = "7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5";

    [Theory]
    [InlineData("location", "usgovvirginia", "is a location of the cloud 'usgovernment'")]
    [InlineData("location", "westeurop", "did you mean westeurope?")]
    [InlineData("tags", """{"Env":"a","env":"b"}""", "xtcmk-isv:tags: names one tag twice")]
    [InlineData("tags", """{"a<b":"x"}""", "xtcmk-isv:tags.a<b: has '<' in its name")]
    [InlineData(
        "application",
        """{"displayName":"Contoso\u202E"}""",
        "xtcmk-isv:application.displayName: 'Contoso\\u202E' is not a display name: it has the character U+202E")]
    [InlineData("resourceGroup", "rg.", "is not a resource group name")]
    public void The_vendors_setting_is_refused_before(string name, string value, string sentence) =>
        Assert.Contains(sentence, Assert.Single(VendorsMistakes((name, value))));

    [Theory]
    [InlineData("location", "East US 2")]
    [InlineData("tags", """{"env":"a","empty":""}""")]
    [InlineData("application", """{"displayName":"Données 数据"}""")]
    [InlineData("resourceGroup", "rg-données")]
    public void What_Azure_takes_is_accepted(string name, string value) => Assert.NotNull(ReadVendor((name, value)));

    [Theory]
    [InlineData("""{"name":"stc","location":"chinaeast"}""", "account.location: 'chinaeast' is a location of the cloud 'china'")]
    [InlineData(
        """{"name":"stc","kind":"BlockBlobStorage","services":["file"]}""", "names file, which an account of kind BlockBlobStorage")]
    [InlineData("""{"name":"stc","kind":"FileStorage","services":["blob"]}""", "names blob, which an account of kind FileStorage")]
    [InlineData(
        """{"name":"stc","sku":"Premium_LRS","services":["queue","table"]}""",
        "names queue and table, which an account of kind StorageV2 with sku Premium_LRS")]
    [InlineData("""{"name":"stc","services":["queue","queue"]}""", "account.services[1]: 'queue' is given twice")]
    [InlineData(
        """{"name":"stc","publicNetworkAccess":"selected","ipRules":["10.0.0.1"]}""",
        "account.ipRules[0]: '10.0.0.1' is in or covers 10.0.0.0/8")]
    [InlineData(
        """{"name":"stc","publicNetworkAccess":"selected","ipRules":["203.0.113.7/32"]}""",
        "account.ipRules[0]: '203.0.113.7/32' must not be smaller than /30")]
    [InlineData(
        """{"name":"stc","publicNetworkAccess":"selected","ipRules":["203.0.113.7","203.0.113.7"]}""",
        "account.ipRules[1]: '203.0.113.7' is given twice")]
    public void The_account_is_refused_before(string account, string sentence) => Assert.Contains(sentence, EntryMistake(account: account));

    [Theory]
    [InlineData("""{"name":"stc","location":"North Europe"}""")]
    [InlineData("""{"name":"stc","services":["blob","file","queue","table"]}""")]
    [InlineData("""{"name":"stc","kind":"BlockBlobStorage","services":["blob"]}""")]
    [InlineData("""{"name":"stc","kind":"FileStorage","sku":"Premium_LRS","services":["file"]}""")]
    [InlineData("""{"name":"stc","sku":"Premium_LRS","services":["blob"]}""")]
    [InlineData("""{"name":"stc","publicNetworkAccess":"selected","ipRules":["203.0.113.0/24","198.51.100.7"]}""")]
    public void An_account_that_Azure_takes_is_accepted(string account) =>
        Assert.Single(ReadVendor(("customers", Entry(account: account))).Customers);

    [Theory]
    [InlineData(400, true)]
    [InlineData(401, false)]
    public void A_storage_account_takes_400_rules(int count, bool ok)
    {
        var account = $$"""{"name":"stc","publicNetworkAccess":"selected","ipRules":[{{Addresses(count)}}]}""";

        Assert.Equal(ok, Record.Exception(() => ReadVendor(("customers", Entry(account: account)))) is null);
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void A_vault_takes_1000_rules(int count, bool ok)
    {
        var vault = $$"""{"name":"kv-fabrikam-cmk","firewall":{"ipRules":[{{Addresses(count)}}] } }""";

        Assert.Equal(ok, Record.Exception(() => ReadCustomer(("vault", vault))) is null);
    }

    [Fact]
    public void A_vault_takes_single_addresses_as_ranges() => Assert.Equal(
        ["203.0.113.7/32", "203.0.113.8/31"],
        Assert.IsType<KeyHomeSettings.NewVault>(
            ReadCustomer(("vault", """{"name":"kv-fabrikam-cmk","firewall":{"ipRules":["203.0.113.7/32","203.0.113.8/31"]}}""")).KeyHome)
            .Firewall.IpRules);

    [Fact]
    public void Two_forms_of_one_address_are_one_rule() => Assert.Contains(
        "ipRules[1]: '203.0.113.7/32' is given twice",
        Assert.Single(
            CustomersMistakes(("vault", """{"name":"kv-fabrikam-cmk","firewall":{"ipRules":["203.0.113.7","203.0.113.7/32"]}}"""))));

    [Theory]
    [InlineData("https://kv.vault.azure.net/keys/k", "'kv' is not a key vault name")]
    [InlineData("https://-kv-a.vault.azure.net/keys/k", "is not a key")]
    [InlineData("https://kv--a.vault.azure.net/keys/k", "hyphens must not follow each other")]
    [InlineData("https://1kv.vault.azure.net/keys/k", "'1kv' is not a key vault name")]
    [InlineData("https://hs.managedhsm.azure.net/keys/k", "'hs' is not a managed HSM name")]
    public void A_vault_in_a_key_URI_has_a_name_that_Azure_takes(string uri, string sentence) =>
        Assert.Contains(sentence, EntryMistake($$""","key":{"uri":"{{uri}}"}"""));

    [Theory]
    [InlineData("P30D", true)]
    [InlineData("P89D", true)]
    [InlineData("P90D", false)]
    [InlineData("P1Y", false)]
    public void A_notice_comes_after_the_keys_birth(string notify, bool ok)
    {
        var key = $$"""{"name":"k","rotation":{"rotateAfter":"P30D","expireAfter":"P90D","notifyBefore":"{{notify}}" } }""";

        if (ok)
            Assert.Equal(notify, ReadCustomer(("key", key)).Key.Rotation!.NotifyBefore!.Text);
        else
            Assert.Contains(
                "key.rotation.notifyBefore: '" + notify + "' must be shorter than expireAfter",
                Assert.Single(CustomersMistakes(("key", key))));
    }

    [Theory]
    [InlineData(
        $"/subscriptions/{Subscription}/resourceGroups/rg-contoso-data/providers/microsoft.storage/storageaccounts/stcontosofabrikam",
        null)]
    [InlineData(
        $"/SUBSCRIPTIONS/{Subscription}/resourcegroups/RG-Contoso-Data/PROVIDERS/Microsoft.Storage/storageAccounts/stContosoFabrikam",
        null)]
    [InlineData(
        $"/subscriptions/{Subscription}/resourceGroups/rg-other/providers/Microsoft.Storage/storageAccounts/stcontosofabrikam",
        "is in the resource group 'rg-other'")]
    [InlineData(
        "/subscriptions/s/resourceGroups/rg-contoso-data/providers/Microsoft.Storage/storageAccounts/stcontosofabrikam",
        "'s' is not a subscription id")]
    [InlineData(
        $"/subscriptions/{Subscription}/resourceGroups/rg./providers/Microsoft.Storage/storageAccounts/stcontosofabrikam",
        "is not a resource group name")]
    [InlineData(
        $"/subscriptions/{Subscription}/resourceGroups/rg-contoso-data/providers/Microsoft.Storage/storageAccounts/st-c",
        "is not a storage account name")]
    [InlineData(
        $"/subscriptions/{Subscription}/resourceGroups/rg-contoso-data/providers/Microsoft.KeyVault/vaults/stcontosofabrikam",
        "must be a storage account's resource id")]
    public void The_id_of_an_account_to_take_over_is_whole_whatever_its_letter_case(string id, string? sentence)
    {
        var entry = Entry(""","encryption":"microsoft-managed" """, $$"""{"name":"stcontosofabrikam","importId":"{{id}}"}""");

        if (sentence is null)
            Assert.Contains(
                "/providers/Microsoft.Storage/storageAccounts/", ReadVendor(("customers", entry)).Customers[0].Account.ImportId);
        else
            Assert.Contains(sentence, Assert.Single(VendorsMistakes(("customers", entry))));
    }

    [Fact]
    public void Tags_of_the_customer_are_as_many_as_a_key_takes()
    {
        Assert.Equal(15, ReadCustomer(("tags", Tags(15))).Tags.Count);
        Assert.Contains("xtcmk-customer:tags: has 16 tags, but a key takes 15", Assert.Single(CustomersMistakes(("tags", Tags(16)))));

        static string Tags(int count) => $"{{{string.Join(",", Enumerable.Range(0, count).Select(number => $"\"tag{number}\":\"x\""))}}}";
    }

    private static string Addresses(int count) =>
        string.Join(",", Enumerable.Range(0, count).Select(number => $"\"203.0.{number / 250}.{number % 250}\""));
}

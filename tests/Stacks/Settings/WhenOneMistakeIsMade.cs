using Pulumi;
using static XtCmkInfra.Tests.Stacks.Settings.Reading;
using static XtCmkInfra.Tests.Stacks.TestSettings;

namespace XtCmkInfra.Tests.Stacks.Settings;

public sealed class WhenOneMistakeIsMade
{
    private const string InGroup = "/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5/resourceGroups/rg-contoso-data";

    [Theory]
    [InlineData("azure-native:tenantId", null, "azure-native:tenantId: is missing")]
    [InlineData("azuread:tenantId", "", "azuread:tenantId: is missing")]
    [InlineData("location", null, "location: is missing")]
    [InlineData("location", "", "location: is missing")]
    [InlineData("identities", """["i"]""", "identities[0]: 'i' is not an identity name")]
    [InlineData("identities", "id-a", "identities: must be a structure")]
    [InlineData("identities", "{}", "identities: must be a list")]
    [InlineData("identities", "[null]", "identities[0]: has no value")]
    [InlineData("identities", """[["id-a"]]""", "identities[0]: must be a single value, not a list or an object")]
    [InlineData("application", "Contoso", "application: must be a structure")]
    [InlineData("application", "[]", "application: must be an object")]
    [InlineData("application", """{"clientId":"Contoso"}""", "application.clientId: 'Contoso' is not an application (client) id")]
    [InlineData("identityStack", "identity", "identityStack: 'identity' is not a stack's full name")]
    [InlineData("customers", "fabrikam", "customers: must be a structure")]
    [InlineData("customers", "[null]", "customers[0]: has no value")]
    [InlineData("customers", "[1]", "customers[0]: must be an object")]
    [InlineData("tags", """{"team":null}""", "tags.team: has no value: write \"\" for an empty one")]
    [InlineData("tags", """{"team":["a"]}""", "tags.team: must be a single value")]
    [InlineData("tags", "team", "tags: must be a structure")]
    public void The_vendors_program_reports_it_once(string name, string? value, string sentence)
    {
        (string, string?)[] changes = name == "identityStack"
            ? [("application", "{}"), ("identities", "[]"), (name, value)]
            : [(name, value)];

        Assert.Contains(sentence, Assert.Single(VendorsMistakes(changes)));
    }

    [Theory]
    [InlineData("vendor", "organization/xtcmk-isv/dev", "vendor: must be a structure")]
    [InlineData("vendor", """{"handoff":"xtcmk/isv/1"}""", "vendor.handoff: must be an object")]
    [InlineData("vendor", """{"handoff":null}""", "vendor: needs either stack")]
    [InlineData("vendor", """{"stack":"isv"}""", "vendor.stack: 'isv' is not a stack's full name")]
    [InlineData("vault", "kv-fabrikam-cmk", "vault: must be a structure")]
    [InlineData("vault", """{"name":"kv"}""", "vault.name: 'kv' is not a key vault name")]
    [InlineData("vault", """{"name":"kv-fabrikam-cmk","firewall":"deny"}""", "vault.firewall: must be an object")]
    [InlineData("key", "contoso-data", "key: must be a structure")]
    [InlineData("key", """{"name":"k","type":"rsa-hsm"}""", "key.type: 'rsa-hsm' must be one of")]
    [InlineData(
        "key",
        """{"name":"k","rotation":{"rotateAfter":"P90D","expireAfter":"soon","notifyBefore":"P30D"}}""",
        "key.rotation.expireAfter: 'soon'")]
    [InlineData("cryptoOfficers", Officer, "cryptoOfficers: must be a structure")]
    [InlineData("cryptoOfficers", "[{}]", "cryptoOfficers[0]: must be a single value, not a list or an object")]
    public void The_customers_program_reports_it_once(string name, string? value, string sentence) =>
        Assert.Contains(sentence, Assert.Single(CustomersMistakes((name, value))));

    [Theory]
    [InlineData("""{"keyUri":"hsm"}""", "managedHsm.keyUri: 'hsm' is not a key URI")]
    [InlineData("""{"keyUri":"https://kv-fabrikam-cmk.vault.azure.cn/keys/k/0123456789abcdef0123456789abcdef"}""", "is in a key vault")]
    [InlineData("hsm", "managedHsm: must be a structure")]
    public void A_wrong_managed_HSM_is_reported_once(string hsm, string sentence) =>
        Assert.Contains(sentence, Assert.Single(CustomersMistakes([.. InManagedHsm, ("managedHsm", hsm)])));

    [Fact]
    public void A_wrong_vault_that_exists_lacks_no_location() => Assert.Contains(
        "vault.name", Assert.Single(CustomersMistakes(("location", null), ("vault", """{"name":"kv","existing":true}"""))));

    [Theory]
    [InlineData(""","account":null""", "customers[0].account: is given twice")]
    [InlineData(""","key":"a/b/c" """, "customers[0].key: must be an object")]
    [InlineData(""","key":{"handoff":"x"}""", "customers[0].key.handoff: must be an object")]
    [InlineData(""","key":{"uri":"x","version":"pinned"}""", "customers[0].key.uri: 'x' is not a key URI")]
    [InlineData(""","key":{"stack":"x"}""", "customers[0].key.stack: 'x' is not a stack's full name")]
    [InlineData(""","application":"Contoso" """, "customers[0].application: must be an object")]
    [InlineData(""","identity":"x" """, "customers[0].identity: 'x' is not an identity name")]
    public void A_wrong_entry_is_reported_once(string more, string sentence) => Assert.Contains(sentence, EntryMistake(more));

    [Theory]
    [InlineData(
        """{"name":"stc","kind":"BlobStorage","sku":"Premium_LRS","services":["queue"]}""", "account.kind: 'BlobStorage' must be one of")]
    [InlineData("""{"name":"stc","publicNetworkAccess":"selected","ipRules":["x"]}""", "account.ipRules[0]: 'x' must be an IPv4 address")]
    [InlineData(
        """{"name":"stc","publicNetworkAccess":"open","ipRules":["203.0.113.7"]}""", "account.publicNetworkAccess: 'open' must be one of")]
    [InlineData($$"""{"name":"St","importId":"{{InGroup}}/providers/Microsoft.Storage/storageAccounts/sta"}""", "account.name: 'St'")]
    public void A_wrong_account_is_reported_once(string account, string sentence) =>
        Assert.Contains(sentence, EntryMistake(""","encryption":"microsoft-managed" """, account));

    [Fact]
    public void A_wrong_cloud_makes_nothing_else_wrong()
    {
        (string, string?)[] settings =
        [
            ("cloud", "usgoverment"), ("location", "usgovvirginia"),
            ("azure-native:environment", "usgovernment"), ("azuread:environment", "usgovernment"),
        ];
        var key = Key.Replace("vault.azure.net", "vault.usgovcloudapi.net", StringComparison.Ordinal);

        Assert.Contains(
            "cloud: 'usgoverment' is not a cloud",
            Assert.Single(VendorsMistakes([.. settings, ("customers", Entry($$""","key":{"uri":"{{key}}"}"""))])));
        Assert.Contains("cloud: 'usgoverment' is not a cloud", Assert.Single(CustomersMistakes(settings)));
    }

    [Fact]
    public void A_wrong_identity_name_does_not_make_its_users_wrong() => Assert.Single(
        VendorsMistakes(("identities", """["id-contoso-storage","i"]"""), ("customers", Entry(""","identity":"id-contoso-storage" """))));

    [Fact]
    public void A_null_stands_for_the_default()
    {
        Assert.Equal(
            "Standard_ZRS",
            ReadVendor(
            ("customers", Entry(account: """{"name":"stc","sku":null,"kind":null,"services":null,"ipRules":null,"importId":null}""")))
            .Customers[0].Account.Sku);
        Assert.Equal(3072, ReadCustomer(("key", """{"name":"k","size":null,"rotation":null,"expires":null}""")).Key.Size);
        Assert.True(ReadCustomer(("vault", """{"name":"kv-fabrikam-cmk","firewall":null,"existing":null}""")).KeyHome.Rbac);
    }

    [Fact]
    public void Of_thousands_the_first_fifty_are_shown_and_the_others_counted()
    {
        var customers = string.Join(",", Enumerable.Range(0, 5_000).Select(number => $$"""{"name":"C{{number}}"}"""));

        var lines = Assert.Throws<RunException>(() => ReadVendor(("customers", $"[{customers}]"))).Message.Split('\n');

        Assert.Equal(("15000 settings are wrong:", 52), (lines[0], lines.Length));
        Assert.Equal("  and 14950 more. Mend these first.", lines[^1]);
    }

    [Fact]
    public void Names_that_many_share_are_not_all_listed()
    {
        var customers = string.Join(",", Enumerable.Range(0, 100).Select(number => Entry(name: $"c{number}")[1..^1]));

        Assert.EndsWith(
            "to c0 and c1 and c2 and 97 more.", Assert.Single(VendorsMistakes(("customers", $"[{customers}]"))), StringComparison.Ordinal);
    }
}

using Pulumi;
using XtCmkInfra.VendorStack;
using static XtCmkInfra.Tests.Stacks.TestSettings;

namespace XtCmkInfra.Tests.Stacks;

public sealed class WhenReadingTheVendorsSettings
{
    private const string InGroup = "/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5/resourceGroups/rg-contoso-data";

    [Fact]
    public void A_customer_without_a_key_is_awaiting_its_key() =>
        Assert.IsType<EncryptionSettings.AwaitingKey>(Read().Customers.Single().Encryption);

    [Fact]
    public void A_key_comes_from_the_customers_stack()
    {
        var key = ReadKey("""{"stack":"organization/xtcmk-customer/dev"}""");

        Assert.Equal(new KeySource.Stack("organization/xtcmk-customer/dev"), key.Source);
        Assert.Null(key.Pinned);
    }

    [Fact]
    public void A_key_comes_from_a_pasted_handoff_record() =>
        Assert.Equal(Key, Assert.IsType<KeySource.Inline>(ReadKey($$"""{"handoff":{{CustomersRecord}}}""").Source).Handoff.Key.ToString());

    [Fact]
    public void A_key_comes_from_its_uri_alone() =>
        Assert.Equal(Key, Assert.IsType<KeySource.Inline>(ReadKey($$"""{"uri":"{{Key}}"}""").Source).Handoff.Key.ToString());

    [Fact]
    public void A_version_is_pinned_by_the_uri_that_has_it() =>
        Assert.Equal(
            $"{Key}/{TestSettings.Version}",
            ReadKey($$"""{"uri":"{{Key}}/{{TestSettings.Version}}","version":"pinned"}""").Pinned!.ToString());

    [Fact]
    public void Microsofts_key_is_chosen_in_words() =>
        Assert.IsType<EncryptionSettings.MicrosoftManaged>(
            Read(("customers", Entry(""","encryption":"microsoft-managed" """))).Customers[0].Encryption);

    [Fact]
    public void Phase_1_may_be_in_another_stack() => Assert.Equal(
        new Phase1.InStack("organization/xtcmk-isv/identity"),
        Read(("application", "{}"), ("identities", "[]"), ("identityStack", "organization/xtcmk-isv/identity")).Phase1);

    [Fact]
    public void An_existing_application_is_named_by_its_client_id() => Assert.Equal(
        TestSettings.ApplicationId,
        Assert.IsType<ApplicationSettings.ExistingApplication>(
            Assert.IsType<Phase1.Here>(
                Read(("application", $$"""{"clientId":"{{TestSettings.ApplicationId}}"}""")).Phase1).Application).ClientId.Value);

    [Fact]
    public void Twenty_identities_are_accepted() =>
        Assert.Equal(
            20, Assert.IsType<Phase1.Here>(Read(("identities", Identities(20)), ("defaultIdentity", "id-7")).Phase1).Identities.Count);

    [Fact]
    public void The_twenty_first_identity_is_refused_with_the_way_out() =>
        AssertRefused("share identities, or give customers an application of their own", ("identities", Identities(21)));

    [Theory]
    [InlineData("public", "global", "public")]
    [InlineData("usgovernment", "usgovernment", "usgovernment")]
    [InlineData("china", "china", "china")]
    public void The_providers_must_be_of_the_stacks_cloud(string cloud, string azureAD, string azureNative)
    {
        var location = ("location", LocationIn(cloud));

        Assert.Equal(
            cloud,
            Read(("cloud", cloud), location, ("azuread:environment", azureAD), ("azure-native:environment", azureNative)).Cloud.Name);
        AssertRefused(
            "for which it must be",
            ("cloud", cloud),
            location,
            ("azuread:environment", "elsewhere"),
            ("azure-native:environment", azureNative));
        AssertRefused(
            "for which it must be",
            ("cloud", cloud),
            location,
            ("azuread:environment", azureAD),
            ("azure-native:environment", "elsewhere"));
    }

    [Theory]
    [InlineData("azure-native:tenantId", null, "azure-native:tenantId: is missing")]
    [InlineData("azure-native:tenantId", "contoso", "azure-native:tenantId: 'contoso' is not a tenant id")]
    [InlineData("azure-native:subscriptionId", null, "azure-native:subscriptionId: is missing")]
    [InlineData("azure-native:subscriptionId", "contoso", "azure-native:subscriptionId: 'contoso' is not a subscription id")]
    [InlineData("azuread:tenantId", CustomerTenant, "a stack works in one tenant")]
    [InlineData("cloud", "germany", "xtcmk-isv:cloud: 'germany' is not a cloud")]
    [InlineData("location", null, "xtcmk-isv:location: is missing")]
    [InlineData("location", "Atlantis", "xtcmk-isv:location: 'Atlantis' is not a location")]
    [InlineData("resourceGroup", "rg data", "is not a resource group name")]
    [InlineData("application", null, "xtcmk-isv:application: is missing")]
    [InlineData("application", "{}", "needs either displayName")]
    [InlineData("application", "Contoso", "must be a structure")]
    [InlineData("application", """{"displayName":"A","clientId":"b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3"}""", "needs either displayName")]
    [InlineData("application", """{"clientId":"Contoso"}""", "xtcmk-isv:application.clientId: 'Contoso' is not an application (client) id")]
    [InlineData("application", """{"displayname":"A"}""", "xtcmk-isv:application.displayname: is not a setting")]
    [InlineData("identities", "[]", "needs at least one name")]
    [InlineData("identities", """["id-a","ID-A"]""", "xtcmk-isv:identities[1]: 'ID-A' is given twice")]
    [InlineData("identities", """["i"]""", "xtcmk-isv:identities[0]: 'i' is not an identity name")]
    [InlineData("identityStack", "identity", "xtcmk-isv:identityStack: 'identity' is not a stack's full name")]
    [InlineData("identityStack", "identity", "with a self-managed backend, it is the word organization")]
    [InlineData("identityStack", "organization/xtcmk-isv/identity", "xtcmk-isv:application: has no effect with identityStack")]
    [InlineData("customers", "{}", "xtcmk-isv:customers: must be a list")]
    [InlineData("customers", "[1]", "xtcmk-isv:customers[0]: must be an object")]
    [InlineData("customers", "[{}]", "xtcmk-isv:customers[0].name: is missing")]
    [InlineData("tags", """{"a":["b"]}""", "xtcmk-isv:tags.a: must be a single value")]
    public void A_setting_that_is_wrong_is_reported_with_its_path(string name, string? value, string sentence) =>
        AssertRefused(sentence, (name, value));

    [Theory]
    [InlineData(""","account":{"name":"x"}""", "customers[0].account: is given twice")]
    [InlineData(""","identity":"id-other" """, "'id-other' is not one of this stack's identities (id-contoso-storage)")]
    [InlineData(""","encryption":"none" """, "customers[0].encryption: 'none' must be one of customer-managed, microsoft-managed")]
    [InlineData(""","key":{}""", "customers[0].key: needs one of stack, handoff or uri")]
    [InlineData(""","key":{"stack":"a/b/c","handoff":{}}""", "has both stack and handoff")]
    [InlineData($$""","key":{"uri":"{{Key}}/{{TestSettings.Version}}"}""", "ends with a version, but version is 'automatic'")]
    [InlineData($$""","key":{"uri":"{{Key}}","version":"pinned"}""", "uri must be the key's URI with the version to stay at")]
    [InlineData(""","key":{"stack":"a/b/c","version":"pinned"}""", "uri must be the key's URI with the version to stay at")]
    [InlineData(""","key":{"uri":"https://kv-a.vault.azure.cn/keys/k"}""", "a chain never crosses clouds")]
    [InlineData(
        $$""","key":{"uri":"https://kv-other.vault.azure.net/keys/k","handoff":{{CustomersRecord}}}""",
        "is not a version of the key in the handoff record")]
    [InlineData($$""","key":{"handoff":{{VendorsRecord}}}""", "is a handoff record of your own side")]
    [InlineData(""","key":{"handoff":{"schema":"xtcmk/customer/3"}}""", "is not known to this version")]
    public void A_customers_entry_that_is_wrong_is_reported_with_its_path(string more, string sentence) =>
        AssertRefused(sentence, ("customers", Entry(more)));

    [Theory]
    [InlineData("""{}""", "account.name: is missing")]
    [InlineData("""{"name":"St-Contoso"}""", "'St-Contoso' is not a storage account name")]
    [InlineData("""{"name":"stc","sku":"Huge"}""", "account.sku: 'Huge' must be one of")]
    [InlineData("""{"name":"stc","kind":"BlockBlobStorage","sku":"Standard_LRS"}""", "needs a Premium sku")]
    [InlineData(
        """{"name":"stc","kind":"FileStorage","services":["table"]}""",
        "names table, which an account of kind FileStorage with sku Premium_ZRS does not have")]
    [InlineData("""{"name":"stc","services":["disk"]}""", "account.services[0]: 'disk' must be one of blob, file, queue, table")]
    [InlineData("""{"name":"stc","publicNetworkAccess":"selected"}""", "name the addresses to let in")]
    [InlineData("""{"name":"stc","ipRules":["203.0.113.7"]}""", "has effect only with publicNetworkAccess: selected")]
    [InlineData("""{"name":"stc","sharedKeyAccess":"maybe"}""", "'maybe' must be true or false")]
    [InlineData("""{"name":"stc","importId":"stc"}""", "must be a storage account's resource id")]
    [InlineData(
        $$"""{"name":"stc","importId":"{{InGroup}}/providers/Microsoft.Storage/storageAccounts/other"}""",
        "is the id of another account")]
    public void An_account_that_Azure_would_refuse_is_reported(string account, string sentence) =>
        AssertRefused(sentence, ("customers", Entry(account: account)));

    [Fact]
    public void A_handoff_record_of_another_tenant_is_refused()
    {
        var handoff = CustomersRecord.Replace(CustomerTenant, VendorTenant, StringComparison.Ordinal);

        AssertRefused("but the customer's entry has " + CustomerTenant, ("customers", Entry($$""","key":{"handoff":{{handoff}}}""")));
    }

    [Fact]
    public void Two_customers_of_one_name_or_one_account_are_refused()
    {
        var twice = $"[{Entry()[1..^1]},{Entry()[1..^1]}]";

        AssertRefused("names 'fabrikam' in 2 entries", ("customers", twice));
        AssertRefused("gives the account 'stcontosofabrikam' to fabrikam and fabrikam", ("customers", twice));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var refused = Assert.Throws<RunException>(() => Read(("location", "?"), ("identities", "[]"), ("customers", "[{}]")));

        Assert.StartsWith("5 settings are wrong:", refused.Message, StringComparison.Ordinal);
        Assert.Equal(6, refused.Message.Split('\n').Length);
    }

    private static VendorSettings Read(params (string Name, string? Value)[] changes) =>
        VendorSettings.Read(Vendor(changes), () => throw new InvalidOperationException());

    private static EncryptionSettings.CustomerManaged ReadKey(string key) =>
        Assert.IsType<EncryptionSettings.CustomerManaged>(Read(("customers", Entry($""","key":{key}"""))).Customers.Single().Encryption);

    private static void AssertRefused(string sentence, params (string Name, string? Value)[] changes) =>
        Assert.Contains(sentence, Assert.Throws<RunException>(() => Read(changes)).Message);

    private static string Identities(int count) => $"[{string.Join(",", Enumerable.Range(1, count).Select(number => $"\"id-{number}\""))}]";
}

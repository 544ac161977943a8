using static XtCmkInfra.Tests.Stacks.Settings.Reading;
using static XtCmkInfra.Tests.Stacks.TestSettings;

namespace XtCmkInfra.Tests.Stacks.Settings;

public sealed class WhenAnIdStandsForTwoThings
{
    [Fact]
    public void The_subscription_is_not_the_tenant()
    {
        Assert.Contains(
            "azure-native:subscriptionId: is " + VendorTenant,
            Assert.Single(VendorsMistakes(("azure-native:subscriptionId", VendorTenant))));
        Assert.Contains(
            "azure-native:subscriptionId: is " + CustomerTenant,
            Assert.Single(CustomersMistakes(("azure-native:subscriptionId", CustomerTenant))));
    }

    [Fact]
    public void A_customers_tenant_is_not_the_vendors()
    {
        var entry = Entry().Replace(CustomerTenant, VendorTenant, StringComparison.Ordinal);

        Assert.Contains(
            "customers[0].tenantId: is " + VendorTenant + ", which is the tenant of this stack already",
            Assert.Single(VendorsMistakes(("customers", entry))));
    }

    [Fact]
    public void Two_customers_may_be_of_one_tenant() => Assert.Equal(
        2,
        ReadVendor(("customers", $"[{Entry()[1..^1]},{Entry(account: """{"name":"stother"}""", name: "other")[1..^1]}]")).Customers.Count);

    [Theory]
    [InlineData(TestSettings.ApplicationId, "which is the client id of the vendor's application already")]
    [InlineData(VendorTenant, "which is the vendor's tenant already")]
    [InlineData(CustomerTenant, "which is the tenant of this stack already")]
    public void A_crypto_officer_is_a_person_or_a_group(string id, string sentence)
    {
        Assert.Single(ReadCustomer(("cryptoOfficers", $"""["{Officer}"]""")).CryptoOfficers);
        Assert.Contains(sentence, Assert.Single(CustomersMistakes(("cryptoOfficers", $"""["{id}"]"""))));
    }

    [Fact]
    public void The_vendors_application_is_not_its_tenant()
    {
        var handoff = VendorsRecord.Replace(TestSettings.ApplicationId, VendorTenant, StringComparison.Ordinal);

        Assert.Contains(
            "vendor.handoff.applicationId: is " + VendorTenant,
            Assert.Single(CustomersMistakes(("vendor", $$"""{"handoff":{{handoff}}}"""))));
    }

    [Fact]
    public void A_service_principals_object_id_is_not_the_applications_client_id()
    {
        var handoff = CustomersRecord.Replace(Officer, TestSettings.ApplicationId, StringComparison.Ordinal);

        Assert.Contains(
            "key.handoff.servicePrincipalObjectId: is " + TestSettings.ApplicationId,
            Assert.Single(VendorsMistakes(
                ("application", $$"""{"clientId":"{{TestSettings.ApplicationId}}"}"""),
                ("customers", Entry($$""","key":{"handoff":{{handoff}}}""")))));
    }

    [Fact]
    public void A_former_application_is_neither_a_person_nor_a_tenant()
    {
        const string former = "0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6";
        Assert.Single(ReadCustomer(("formerApplications", $"[\"{former}\"]")).FormerApplications);
        Assert.Contains(
            "formerApplications: is " + VendorTenant + ", which is the vendor's tenant already",
            Assert.Single(CustomersMistakes(("formerApplications", $"[\"{VendorTenant}\"]"))));
        Assert.Contains(
            "cryptoOfficers: is " + Officer,
            Assert.Single(CustomersMistakes(("formerApplications", $"[\"{Officer}\"]"), ("cryptoOfficers", $"[\"{Officer}\"]"))));
    }

    [Fact]
    public void The_application_of_a_key_given_by_uri_is_not_a_tenant()
    {
        Assert.NotNull(ReadVendor(("customers", Of(TestSettings.ApplicationId))));
        Assert.Contains(
            "customers[0].key.applicationId: is " + CustomerTenant + ", which is a customer's tenant already",
            Assert.Single(VendorsMistakes(("customers", Of(CustomerTenant)))));

        static string Of(string application) => Entry($$""","key":{"uri":"{{Key}}","applicationId":"{{application}}"}""");
    }

    [Theory]
    [InlineData("""{"displayName":"Contoso Data"}""", "gives the application b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3 to fabrikam and other")]
    [InlineData(
        $$"""{"clientId":"{{TestSettings.ApplicationId}}"}""",
        "gives the shared application b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3 to fabrikam and other")]
    public void An_application_of_its_own_is_one_customers(string shared, string sentence)
    {
        var own = $$""","application":{"clientId":"{{TestSettings.ApplicationId.ToUpperInvariant()}}"}""";
        var customers = $"[{Entry(own)[1..^1]},{Entry(own, """{"name":"stother"}""", "other")[1..^1]}]";

        Assert.Contains(sentence, Assert.Single(VendorsMistakes(("application", shared), ("customers", customers))));
    }

    [Fact]
    public void One_customer_may_have_an_application_that_exists() =>
        Assert.NotNull(
            ReadVendor(
                ("customers", Entry($$""","application":{"clientId":"{{TestSettings.ApplicationId}}"}"""))).Customers[0].Application);
}

using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenTheVendorsStackHasSeveralHandoffRecords
{
    private const string Own = ""","application":{"displayName":"Contoso for {0}"}""";
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task The_one_for_the_customers_tenant_is_read()
    {
        await UpVendorAsync(Entry("fabrikam", TestSettings.CustomerTenant, own: true), Entry("northwind", Other, own: true));

        await _world.UpCustomerAsync();

        Assert.Equal(Id("fabrikam"), LetIn);
    }

    [Fact]
    public async Task The_shared_one_is_read_where_the_tenant_has_none_of_its_own()
    {
        await UpVendorAsync(Entry("fabrikam", TestSettings.CustomerTenant, own: false), Entry("northwind", Other, own: true));

        await _world.UpCustomerAsync();

        Assert.Equal(_world.Vendor.Outputs["handoff"]!["applicationId"]!.ToString(), LetIn);
    }

    [Theory]
    [InlineData("fabrikam")]
    [InlineData("fabrikam-hr")]
    public async Task Two_customers_of_one_tenant_need_different_names(string customer)
    {
        await UpVendorAsync(
            Entry("fabrikam", TestSettings.CustomerTenant, own: true), Entry("fabrikam-hr", TestSettings.CustomerTenant, own: true));
        Assert.Contains("vendor.customer: is missing", (await RefusedAsync(() => _world.UpCustomerAsync())).Message);
        Assert.Contains("name one of fabrikam, fabrikam-hr", (await RefusedAsync(() => _world.UpCustomerAsync())).Message);

        _world.EditCustomer("vendor", $$"""{"stack":"{{VendorsStack}}","customer":"{{customer}}"}""");
        await _world.UpCustomerAsync();

        Assert.Equal(Id(customer), LetIn);
    }

    [Fact]
    public async Task Two_customers_of_one_tenant_with_one_application_need_no_name()
    {
        await UpVendorAsync(
            Entry("fabrikam", TestSettings.CustomerTenant, own: false), Entry("fabrikam-hr", TestSettings.CustomerTenant, own: false));

        await _world.UpCustomerAsync();

        Assert.Equal(_world.Vendor.Outputs["handoff"]!["applicationId"]!.ToString(), LetIn);
    }

    [Fact]
    public async Task A_name_of_another_tenants_customer_is_refused()
    {
        await UpVendorAsync(Entry("fabrikam", TestSettings.CustomerTenant, own: false), Entry("northwind", Other, own: true));
        _world.EditCustomer("vendor", $$"""{"stack":"{{VendorsStack}}","customer":"northwind"}""");

        Assert.Contains("'northwind' is no customer of the tenant", (await RefusedAsync(() => _world.UpCustomerAsync())).Message);
    }

    [Theory]
    [InlineData(
        "vendor", $$"""{"handoff":{{TestSettings.VendorsRecord}},"customer":"fabrikam"}""", "vendor.customer: has effect only with stack")]
    [InlineData(
        "formerApplications",
        $"""["{TestSettings.ApplicationId}","{TestSettings.ApplicationId}"]""",
        $"formerApplications[1]: '{TestSettings.ApplicationId}' is given twice")]
    [InlineData("formerApplications", """["Contoso"]""", "formerApplications[0]: 'Contoso' is not an application (client) id")]
    public async Task Settings_that_make_no_sense_are_refused(string name, string value, string sentence)
    {
        await _world.UpVendorAsync();
        _world.EditCustomer(name, value);

        Assert.Contains(sentence, (await RefusedAsync(() => _world.UpCustomerAsync())).Message);
    }

    [Fact]
    public async Task The_application_of_the_handoff_record_is_no_former_one()
    {
        await _world.UpVendorAsync();
        _world.EditCustomer("formerApplications", $"""["{_world.Vendor.Outputs["handoff"]!["applicationId"]}"]""");

        Assert.Contains(
            "which is the application of the handoff record itself", (await RefusedAsync(() => _world.UpCustomerAsync())).Message);
    }

    private const string Other = "33333333-0000-4000-8000-000000000003";

    private string LetIn => Assert.Single(_world.ServicePrincipals())["appId"]!.ToString();

    private string Id(string customer) => _world.Vendor.Outputs["customerHandoffs"]![customer]!["applicationId"]!.ToString();

    private async Task UpVendorAsync(params string[] entries)
    {
        _world.EditVendor("customers", $"[{string.Join(",", entries)}]");
        await _world.UpVendorAsync();
    }

    private static string Entry(string name, string tenant, bool own)
    {
        var account = $"stcontoso{name.Replace("-", "", StringComparison.Ordinal)}";
        var application = own ? Own.Replace("{0}", name, StringComparison.Ordinal) : "";
        return $$"""{"name":"{{name}}","tenantId":"{{tenant}}","account":{"name":"{{account}}"}{{application}}}""";
    }
}

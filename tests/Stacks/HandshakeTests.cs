using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Stacks;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks;

public sealed class WhenTheTwoProgramsShakeHands
{
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task Before_the_customer_has_run_its_program_the_vendors_customer_is_awaiting_its_key()
    {
        var steps = await _world.UpVendorAsync();

        Assert.Equal("awaiting-key", _world.Account["state"]!.ToString());
        Assert.DoesNotContain(steps, step => step.Key.Type == "azure-native:storage:StorageAccount");
    }

    [Fact]
    public async Task Afterwards_the_account_is_encrypted_with_the_customers_key()
    {
        await _world.ShakeHandsAsync();

        Assert.Equal("customer-managed", _world.Account["state"]!.ToString());
        Assert.Equal(TestSettings.Key, _world.Account["keyUri"]!.ToString());
        Assert.Equal("Microsoft.Keyvault", _world.LiveAccount["properties"]!["encryption"]!["keySource"]!.ToString());
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task A_second_run_of_unchanged_settings_changes_nothing()
    {
        await _world.ShakeHandsAsync();

        Assert.Empty(Changes(await _world.UpVendorAsync()));
        Assert.Empty(Changes(await _world.UpCustomerAsync()));
        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));
        Assert.Empty(Changes(await _world.UpCustomerAsync(refresh: true)));
    }

    [Fact]
    public async Task A_preview_reports_what_the_run_does_and_changes_nothing()
    {
        var foreseen = Changes(await _world.PreviewVendorAsync()).Order();
        Assert.Empty(_world.Vendor.Resources);

        Assert.Equal(foreseen, Changes(await _world.UpVendorAsync()).Order());
        Assert.Equal(Changes(await _world.PreviewCustomerAsync()).Order(), Changes(await _world.UpCustomerAsync()).Order());
        Assert.Equal(["create StorageAccount fabrikam"], Changes(await _world.PreviewVendorAsync()));
        Assert.Equal(["create StorageAccount fabrikam"], Changes(await _world.UpVendorAsync()));
        Assert.Empty(Changes(await _world.PreviewVendorAsync()));
        Assert.Empty(Changes(await _world.PreviewCustomerAsync()));
    }

    [Fact]
    public async Task The_handoff_records_can_be_pasted_instead()
    {
        await _world.UpVendorAsync();
        _world.EditCustomer("vendor", $$"""{"handoff":{{_world.Vendor.Outputs["handoff"]!.ToJsonString()}}}""");
        await _world.UpCustomerAsync();
        var handoff = _world.Customer.Outputs["handoff"]!.ToJsonString();
        _world.EditVendor("customers", TestSettings.Entry($$""","key":{"handoff":{{handoff}}}"""));
        await _world.UpVendorAsync();

        Assert.Equal("customer-managed", _world.Account["state"]!.ToString());
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task The_vendors_handoff_record_names_its_application_and_nothing_secret()
    {
        await _world.UpVendorAsync();
        var handoff = (JsonObject)_world.Vendor.Outputs["handoff"]!;

        Assert.Equal(["applicationId", "applicationName", "cloud", "schema", "tenantId"], handoff.Select(field => field.Key).Order());
        Assert.Equal(TestSettings.VendorTenant, handoff["tenantId"]!.ToString());
        Assert.Equal(
            $"https://login.microsoftonline.com/{TestSettings.CustomerTenant}/adminconsent?client_id={handoff["applicationId"]}",
            _world.Vendor.Outputs["consentUrls"]!["fabrikam"]!.ToString());
    }

    [Fact]
    public async Task The_customers_handoff_record_has_the_key_without_a_version()
    {
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        var handoff = (JsonObject)_world.Customer.Outputs["handoff"]!;

        Assert.Equal(
            ["applicationId", "keyUri", "schema", "servicePrincipalObjectId", "tenantId"], handoff.Select(field => field.Key).Order());
        Assert.Equal(TestSettings.Key, handoff["keyUri"]!.ToString());
        Assert.Equal(_world.Vendor.Outputs["handoff"]!["applicationId"]!.ToString(), handoff["applicationId"]!.ToString());
    }

    [Fact]
    public async Task A_stack_that_does_not_exist_is_an_error_and_not_a_customer_who_waits()
    {
        _world.EditVendor("customers", TestSettings.Entry(""","key":{"stack":"organization/xtcmk-customer/prod"}"""));

        Assert.Contains("unknown stack", (await Assert.ThrowsAnyAsync<DeploymentException>(() => _world.UpVendorAsync())).Message);
    }

    [Fact]
    public async Task A_handoff_record_of_another_tenant_in_a_stack_is_refused()
    {
        await _world.UpVendorAsync();
        await _world.UpCustomerAsync();
        _world.Customer.Outputs["handoff"]!["tenantId"] = TestSettings.VendorTenant;

        var refused = await Assert.ThrowsAnyAsync<DeploymentException>(() => _world.UpVendorAsync());

        Assert.Contains($"{CustomersStack} output handoff.tenantId: is {TestSettings.VendorTenant}", refused.Message);
    }

    [Fact]
    public async Task Wrong_settings_end_the_run_with_their_sentences_and_no_resource()
    {
        _world.EditVendor("location", "Atlantis");

        var refused = await Assert.ThrowsAnyAsync<DeploymentException>(() => _world.UpVendorAsync());

        Assert.StartsWith(
            "A setting is wrong:\n  xtcmk-isv:location: 'Atlantis' is not a location", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Vendor.Resources);
    }

    [Fact]
    public async Task A_handoff_record_that_disappears_does_not_delete_the_account()
    {
        await _world.ShakeHandsAsync();
        _world.EditVendor("customers", TestSettings.Entry());

        var refused = await Assert.ThrowsAnyAsync<DeploymentException>(() => _world.UpVendorAsync());

        Assert.Contains("'fabrikam' cannot be deleted, because it is protected", refused.Message);
        Assert.Null(_world.Refusal());
    }
}

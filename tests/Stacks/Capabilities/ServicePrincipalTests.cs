using XtCmkInfra.CustomerStack;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenTheVendorsApplicationComesIntoTheTenant
{
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task The_program_installs_it_and_takes_it_away_again()
    {
        await _world.ShakeHandsAsync();
        Assert.Equal(
            _world.Customer.Outputs["handoff"]!["servicePrincipalObjectId"]!.ToString(),
            Assert.Single(_world.ServicePrincipals())["id"]!.ToString());

        await EmptyAsync();

        Assert.Empty(_world.ServicePrincipals());
    }

    [Fact]
    public async Task One_that_is_there_is_adopted_and_never_deleted()
    {
        await _world.UpVendorAsync();
        Consent();
        var before = _world.ServicePrincipals().Single().ToJsonString();
        _world.EditCustomer("servicePrincipal", "existing");
        await _world.ShakeHandsAsync();
        Assert.Null(_world.Refusal());

        await EmptyAsync();

        Assert.Equal(before, Assert.Single(_world.ServicePrincipals()).ToJsonString());
    }

    [Fact]
    public async Task One_that_exists_is_adopted_only_by_setting()
    {
        await _world.UpVendorAsync();
        Consent();

        Assert.Equal("Request_MultipleObjectsWithSameKeyValue", (await RefusedAsync(() => _world.UpCustomerAsync())).Azure!.Code);
    }

    [Fact]
    public async Task A_tenant_that_forbids_installing_needs_an_administrators_consent()
    {
        await _world.UpVendorAsync();
        _world.Azure.LetUsersInstallApplications(LiveAzure.Customer, false);
        Assert.Equal("Authorization_RequestDenied", (await RefusedAsync(() => _world.UpCustomerAsync())).Azure!.Code);

        Consent();
        _world.EditCustomer("servicePrincipal", "existing");
        await _world.ShakeHandsAsync();

        Assert.Null(_world.Refusal());
    }

    [Fact]
    public void The_program_reports_beforehand_who_consents_and_where()
    {
        var settings = CustomerSettings.Read(TestSettings.Customer());

        var hint = ServiceAccess.ConsentHint(settings, ((Vendor.Inline)settings.Vendor).Handoff);

        Assert.Contains("Authorization_RequestDenied", hint);
        Assert.Contains("Application Administrator", hint);
        Assert.Contains(
            $"https://login.microsoftonline.com/{TestSettings.CustomerTenant}/adminconsent?client_id={TestSettings.ApplicationId}", hint);
    }

    private void Consent() => _world.Azure.Graph(LiveAzure.Customer, asAdministrator: true).Post(
        "/servicePrincipals", new() { ["appId"] = _world.Vendor.Outputs["handoff"]!["applicationId"]!.ToString() });

    private async Task EmptyAsync()
    {
        Unprotect(_world.Customer);
        await _world.Engine.UpAsync(
            _world.CustomersFiles, () => Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>()));
        Assert.Empty(_world.Customer.Resources);
    }
}

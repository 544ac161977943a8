using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenTheKeyOfAnAccountChanges
{
    private static readonly string[] Update = ["update StorageAccount fabrikam"];
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task A_pinned_version_stays_until_the_account_follows_the_newest_again()
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        var first = _world.VersionInUse();
        EditKey($$""","uri":"{{LiveAzure.Key}}/{{first}}","version":"pinned" """);
        Assert.Equal(Update, Changes(await _world.UpVendorAsync()));
        Assert.Equal(first, _world.Account["keyVersion"]!.ToString());

        var second = _world.Azure.KeyVault.RotateKey(Caller.Operator, LiveAzure.Key).Version;
        _world.Azure.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(first, _world.VersionInUse());

        EditKey("");
        Assert.Equal(Update, Changes(await _world.UpVendorAsync()));
        Assert.Equal("automatic", _world.Account["keyVersion"]!.ToString());
        Assert.Equal(second, _world.VersionInUse());
        var third = _world.Azure.KeyVault.RotateKey(Caller.Operator, LiveAzure.Key).Version;
        _world.Azure.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(third, _world.VersionInUse());
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task A_version_that_is_not_there_cannot_be_pinned_and_nothing_changes()
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        EditKey($$""","uri":"{{LiveAzure.Key}}/{{TestSettings.Version}}","version":"pinned" """);

        Assert.Equal("KeyVaultEncryptionKeyNotFound", (await RefusedAsync(() => _world.UpVendorAsync())).Azure!.Code);

        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task A_version_of_another_key_than_the_records_is_refused()
    {
        await _world.ShakeHandsAsync();
        EditKey($$""","uri":"{{LiveAzure.Key}}-other/{{TestSettings.Version}}","version":"pinned" """);

        Assert.Contains("is not a version of the key in the handoff record", (await RefusedAsync(() => _world.UpVendorAsync())).Message);
    }

    [Fact]
    public async Task The_account_moves_to_another_key_of_the_vault_while_the_former_one_stays()
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        var stored = _world.Azure.Storage.StoredBlob("stcontosofabrikam", LiveAzure.Blob);
        _world.EditCustomer("key", """{"name":"contoso-next"}""");
        _world.EditCustomer("formerKeys", """["contoso-data"]""");

        Assert.Equal(
            ["create Key contoso-next", "create RoleAssignment grant-contoso-next"], Changes(await _world.UpCustomerAsync()).Order());
        Assert.Equal([1, 2, 3], _world.Read());
        Assert.Equal(Update, Changes(await _world.UpVendorAsync()));

        Assert.EndsWith("/keys/contoso-next", _world.Account["keyUri"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], _world.Read());
        Assert.Equal(stored, _world.Azure.Storage.StoredBlob("stcontosofabrikam", LiveAzure.Blob));
    }

    [Fact]
    public async Task The_former_key_cannot_be_dropped_by_accident()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("key", """{"name":"contoso-next"}""");

        Assert.Contains(
            "'contoso-data' cannot be deleted, because it is protected", (await RefusedAsync(() => _world.UpCustomerAsync())).Message);
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task The_former_key_leaves_the_stack_on_purpose_and_stays_in_the_vault()
    {
        await The_account_moves_to_another_key_of_the_vault_while_the_former_one_stays();
        _world.EditCustomer("formerKeys", "[]");
        Unprotect(_world.Customer);

        Assert.Equal(
            ["delete Key contoso-data", "delete RoleAssignment grant-contoso-data"], Changes(await _world.UpCustomerAsync()).Order());

        Assert.NotNull(_world.Azure.KeyVault.GetKey(Caller.Operator, LiveAzure.Key));
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task The_account_moves_to_a_key_in_another_vault()
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        var second = SecondVault();
        await _world.UpAsync(second);
        _world.EditVendor("customers", TestSettings.Entry(""","key":{"stack":"organization/xtcmk-customer/second"}"""));

        Assert.Equal(Update, Changes(await _world.UpVendorAsync()));

        Assert.Equal("https://kv-fabrikam-two.vault.azure.net/keys/contoso-data", _world.Account["keyUri"]!.ToString());
        Assert.Equal([1, 2, 3], _world.Read());
    }

    [Fact]
    public async Task A_vault_is_not_replaced_by_another_name()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("vault", """{"name":"kv-fabrikam-two"}""");

        Assert.Contains(
            "the change of vaultName asks for, because it is protected", (await RefusedAsync(() => _world.UpCustomerAsync())).Message);
        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task It_goes_to_Microsofts_key_by_setting_and_back()
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        _world.EditVendor("customers", LiveAzure.Entry(""","encryption":"microsoft-managed" """));
        Assert.Equal(Update, Changes(await _world.UpVendorAsync()));
        Assert.Equal("Microsoft.Storage", _world.Encryption()["keySource"]!.ToString());
        Assert.Equal("microsoft-managed", _world.Account["state"]!.ToString());
        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));

        _world.EditCustomer("access", "revoked");
        await _world.UpCustomerAsync();
        Assert.Equal([1, 2, 3], _world.Read());
        _world.EditCustomer("access", "granted");
        await _world.UpCustomerAsync();

        _world.EditVendor("customers", LiveAzure.Entry());
        Assert.Equal(Update, Changes(await _world.UpVendorAsync()));
        Assert.Equal("Microsoft.Keyvault", _world.Encryption()["keySource"]!.ToString());
        Assert.Equal([1, 2, 3], _world.Read());
        Assert.Empty(Changes(await _world.UpVendorAsync(refresh: true)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","encryption":"customer-managed" """)]
    public async Task The_absence_of_a_key_never_leads_to_Microsofts(string more)
    {
        await _world.ShakeHandsAsync();
        _world.EditVendor("customers", TestSettings.Entry(more));
        await RefusedAsync(() => _world.UpVendorAsync());
        Assert.Equal("Microsoft.Keyvault", _world.Encryption()["keySource"]!.ToString());

        _world.EditVendor("customers", LiveAzure.Entry(more));
        _world.Customer.Outputs.Remove("handoff");
        await RefusedAsync(() => _world.UpVendorAsync());
        Assert.Equal("Microsoft.Keyvault", _world.Encryption()["keySource"]!.ToString());
    }

    [Fact]
    public async Task The_way_back_to_Microsofts_key_needs_the_customers_key_once_more()
    {
        await _world.ShakeHandsAsync();
        _world.Write();
        _world.EditCustomer("access", "revoked");
        await _world.UpCustomerAsync();
        _world.EditVendor("customers", LiveAzure.Entry(""","encryption":"microsoft-managed" """));

        await RefusedAsync(() => _world.UpVendorAsync());

        Assert.Equal("Microsoft.Keyvault", _world.Encryption()["keySource"]!.ToString());
    }

    private void EditKey(string more) => _world.EditVendor(
        "customers", TestSettings.Entry($$""","key":{"stack":"{{CustomersStack}}"{{more}}}"""));

    private ProjectFiles SecondVault() => _world.CustomersFiles.As("second").With(
        ("xtcmk-customer:resourceGroup", "rg-fabrikam-two"),
        ("xtcmk-customer:vault", """{"name":"kv-fabrikam-two"}"""),
        ("xtcmk-customer:servicePrincipal", "existing"));
}

public sealed class WhenACustomerIsTakenOut
{
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task The_account_stops_it_while_it_is_protected()
    {
        await _world.ShakeHandsAsync();
        _world.EditVendor("customers", "[]");

        foreach (var run in (Func<Task>[])[() => _world.PreviewVendorAsync(), () => _world.UpVendorAsync()])
            Assert.Contains("'fabrikam' cannot be deleted, because it is protected", (await RefusedAsync(run)).Message);
        Assert.Null(_world.Refusal());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Once_it_is_not_the_account_leaves_the_stack_and_stays_in_Azure_with_its_data(bool ownApplication)
    {
        var application = ownApplication ? ""","application":{"displayName":"Contoso for Fabrikam"}""" : "";
        _world.EditVendor("customers", LiveAzure.Entry(application));
        await _world.UpVendorAsync();
        if (ownApplication)
            _world.EditCustomer("vendor", $$"""{"handoff":{{_world.Vendor.Outputs["customerHandoffs"]!["fabrikam"]!.ToJsonString()}}}""");
        await _world.ShakeHandsAsync();
        _world.Write();
        var id = _world.Account["accountId"]!.ToString();
        _world.EditVendor("customers", "[]");
        Unprotect(_world.Vendor);

        Assert.Contains("delete StorageAccount fabrikam", Changes(await _world.UpVendorAsync()));

        Assert.DoesNotContain(_world.Vendor.Resources.Keys, key => key.Name.Contains("fabrikam", StringComparison.Ordinal));
        Assert.Empty(_world.Vendor.Outputs["accounts"]!.AsObject());
        Assert.Equal(
            "Microsoft.Keyvault",
            _world.Azure.ResourceManager.Get(id, "2024-01-01")["properties"]!["encryption"]!["keySource"]!.ToString());
        Assert.Equal([1, 2, 3], _world.Read());
    }
}

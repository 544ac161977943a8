using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

/// <summary>Every line that the programs log, when it is due and when it is not.</summary>
public sealed class WhenTheProgramsLog
{
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task A_customer_without_a_key_is_awaiting_it()
    {
        await _world.UpVendorAsync();

        var line = Assert.Single(_world.Vendor.Diagnostics);
        Assert.Equal((LogSeverity.Info, "pulumi:pulumi:Stack", "xtcmk-isv-dev", null), (line.Severity, line.Type, line.Name, line.Urn));
        Assert.StartsWith("fabrikam: awaiting its key;", line.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(250, "", 0)]
    [InlineData(251, "", 1)]
    [InlineData(251, ""","location":"northeurope" """, 0)]
    public async Task More_accounts_than_a_region_takes_are_warned_of(int customers, string lastLocation, int warnings)
    {
        var entries = Enumerable.Range(1, customers).Select(number => $$"""
            { "name": "c{{number}}", "tenantId": "{{TestSettings.CustomerTenant}}",
            "account": { "name": "stcontoso{{number}}" {{(number == customers ? lastLocation : "")}} } }
            """);
        _world.EditVendor("customers", $"[{string.Join(',', entries)}]");

        await _world.PreviewVendorAsync();

        var lines = _world.Vendor.Diagnostics.Where(line => line.Severity == LogSeverity.Warning).ToList();
        Assert.Equal(warnings, lines.Count);
        Assert.All(lines,
            line => Assert.StartsWith("warning: 251 storage accounts in westeurope: Azure takes 250", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_customer_with_a_key_awaits_nothing()
    {
        await _world.ShakeHandsAsync();

        Assert.Empty(_world.Vendor.Diagnostics);
    }

    [Fact]
    public async Task A_customer_with_Microsofts_key_awaits_nothing()
    {
        _world.EditVendor("customers", TestSettings.Entry(""","encryption":"microsoft-managed" """));

        await _world.UpVendorAsync();

        Assert.Empty(_world.Vendor.Diagnostics);
    }

    [Fact]
    public async Task An_account_that_is_taken_over_is_not_encrypted_yet()
    {
        await _world.ShakeHandsAsync();
        var id = _world.Account["accountId"]!.ToString();
        _world.EditVendor("customers", LiveAzure.Entry(account: $$"""{"name":"stcontosofabrikam","importId":"{{id}}"}"""));

        await _world.PreviewVendorAsync();

        Assert.StartsWith(
            "fabrikam: its account is imported as it is,", Assert.Single(_world.Vendor.Diagnostics).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_installs_reports_how_to_consent_even_if_refused()
    {
        await _world.UpVendorAsync();
        _world.EditCustomer("location", null);
        _world.EditCustomer("vault", """{"name":"kv-fabrikam-cmk","existing":true}""");

        await TwoTenants.RefusedAsync(() => _world.UpCustomerAsync());

        Assert.StartsWith("Installs 'Contoso Data'.", Assert.Single(_world.Customer.Diagnostics).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_adopts_reports_nothing_about_consent()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("servicePrincipal", "existing");

        await _world.PreviewCustomerAsync();

        Assert.Empty(_world.Customer.Diagnostics);
    }

    [Fact]
    public async Task A_key_that_the_settings_do_not_change_is_a_warning_about_it()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("key", """{"name":"contoso-data","size":4096}""");

        await _world.UpCustomerAsync();

        var warning = Assert.Single(_world.Customer.Diagnostics, line => line.Severity == LogSeverity.Warning);
        Assert.Equal(("azure-native:keyvault:Key", "contoso-data"), (warning.Type, warning.Name));
        Assert.EndsWith("$azure-native:keyvault:Key::contoso-data", warning.Urn, StringComparison.Ordinal);
        Assert.StartsWith(
            "warning: Azure does not change an existing key through this program: its size is 3072",
            warning.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_as_in_the_settings_is_no_warning()
    {
        await _world.ShakeHandsAsync();

        await _world.UpCustomerAsync();

        Assert.DoesNotContain(_world.Customer.Diagnostics, line => line.Severity == LogSeverity.Warning);
    }

    [Fact]
    public async Task The_document_of_a_preview_has_the_lines_as_the_engine_writes_them()
    {
        const string Rotation = "\"rotation\":{\"rotateAfter\":\"P90D\"}";
        _world.EditCustomer("key", $$"""{"name":"contoso-data",{{Rotation}}}""");
        await _world.ShakeHandsAsync();
        _world.EditCustomer("key", $$"""{"name":"contoso-data","size":4096,{{Rotation}}}""");
        var files = _world.CustomersFiles;

        var preview = await _world.Engine.PreviewInDetailAsync(files, XtCmkInfra.Cli.Projects.CustomerProgram(files.Settings));
        var diagnostics = PreviewDocument.Of([preview], showSames: false)["diagnostics"]!.AsArray();

        Assert.Equal(["info", "warning"], diagnostics.Select(line => line!["severity"]!.ToString()));
        Assert.Equal(["message", "severity"], diagnostics[0]!.AsObject().Select(field => field.Key));
        Assert.Equal(["urn", "message", "severity"], diagnostics[1]!.AsObject().Select(field => field.Key));
        Assert.EndsWith("\n", diagnostics[1]!["message"]!.ToString(), StringComparison.Ordinal);
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Moq;
using Pulumi;
using Pulumi.Testing;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

/// <summary>What the provider may answer of an existing vault, past what the simulated cloud can be made to say.</summary>
public sealed class WhenTheProviderReturnsAnExistingVault
{
    private static readonly ImmutableDictionary<string, object> Good = new Dictionary<string, object>
    {
        ["tenantId"] = TestSettings.CustomerTenant,
        ["enableSoftDelete"] = true,
        ["enablePurgeProtection"] = true,
        ["enableRbacAuthorization"] = true,
    }.ToImmutableDictionary();

    private readonly ConcurrentBag<string> _made = [];
    private readonly ConcurrentBag<LogLine> _logged = [];

    [Fact]
    public async Task One_that_keeps_all_rules_gets_the_key() => await AssertTakenAsync(Good);

    [Fact]
    public async Task Its_tenant_must_be_the_customers() => await AssertRefusedAsync(
        Good.SetItem("tenantId", TestSettings.VendorTenant),
        $"it trusts the tenant {TestSettings.VendorTenant}, not {TestSettings.CustomerTenant}: name a vault of this tenant");

    [Theory]
    [InlineData("enableSoftDelete", "soft delete is off: turn it on ('az keyvault update --enable-soft-delete'")]
    [InlineData("enablePurgeProtection", "purge protection is off: turn it on ('az keyvault update --enable-purge-protection'")]
    [InlineData("enableRbacAuthorization", "it works with access policies: set vault.accessModel to access-policies")]
    public async Task What_is_off_and_must_be_on_is_refused(string property, string sentence) =>
        await AssertRefusedAsync(Good.SetItem(property, false), sentence);

    [Theory]
    [InlineData("enablePurgeProtection", "purge protection is off")]
    [InlineData("enableRbacAuthorization", "it works with access policies")]
    [InlineData("tenantId", "it trusts the tenant nothing")]
    public async Task What_is_not_returned_is_not_assumed(string property, string sentence) =>
        await AssertRefusedAsync(Good.Remove(property), sentence);

    [Fact]
    public async Task Soft_delete_that_is_not_returned_is_on() => await AssertTakenAsync(Good.Remove("enableSoftDelete"));

    [Fact]
    public async Task Several_reasons_are_given_at_once()
    {
        var refused = await RunAsync(Good.SetItem("enableSoftDelete", false).SetItem("enablePurgeProtection", false));

        Assert.Contains("soft delete is off", refused!.Message);
        Assert.Contains("purge protection is off", refused.Message);
    }

    [Theory]
    [InlineData(null, null, "Disabled")]
    [InlineData(null, "Deny", "Enabled")]
    [InlineData("AzureServices", "Deny", "Disabled")]
    [InlineData("None", "Allow", "Enabled")]
    [InlineData("None", null, null)]
    public async Task A_firewall_that_lets_Azure_Storage_in_will_do(string? bypass, string? defaultAction, string? access)
    {
        await AssertTakenAsync(Firewalled(bypass, defaultAction, access));
        Assert.DoesNotContain(_logged, line => line.Severity == LogSeverity.Warning);
    }

    [Theory]
    [InlineData("None", "Deny", "Enabled")]
    [InlineData("None", "Allow", "Disabled")]
    [InlineData("None", "Ask", "Enabled")]
    [InlineData("None", "Allow", "Sometimes")]
    [InlineData("Some", "Deny", "Enabled")]
    public async Task A_firewall_that_may_shut_Azure_Storage_out_is_refused(string bypass, string defaultAction, string access) =>
        await AssertRefusedAsync(
            Firewalled(bypass, defaultAction, access), "its firewall keeps trusted services out, Azure Storage among them");

    [Fact]
    public async Task In_a_network_security_perimeter_it_cannot_be_determined()
    {
        await AssertTakenAsync(Firewalled("AzureServices", "Deny", "SecuredByPerimeter"));

        Assert.Contains(
            "The vault kv-fabrikam-cmk: it cannot be determined whether this holds: The vault's firewall permits Azure Storage "
                + "(the vault is in a network security perimeter, whose rules decide).",
            Assert.Single(_logged, line => line.Severity == LogSeverity.Warning).Message);
    }

    private static ImmutableDictionary<string, object> Firewalled(string? bypass, string? defaultAction, string? access)
    {
        var rules = ImmutableDictionary<string, object>.Empty;
        if (bypass is not null)
            rules = rules.SetItem("bypass", bypass);
        if (defaultAction is not null)
            rules = rules.SetItem("defaultAction", defaultAction);
        var vault = rules.IsEmpty ? Good : Good.SetItem("networkAcls", rules);
        return access is null ? vault : vault.SetItem("publicNetworkAccess", access);
    }

    private async Task AssertTakenAsync(ImmutableDictionary<string, object> vault)
    {
        Assert.Null(await RunAsync(vault));
        Assert.Contains("contoso-data", _made);
    }

    private async Task AssertRefusedAsync(ImmutableDictionary<string, object> vault, string sentence)
    {
        var refused = await RunAsync(vault);

        Assert.Contains($"The vault kv-fabrikam-cmk cannot keep the key:\n  {sentence}", refused?.Message);
        Assert.DoesNotContain("contoso-data", _made);
    }

    private async Task<Exception?> RunAsync(ImmutableDictionary<string, object> vault)
    {
        var mocks = new Mock<IMocks>();
        mocks.Setup(azure => azure.NewResourceAsync(It.IsAny<MockResourceArgs>())).Returns((MockResourceArgs args) =>
        {
            if (!args.Type!.StartsWith("xtcmk:", StringComparison.Ordinal))
                _made.Add(args.Name!);
            var outputs = args.Inputs.SetItem("objectId", TestSettings.Officer).SetItem("keyUri", TestSettings.Key);
            return Task.FromResult<(string?, object)>(($"/live/{args.Name}", outputs));
        });
        mocks.Setup(azure => azure.CallAsync(It.Is<MockCallArgs>(call => call.Token == "azure-native:keyvault:getVault"))).ReturnsAsync(
            new Dictionary<string, object> { ["id"] = "/live/vault", ["name"] = "kv-fabrikam-cmk", ["properties"] = vault }
                .ToImmutableDictionary());
        LogLine.Listen(_logged.Add);
        var settings = TestSettings.Customer(("location", null), ("vault", """{"name":"kv-fabrikam-cmk","existing":true}"""));
        return await Record.ExceptionAsync(async () => await Deployment.TestAsync(
            mocks.Object,
            new TestOptions(),
            () => CustomerStack.CustomerStack.DeclareAsync(CustomerSettings.Read(settings), new SimulatedClock())));
    }
}

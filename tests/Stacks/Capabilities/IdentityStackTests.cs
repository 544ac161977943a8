using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Stacks;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenPhase1IsAStackOfItsOwn
{
    private const string IdentityStack = "organization/xtcmk-isv/identity";
    private readonly TwoTenants _world = new();
    private readonly ProjectFiles _identity;

    public WhenPhase1IsAStackOfItsOwn()
    {
        _world.EditVendor("identities", """["id-b","id-a"]""");
        _world.EditVendor("defaultIdentity", "id-b");
        _world.EditCustomer("vendor", $$"""{"stack":"{{IdentityStack}}"}""");
        _identity = _world.VendorsFiles.As("identity").With(("xtcmk-isv:customers", null));
    }

    [Fact]
    public async Task Customers_in_other_stacks_share_its_application_and_identities()
    {
        await _world.UpAsync(_identity);
        await _world.UpCustomerAsync();
        await _world.UpAsync(Customers("emea", """{"name":"stcontosofabrikam"}"""));
        var steps = await _world.UpAsync(Customers("apac", """{"name":"stcontosoapac"}""", ""","identity":"id-a" """));

        Assert.Equal(["create ResourceGroup resource-group", "create StorageAccount fabrikam"], Changes(steps).Order());
        var (emea, apac) = (Outputs("emea"), Outputs("apac"));
        Assert.Equal(emea["federatedIdentityClientId"]!.ToString(), apac["federatedIdentityClientId"]!.ToString());
        Assert.EndsWith("/id-b", emea["identityId"]!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("/id-a", apac["identityId"]!.ToString(), StringComparison.Ordinal);
        _world.Azure.Storage.WriteBlob("stcontosofabrikam", "a", [1]);
        _world.Azure.Storage.WriteBlob("stcontosoapac", "a", [1]);
        Assert.Empty(Changes(await _world.UpAsync(Customers("emea", """{"name":"stcontosofabrikam"}"""))));
        Assert.Empty(Changes(await _world.UpAsync(_identity)));
    }

    [Fact]
    public async Task A_stack_that_does_not_exist_is_refused() =>
        Assert.Contains("unknown stack", (await RefusedAsync(() => _world.UpAsync(Customers("emea")))).Message);

    [Fact]
    public async Task A_stack_that_has_not_run_yet_is_refused()
    {
        _world.Engine.Stack("xtcmk-isv", "identity");

        var refused = await RefusedAsync(() => _world.UpAsync(Customers("emea")));

        Assert.Contains($"{IdentityStack} output handoff: is missing: run 'pulumi up' for that stack first (phase 1)", refused.Message);
        Assert.DoesNotContain(
            _world.Engine.Stack("xtcmk-isv", "emea").Resources.Keys, key => key.Type.EndsWith(":StorageAccount", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("handoff", "is missing")]
    [InlineData("identities", "is missing")]
    public async Task A_stack_without_one_of_its_outputs_is_refused(string output, string sentence)
    {
        await _world.UpAsync(_identity);
        _world.Engine.Stack("xtcmk-isv", "identity").Outputs.Remove(output);

        Assert.Contains(
            $"{IdentityStack} output {output}: {sentence}", (await RefusedAsync(() => _world.UpAsync(Customers("emea")))).Message);
    }

    [Fact]
    public async Task A_stack_with_several_identities_and_no_default_needs_one_here()
    {
        await _world.UpAsync(_identity.With(("xtcmk-isv:defaultIdentity", null)));
        await _world.UpCustomerAsync();

        Assert.Contains(
            $"xtcmk-isv:defaultIdentity: is missing, here and in {IdentityStack}, which has several identities (id-a, id-b)",
            (await RefusedAsync(() => _world.UpAsync(Customers("emea")))).Message);
        await _world.UpAsync(Customers("emea").With(("xtcmk-isv:defaultIdentity", "id-a")));
        await _world.UpAsync(Customers("apac", """{"name":"stcontosoapac"}""", ""","identity":"id-b" """));

        Assert.EndsWith("/id-a", Outputs("emea")["identityId"]!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("/id-b", Outputs("apac")["identityId"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_default_that_it_does_not_have_is_refused()
    {
        await _world.UpAsync(_identity);

        var refused = await RefusedAsync(() => _world.UpAsync(Customers("emea").With(("xtcmk-isv:defaultIdentity", "id-c"))));

        Assert.Contains($"'id-c' is not one of the identities of {IdentityStack} (id-a, id-b)", refused.Message);
    }

    [Fact]
    public async Task A_customer_can_take_its_handoff_record_from_any_of_the_stacks()
    {
        await _world.UpAsync(_identity);
        _world.Engine.Stack("xtcmk-customer", "dev");
        await _world.UpAsync(Customers("emea"));
        Assert.Equal(
            _world.Engine.Stack("xtcmk-isv", "identity").Outputs["handoff"]!.ToJsonString(),
            _world.Engine.Stack("xtcmk-isv", "emea").Outputs["handoff"]!.ToJsonString());

        _world.EditCustomer("vendor", """{"stack":"organization/xtcmk-isv/emea"}""");
        await _world.UpCustomerAsync();
        await _world.UpAsync(Customers("emea"));

        Assert.Equal("customer-managed", Outputs("emea")["state"]!.ToString());
    }

    [Fact]
    public async Task A_stack_of_another_tenant_is_refused()
    {
        await _world.UpAsync(_identity);
        _world.Engine.Stack("xtcmk-isv", "identity").Outputs["handoff"]!["tenantId"] = TestSettings.CustomerTenant;

        Assert.Contains(
            $"is of the tenant {TestSettings.CustomerTenant} (public)",
            (await RefusedAsync(() => _world.UpAsync(Customers("emea")))).Message);
    }

    [Fact]
    public async Task An_identity_that_it_does_not_have_is_refused()
    {
        await _world.UpAsync(_identity);

        var refused = await RefusedAsync(() => _world.UpAsync(Customers("emea", more: ""","identity":"id-c" """)));

        Assert.Contains($"'id-c' is not one of the identities of {IdentityStack} (id-a, id-b)", refused.Message);
    }

    private JsonNode Outputs(string stack) => _world.Engine.Stack("xtcmk-isv", stack).Outputs["accounts"]!["fabrikam"]!;

    private ProjectFiles Customers(string stack, string account = TestSettings.Account, string more = "") =>
        _world.VendorsFiles.As(stack).With(
        ("xtcmk-isv:application", null),
        ("xtcmk-isv:identities", null),
        ("xtcmk-isv:defaultIdentity", null),
        ("xtcmk-isv:identityStack", IdentityStack),
        ("xtcmk-isv:resourceGroup", $"rg-contoso-{stack}"),
        ("xtcmk-isv:customers", LiveAzure.Entry(more, account)));
}

using XtCmkInfra.Simulator.Stacks;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Settings;

/// <summary>The simulated time begins on 5 January 2026.</summary>
public sealed class WhenAKeyWouldHaveExpired
{
    private readonly TwoTenants _world = new();

    [Theory]
    [InlineData("""{"name":"contoso-data","expires":"2026-01-05"}""", "key.expires: is 2026-01-05, which is past")]
    [InlineData("""{"name":"contoso-data","expires":"2020-12-31"}""", "key.expires: is 2020-12-31, which is past")]
    [InlineData(
        """{"name":"contoso-data","expires":"2026-03-01","rotation":{"rotateAfter":"P90D"}}""",
        "key.expires: is 2026-03-01, before the first rotation on 2026-04-05")]
    public async Task It_is_not_made(string key, string sentence)
    {
        await _world.UpVendorAsync();
        _world.EditCustomer("key", key);

        Assert.Contains(sentence, (await RefusedAsync(_world.PreviewCustomerAsync)).Message);
        var refused = await RefusedAsync(() => _world.UpCustomerAsync());

        Assert.StartsWith("A setting is wrong:\n  xtcmk-customer:key.expires: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("a key 'contoso-data' that exists was not found", refused.Message);
        Assert.Empty(_world.Customer.Resources);
    }

    [Theory]
    [InlineData("""{"name":"contoso-data","expires":"2026-01-06"}""")]
    [InlineData("""{"name":"contoso-data","expires":"2026-06-01","rotation":{"rotateAfter":"P90D"}}""")]
    public async Task One_that_can_be_used_first_is_made(string key)
    {
        _world.EditCustomer("key", key);

        await _world.ShakeHandsAsync();

        Assert.Null(_world.Refusal());
    }

    [Fact]
    public async Task One_that_exists_does_not_stop_the_run_that_revokes_it()
    {
        _world.EditCustomer("key", """{"name":"contoso-data","expires":"2026-06-01"}""");
        await _world.ShakeHandsAsync();
        _world.Azure.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Empty(Changes(await _world.UpCustomerAsync()));

        _world.EditCustomer("access", "revoked");

        Assert.Equal(["delete RoleAssignment grant-contoso-data"], Changes(await _world.UpCustomerAsync()));
    }

    [Fact]
    public async Task A_look_up_that_fails_is_no_failure_of_a_program_that_goes_on()
    {
        await _world.UpVendorAsync();
        await Assert.ThrowsAnyAsync<DeploymentException>(() => _world.UpAsync(_world.CustomersFiles.With(
            ("xtcmk-customer:key", """{"name":"contoso-data","expires":"2020-12-31"}"""))));

        Assert.Contains("create Key contoso-data", Changes(await _world.UpCustomerAsync()));
    }
}

using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_rotation_policy
{
    private const string Every90Days = """
        {
          "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P90D" }, "action": { "type": "Rotate" } } ],
          "attributes": { "expiryTime": "P1Y" }
        }
        """;

    private readonly World _world = new World().WithVault().WithKey();

    private KeyVaultService Vault => _world.Azure.KeyVault;

    private int Versions => Vault.ListVersions(Caller.Operator, World.Key).Count;

    [Fact]
    public void Makes_a_version_when_the_latest_is_old_enough()
    {
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));

        _world.Azure.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromTicks(1));
        Assert.Equal(1, Versions);
        _world.Azure.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(2, Versions);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal(6, Versions);
    }

    [Fact]
    public void Gives_the_new_version_its_expiry_and_the_time_at_which_it_was_due()
    {
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));

        _world.Azure.Clock.Advance(TimeSpan.FromDays(100));

        var latest = Vault.GetKey(Caller.Operator, World.Key);
        Assert.Equal(SimulatedClock.DefaultStart.AddDays(90), latest.Created);
        Assert.Equal(SimulatedClock.DefaultStart.AddDays(90).AddYears(1), latest.Expires);
    }

    [Fact]
    public void Makes_a_version_before_the_latest_expires()
    {
        Vault.CreateKey(Caller.Operator, World.Key, new KeyParameters(Expires: _world.Azure.Clock.GetUtcNow().AddDays(60)));
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body("""
            {
              "lifetimeActions": [ { "trigger": { "timeBeforeExpiry": "P30D" }, "action": { "type": "Rotate" } } ],
              "attributes": { "expiryTime": "P90D" }
            }
            """));

        _world.Azure.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(2, Versions);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, Versions);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(4, Versions);
    }

    [Fact]
    public void That_covers_the_past_acts_as_soon_as_time_moves()
    {
        _world.Azure.Clock.Advance(TimeSpan.FromDays(200));
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));
        Assert.Equal(1, Versions);

        _world.Azure.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, Versions);
        Assert.Equal(SimulatedClock.DefaultStart.AddDays(200), Vault.GetKey(Caller.Operator, World.Key).Created);
    }

    [Fact]
    public void Leaves_a_disabled_key_alone_until_it_is_enabled()
    {
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));
        Vault.SetEnabled(Caller.Operator, World.Key, false);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(100));
        Assert.Equal(1, Versions);

        Vault.SetEnabled(Caller.Operator, World.Key, true);
        _world.Azure.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Versions);
    }

    [Fact]
    public void Leaves_a_deleted_key_alone()
    {
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days.Replace("P90D", "P30D", StringComparison.Ordinal)));
        Vault.DeleteKey(Caller.Operator, World.Key);
        _world.Azure.Clock.Advance(TimeSpan.FromDays(80));

        Vault.RecoverDeletedKey(Caller.Operator, World.Key);

        Assert.Equal(1, Versions);
    }

    [Fact]
    public void That_only_notifies_makes_no_version()
    {
        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body("""
            { "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D" }, "action": { "type": "Notify" } } ] }
            """));

        _world.Azure.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(1, Versions);
    }

    [Fact]
    public void Is_returned_as_it_was_set()
    {
        Assert.Empty(Vault.GetRotationPolicy(Caller.Operator, World.Key)["lifetimeActions"]!.AsArray());

        Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Every90Days));

        var policy = Vault.GetRotationPolicy(Caller.Operator, World.Key);
        Assert.Equal("P90D", policy.Text("lifetimeActions.0.trigger.timeAfterCreate"));
        Assert.Equal("Rotate", policy.Text("lifetimeActions.0.action.type"));
        Assert.Equal("P1Y", policy.Text("attributes.expiryTime"));
    }

    [Theory]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P6D" }, "action": { "type": "Rotate" } } ] }""")]
    [InlineData(
        """
        { "lifetimeActions": [ { "trigger": { "timeBeforeExpiry": "P6D" }, "action": { "type": "Rotate" } } ],
        "attributes": { "expiryTime": "P90D" } }
        """)]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeBeforeExpiry": "P30D" }, "action": { "type": "Rotate" } } ] }""")]
    [InlineData(
        """
        { "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D", "timeBeforeExpiry": "P30D" }, "action": {
        "type": "Rotate" } } ], "attributes": { "expiryTime": "P90D" } }
        """)]
    [InlineData(
        """
        { "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P89D" }, "action": { "type": "Rotate" } } ],
        "attributes": { "expiryTime": "P90D" } }
        """)]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D" }, "action": { "type": "Celebrate" } } ] }""")]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "soon" }, "action": { "type": "Rotate" } } ] }""")]
    [InlineData(
        """
        { "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D" }, "action": { "type": "Rotate" } }, {
        "trigger": { "timeAfterCreate": "P60D" }, "action": { "type": "rotate" } } ] }
        """)]
    [InlineData("""{ "attributes": { "expiryTime": "P27D" } }""")]
    [InlineData("""{ "id": "mine" }""")]
    public void Is_refused_where_it_cannot_be(string policy) => Refusal.Is(
        400, "BadParameter", _world, () => Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(policy)));

    [Theory]
    [InlineData("""{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P7D" }, "action": { "type": "Rotate" } } ] }""")]
    [InlineData(
        """
        { "lifetimeActions": [ { "trigger": { "timeBeforeExpiry": "P7D" }, "action": { "type": "Rotate" } } ],
        "attributes": { "expiryTime": "P28D" } }
        """)]
    [InlineData("""{ }""")]
    public void Is_taken_where_it_can_be(string policy) =>
        Assert.NotNull(Vault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(policy)));
}

using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_simulated_clock
{
    private readonly SimulatedClock _clock = new();

    [Fact]
    public void Stands_still()
    {
        Assert.Equal(SimulatedClock.DefaultStart, _clock.GetUtcNow());
        Assert.Equal(_clock.GetUtcNow(), _clock.GetUtcNow());
    }

    [Fact]
    public void Moves_by_what_it_is_advanced()
    {
        var before = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromHours(36));

        Assert.Equal(SimulatedClock.DefaultStart.AddHours(36), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(36), _clock.GetElapsedTime(before));
    }

    [Fact]
    public void Does_not_go_back() => Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromSeconds(-1)));

    [Fact]
    public void Has_no_timers() =>
        Assert.Throws<NotSupportedException>(() => _clock.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.Zero));

    [Fact]
    public void Is_the_time_of_every_cloud_that_uses_it()
    {
        var one = new SimulatedAzure(_clock);
        var other = new SimulatedAzure(_clock);

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(one.Clock.GetUtcNow(), other.Clock.GetUtcNow());
    }
}

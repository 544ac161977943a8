namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// The time of the simulated cloud. It stands still until <see cref="Advance"/> moves it; on the way it stops at every event
/// that falls due, so that events see the time at which they happen, in the order of their times.
/// </summary>
public sealed class SimulatedClock : TimeProvider
{
    /// <summary>Where a clock begins by default: a fixed day, so that two runs print the same.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly Lock _moving = new();
    private readonly List<ITimed> _timed = [];
    private long _ticks;

    public SimulatedClock()
        : this(DefaultStart)
    {
    }

    public SimulatedClock(DateTimeOffset start) => _ticks = start.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <exception cref="NotSupportedException">Always: a timer of the framework would follow the wall clock.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("A simulated clock has no timers: nothing happens until it is advanced.");

    /// <summary>Moves the time forward; everything that falls due on the way has happened when it returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative.</exception>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        lock (_moving)
        {
            var end = GetUtcNow() + span;
            while (Next() is { Timed: { } timed, Due: var due } && due <= end)
            {
                MoveTo(due);
                timed.RunDue(GetUtcNow());
            }

            MoveTo(end);
        }
    }

    internal void Attach(ITimed timed)
    {
        lock (_moving)
            _timed.Add(timed);
    }

    private (ITimed? Timed, DateTimeOffset Due) Next()
    {
        (ITimed? Timed, DateTimeOffset Due) next = (null, DateTimeOffset.MaxValue);
        foreach (var timed in _timed)
        {
            if (timed.NextDue is { } due && due < next.Due)
                next = (timed, due);
        }

        return next;
    }

    /// <summary>An event may be overdue, when a rule made since then covers the past: then it happens now, not back then.</summary>
    private void MoveTo(DateTimeOffset time) => Interlocked.Exchange(ref _ticks, Math.Max(GetUtcNow().UtcTicks, time.UtcTicks));
}

/// <summary>Something that has events of its own as time goes by.</summary>
internal interface ITimed
{
    DateTimeOffset? NextDue { get; }

    /// <summary>Lets the first event happen that is due at <paramref name="now"/>, and afterwards is no longer due.</summary>
    void RunDue(DateTimeOffset now);
}

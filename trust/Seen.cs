namespace XtCmkInfra.Trust;

/// <summary>What a call to Azure answered: a value, that there is none, or why it is not known.</summary>
public sealed record Seen<T>
    where T : class
{
    internal Seen(T? value, string? failure, DateTimeOffset at, bool isVisible)
    {
        Value = value;
        Failure = failure;
        At = at;
        IsVisible = isVisible;
    }

    /// <summary>Null where there is none, or where it is not known.</summary>
    public T? Value { get; }

    /// <summary>Why it is not known; null where it is.</summary>
    public string? Failure { get; }

    public DateTimeOffset At { get; }

    /// <summary>Whether it was asked at all.</summary>
    public bool IsVisible { get; }

    /// <summary>Whether it is known that there is none.</summary>
    public bool IsGone => IsVisible && Failure is null && Value is null;

    /// <summary>A part of it: as little known as the whole.</summary>
    public Seen<TPart> Select<TPart>(Func<T, TPart?> part)
        where TPart : class => new(Value is null ? null : part(Value), Failure, At, IsVisible);

    /// <summary>
    /// What is stated about it: by <paramref name="check"/> where it is there, by <paramref name="missing"/> where it is not, and of
    /// every rule that nothing can be told where it is not known.
    /// </summary>
    public IEnumerable<Statement> State(ResourceName resource, IEnumerable<Rule> rules, Func<T, IEnumerable<Statement>> check, Rule? missing = null)
    {
        if (!IsVisible)
            return rules.Select(rule => new Statement(rule, resource, Verdict.NotVisible, "", "", null, null));
        if (Failure is not null)
            return rules.Select(rule => new Statement(rule, resource, Verdict.CouldNotTell, "", "", Failure, At));
        if (Value is null)
            return missing is null ? rules.Select(rule => new Statement(rule, resource, Verdict.CouldNotTell, "", "", "Azure says that there is nothing to read", At)) : [new Statement(missing, resource, Verdict.Broken, "exists", "not there", null, At)];
        return missing is null ? check(Value) : check(Value).Prepend(new Statement(missing, resource, Verdict.Holds, "exists", "exists", null, At));
    }
}

/// <summary>Makes what was seen.</summary>
public static class Seen
{
    public static Seen<T> NotAsked<T>()
        where T : class => new(null, null, default, false);

    /// <param name="value">Null where Azure says that there is none.</param>
    public static Seen<T> Of<T>(T? value, DateTimeOffset at)
        where T : class => new(value, null, at, true);

    public static Seen<T> Failed<T>(string reason, DateTimeOffset at)
        where T : class => new(null, reason, at, true);
}

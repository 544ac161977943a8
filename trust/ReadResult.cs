namespace XtCmkInfra.Trust;

/// <summary>What a call to Azure answered: a value, that there is none, or why it cannot be determined.</summary>
public sealed record ReadResult<T>
    where T : class
{
    internal ReadResult(T? value, string? failure, DateTimeOffset at, bool isSkipped)
    {
        Value = value;
        Failure = failure;
        At = at;
        IsSkipped = isSkipped;
    }

    /// <summary>Null where there is none, or where it is not known.</summary>
    public T? Value { get; }

    /// <summary>Why it is not known; null where it is.</summary>
    public string? Failure { get; }

    public DateTimeOffset At { get; }

    /// <summary>Whether Azure was not asked at all.</summary>
    public bool IsSkipped { get; }

    /// <summary>Whether it is known that there is none.</summary>
    public bool NotFound => !IsSkipped && Failure is null && Value is null;

    /// <summary>A part of it: as little known as the whole.</summary>
    public ReadResult<TPart> Select<TPart>(Func<T, TPart?> part)
        where TPart : class => new(Value is null ? null : part(Value), Failure, At, IsSkipped);

    /// <summary>
    /// The results for this resource: those of <paramref name="check"/> where it is there, <paramref name="missing"/> where it is not, and
    /// for every rule that it cannot be determined where it is not known.
    /// </summary>
    /// <param name="missing">The rule that it exists; null for something that always does.</param>
    public IEnumerable<CheckResult> Evaluate(
        ResourceName resource, IEnumerable<Rule> rules, Func<T, IEnumerable<CheckResult>> check, Rule? missing = null)
    {
        var all = missing is null ? rules : rules.Prepend(missing);
        if (IsSkipped)
            return all.Select(rule => CheckResult.Skipped(rule, resource));
        if (Failure is not null)
            return all.Select(rule => CheckResult.Undetermined(rule, resource, "", Failure, At));
        if (Value is null)
        {
            return missing is null
                ? rules.Select(rule => CheckResult.Undetermined(rule, resource, "", "Azure reports that there is nothing to read", At))
                : [CheckResult.Of(false, missing, resource, "exists", "does not exist", At)];
        }

        return missing is null ? check(Value) : check(Value).Prepend(CheckResult.Of(true, missing, resource, "exists", "exists", At));
    }
}

/// <summary>Makes results of reading.</summary>
public static class ReadResult
{
    public static ReadResult<T> Skipped<T>()
        where T : class => new(null, null, default, true);

    /// <param name="value">Null where Azure reports that there is none.</param>
    public static ReadResult<T> Of<T>(T? value, DateTimeOffset at)
        where T : class => new(value, null, at, false);

    public static ReadResult<T> Failed<T>(string reason, DateTimeOffset at)
        where T : class => new(null, reason, at, false);
}

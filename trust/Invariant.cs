namespace XtCmkInfra.Trust;

/// <summary>Whether a state is as it must be.</summary>
/// <param name="Holds">Null where that cannot be determined.</param>
/// <param name="Expected">What must be the case.</param>
/// <param name="Found">What is the case; where that cannot be determined, why.</param>
public sealed record Outcome(bool? Holds, string Expected, string Found)
{
    /// <summary>Whether it holds for now, and something is still to come that must be waited for.</summary>
    public bool IsPending { get; init; }

    /// <summary>Whether the source reports, or may report, a change of what is hidden.</summary>
    public bool IsReported { get; init; }

    /// <summary>That a flag is on; where it is absent, as <paramref name="otherwise"/>.</summary>
    public static Outcome On(Value flag, bool otherwise = false) => flag.Knowledge switch
    {
        Knowledge.Unknown or Knowledge.Secret => new(null, "on", flag.ToString()) { IsReported = flag.MayChange },
        Knowledge.Absent => new(otherwise, "on", otherwise ? "on" : "off"),
        _ => new(flag.Is("true"), "on", flag.Is("true") ? "on" : "off") { IsReported = flag.MayChange },
    };

    public static Outcome Of(Comparison comparison, string expected, string found) =>
        new(comparison switch { Comparison.Same => true, Comparison.Different => false, _ => null }, expected, found);
}

/// <summary>Something that must be true of a state, whoever asks for it or has it.</summary>
/// <param name="Check">Null where the rule does not apply to the state.</param>
public sealed record Invariant<T>(Rule Rule, Func<T, Outcome?> Check)
    where T : Resource;

/// <summary>
/// Something that must stay as it was agreed: in a review as it was before the change, in a verification as the outputs of the stacks say.
/// </summary>
/// <param name="Rule">The rule that holds where the state is as agreed; null where nothing is agreed.</param>
/// <param name="Broken">The rule that is broken, by the agreed state and the one that is found; null where none is.</param>
/// <param name="Describe">The agreed property in words.</param>
public sealed record Agreement<T>(Func<T, T, Rule?> Rule, Func<T, T, PropertyComparer, Rule?> Broken, Func<T, string> Describe)
    where T : Resource;

public static class Agreement
{
    /// <summary>One property that must stay the same.</summary>
    public static Agreement<T> Of<T>(Rule rule, string path, Func<T, Value> property, Func<T, T, bool>? applies = null)
        where T : Resource => new(
            (agreed, found) => applies?.Invoke(agreed, found) == false ? null : rule,
            (agreed, found, comparer) => comparer.Compare(path, property(agreed), property(found)) == Comparison.Different ? rule : null,
            state => property(state).ToString());
}

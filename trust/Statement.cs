namespace XtCmkInfra.Trust;

/// <summary>Whether one thing that must be true of a link is true.</summary>
public enum Verdict
{
    Holds,

    /// <summary>It is not as it must be, and the chain still works.</summary>
    Weak,

    /// <summary>It is not as it must be, and the chain does not work, or the promise is broken.</summary>
    Broken,

    /// <summary>It was asked, and the answer did not come or cannot be read.</summary>
    CouldNotTell,

    /// <summary>It is in a tenant that was not looked at.</summary>
    NotVisible,
}

/// <summary>What was found of one rule at one link: evidence.</summary>
/// <param name="Promised">What it must be.</param>
/// <param name="Seen">What it is; empty where that could not be told.</param>
/// <param name="Reason">Why it could not be told; null otherwise.</param>
/// <param name="ReadAt">When it was read from Azure; null where it was not.</param>
public sealed record Statement(
    Rule Rule, ResourceName Resource, Verdict Verdict, string Promised, string Seen, string? Reason, DateTimeOffset? ReadAt)
{
    public bool IsFinding => Verdict is Verdict.Broken or Verdict.Weak;

    /// <summary>Findings first, worst of all first; then what could not be told, and then what holds.</summary>
    public static IComparer<Statement> WorstFirst { get; } = Comparer<Statement>.Create((one, other) =>
    {
        var order = Rank(one).CompareTo(Rank(other));
        if (order == 0)
            order = other.Rule.Severity.CompareTo(one.Rule.Severity);
        if (order == 0)
            order = string.CompareOrdinal(one.Rule.Code, other.Rule.Code);
        return order == 0 ? string.CompareOrdinal(one.Resource.Id, other.Resource.Id) : order;
    });

    private static int Rank(Statement statement) => statement.Verdict switch
    {
        Verdict.Broken => 0,
        Verdict.Weak => 1,
        Verdict.CouldNotTell => 2,
        Verdict.NotVisible => 3,
        _ => 4,
    };
}


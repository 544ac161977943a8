namespace XtCmkInfra.Trust;

/// <summary>Whether one rule holds at one resource.</summary>
public enum Verdict
{
    Holds,

    /// <summary>It does not hold, and the chain still works as agreed.</summary>
    Weak,

    /// <summary>It does not hold, and the chain does not work, or not as agreed.</summary>
    Broken,

    /// <summary>Azure was asked, and the answer did not come or cannot be read.</summary>
    CannotBeDetermined,

    /// <summary>The resource is in a tenant that was not checked.</summary>
    NotVisible,
}

/// <summary>The result of one rule at one resource: evidence.</summary>
/// <param name="Expected">What must be the case.</param>
/// <param name="Found">What is the case; empty where that cannot be determined.</param>
/// <param name="Reason">Why it cannot be determined; null otherwise.</param>
/// <param name="ReadAt">When it was read from Azure; null where it was not.</param>
public sealed record CheckResult(
    Rule Rule, ResourceName Resource, Verdict Verdict, string Expected, string Found, string? Reason, DateTimeOffset? ReadAt)
{
    /// <summary>
    /// The customers whose data hangs on it, by name or by tenant; none where it is the vendor's own, and so everybody's.
    /// </summary>
    public IReadOnlyList<string> Customers { get; init; } = [];

    /// <summary>Whether it holds for now, and something is still to come that must be waited for.</summary>
    public bool IsPending { get; init; }

    /// <summary>Why it is accepted that the rule does not hold here; null where it is not.</summary>
    public string? AcceptedBecause { get; init; }

    public bool IsFinding => Verdict is Verdict.Broken or Verdict.Weak && AcceptedBecause is null;

    /// <summary>What is the case: one sentence without its full stop.</summary>
    public string Title => Verdict == Verdict.Holds ? Rule.Holds ?? Rule.Title : Rule.Title;

    /// <summary>Findings first, worst of all first; then what cannot be determined, what is accepted, and then what holds.</summary>
    public static IComparer<CheckResult> WorstFirst { get; } = Comparer<CheckResult>.Create((one, other) =>
    {
        var order = Rank(one).CompareTo(Rank(other));
        if (order == 0)
            order = other.Rule.Severity.CompareTo(one.Rule.Severity);
        if (order == 0)
            order = string.CompareOrdinal(one.Rule.Code, other.Rule.Code);
        return order == 0 ? string.CompareOrdinal(one.Resource.Id, other.Resource.Id) : order;
    });

    public static CheckResult Of(bool holds, Rule rule, ResourceName resource, string expected, string found, DateTimeOffset? readAt) =>
        new(
        rule,
        resource,
        holds ? Verdict.Holds : IsBroken(rule) ? Verdict.Broken : Verdict.Weak,
        expected,
        found,
        null,
        readAt);

    public static CheckResult Of(Rule rule, ResourceName resource, Outcome outcome, DateTimeOffset? readAt) => outcome.Holds is { } holds
        ? Of(holds, rule, resource, outcome.Expected, outcome.Found, readAt) with { IsPending = outcome.IsPending }
        : Undetermined(rule, resource, outcome.Expected, outcome.Found, readAt);

    public static CheckResult Undetermined(Rule rule, ResourceName resource, string expected, string reason, DateTimeOffset? readAt) =>
        new(rule, resource, Verdict.CannotBeDetermined, expected, "", reason, readAt);

    public static CheckResult Skipped(Rule rule, ResourceName resource) => new(rule, resource, Verdict.NotVisible, "", "", null, null);

    private static bool IsBroken(Rule rule) =>
        rule.Effect >= Effect.OtherKey || (rule is { Effect: Effect.None, Severity: >= Severity.High });

    private static int Rank(CheckResult result) => result.Verdict switch
    {
        Verdict.Broken when result.IsFinding => 0,
        Verdict.Weak when result.IsFinding => 1,
        Verdict.CannotBeDetermined => 2,
        Verdict.Broken or Verdict.Weak => 3,
        Verdict.NotVisible => 4,
        _ => 5,
    };
}

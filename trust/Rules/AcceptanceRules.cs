namespace XtCmkInfra.Trust;

/// <summary>Rules of what is accepted in xtcmk.yaml: no acceptance lasts for ever, and none outlives what it accepts.</summary>
public static class AcceptanceRules
{
    /// <summary>So many days after its end, an acceptance that is still there is no oversight any more.</summary>
    public const int DaysOfGrace = 30;

    private const string Remedy = "Mend what it accepts and take the entry out of xtcmk.yaml, or agree on a new end with its owner.";

    public static Rule Overdue { get; } = new(
        "accepted-overdue",
        Severity.High,
        $"An accepted finding expired {DaysOfGrace} days ago or more",
        "What was accepted for a time has become permanent without anybody's decision.",
        Remedy)
    {
        Effect = Effect.None,
    };

    public static Rule Expired { get; } = new(
        "accepted-expired",
        Severity.Low,
        "An accepted finding has expired",
        "The data is as before; what was accepted counts again.",
        Remedy)
    {
        Effect = Effect.None,
    };

    public static Rule Unmatched { get; } = new(
        "accepted-unmatched",
        Severity.Low,
        "An accepted finding matches nothing",
        "Either it is mended, or the entry names another resource than was meant, and would accept what nobody agreed to.",
        "Take the entry out of xtcmk.yaml, or correct its code or resource.")
    {
        Effect = Effect.None,
    };

    public static IReadOnlyList<Rule> All { get; } = [Overdue, Expired, Unmatched];
}

namespace XtCmkInfra.Trust;

/// <summary>Rules of what is accepted in xtcmk.yaml: no acceptance lasts for ever, and none outlives what it accepts.</summary>
public static class AcceptanceRules
{
    /// <summary>The number of days after its end from which an acceptance that remains counts high.</summary>
    public const int DaysOfGrace = 30;

    private const string Remedy = "Correct what it accepts and remove the entry from xtcmk.yaml, or agree on a new end with its owner.";

    public static Rule Overdue { get; } = new(
        "accepted-overdue",
        Severity.High,
        $"An accepted finding expired {DaysOfGrace} days ago or more",
        "A temporary acceptance has become permanent without a decision.",
        Remedy)
    {
        Effect = Effect.None,
    };

    public static Rule Expired { get; } = new(
        "accepted-expired",
        Severity.Low,
        "An accepted finding has expired",
        "The data is unchanged. The finding counts again.",
        Remedy)
    {
        Effect = Effect.None,
    };

    public static Rule Unmatched { get; } = new(
        "accepted-unmatched",
        Severity.Low,
        "An accepted finding matches nothing",
        "The finding no longer exists, or the entry names the wrong resource.",
        "Remove the entry from xtcmk.yaml, or correct its code or resource.")
    {
        Effect = Effect.None,
    };

    public static IReadOnlyList<Rule> All { get; } = [Overdue, Expired, Unmatched];
}

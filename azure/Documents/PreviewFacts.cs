namespace XtCmkInfra.Azure;

/// <summary>What a document says of itself, beside its steps.</summary>
internal sealed class PreviewFacts
{
    /// <summary>What a document of simulated tenants has and no other: <c>"simulated": true</c>.</summary>
    public const string SimulatedMark = "simulated";

    /// <summary>How many steps there were of each operation, whatever they concern.</summary>
    public Dictionary<Operation, int> Steps { get; } = [];

    /// <summary>How many the document's summary counts; null if it has none.</summary>
    public Dictionary<Operation, int>? Summary { get; set; }

    /// <summary>What the engine says that went wrong, in its own words.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The errors without those that only say that there was one, unless there are no others.</summary>
    public IEnumerable<string> Reasons => Errors.Exists(IsReason) ? Errors.Where(IsReason) : Errors.Distinct();

    /// <summary>Whether it says that it is about simulated tenants, as <c>xtcmk sim preview</c> writes it.</summary>
    public bool IsSimulated { get; set; }

    /// <summary>Whether it is one engine event a line.</summary>
    public bool IsStream { get; set; }

    /// <summary>Whether a stream has ended; one that was cut has no summary.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether resources that do not change are listed, which alone shows some losses.</summary>
    public bool ShowsSames => IsStream || IsRefresh || Summary is null
        || Summary.GetValueOrDefault(Operation.Same) <= Steps.GetValueOrDefault(Operation.Same);

    /// <summary>
    /// Whether what an interrupted update left to be deleted would be in it, as with --show-replacement-steps; null where it has no sign
    /// of that. The simulated engine leaves nothing to be deleted.
    /// </summary>
    public bool? ShowsPendingDeletes => IsStream || IsRefresh || IsSimulated
        || Steps.Keys.Any(operation => operation is Operation.CreateReplacement or Operation.DeleteReplaced
            or Operation.ImportReplacement or Operation.RemovePendingReplace) ? true
        : Steps.ContainsKey(Operation.Replace) ? false
        : null;

    /// <summary>Whether it says what was found in Azure, and not what will be done.</summary>
    public bool IsRefresh => Steps.ContainsKey(Operation.Refresh) && !IsPlan;

    public bool IsPlan => Steps.Keys.Any(IsOfPlan);

    public int Changes => Steps.Where(entry => entry.Key is not (Operation.Same or Operation.Refresh or Operation.Read))
        .Sum(entry => entry.Value);

    /// <summary>What a stream says at its end, after the reason.</summary>
    public static string EndedWith(string result) => $"the preview ended with the result '{result}'";

    public void Count(Operation operation) => Steps[operation] = Steps.GetValueOrDefault(operation) + 1;

    /// <summary>A step of a refresh, which begins as such, turns out to have found something.</summary>
    public void CountFoundDrift(Operation operation)
    {
        Steps[Operation.Refresh]--;
        Count(operation);
    }

    /// <summary>
    /// Why it cannot be whole: a document that lists less than it counts was cut or filtered, and so was a stream without an end.
    /// </summary>
    public string? IsCutBecause
    {
        get
        {
            if (IsStream && !HasEnded)
                return "the stream of events has no summary at its end: it was cut, or the preview did not finish.";
            if (Errors.Count > 0)
                return null;
            foreach (var (operation, count) in (Summary ?? []).Where(entry => IsAlwaysListed(entry.Key)))
            {
                if (Steps.GetValueOrDefault(operation) < count)
                {
                    return $"its summary counts {count} of {Operations.NameOf(operation)}, but it lists "
                        + $"{Steps.GetValueOrDefault(operation)}: "
                        + "it was cut or filtered.";
                }
            }

            if (Steps.Count > 0 && Summary is null)
                return "it has no changeSummary, which every whole preview has: it was cut or filtered.";
            return Steps.Count == 0 ? "it has no steps, not even the stack's own, so it says nothing about any resource." : null;
        }
    }

    private static bool IsReason(string error) => error != "preview failed" && error != EndedWith("failed");

    /// <summary>The engine also counts what it lists only when asked to: what stays the same, and what is read.</summary>
    private static bool IsAlwaysListed(Operation operation) =>
        operation is Operation.Create or Operation.Update or Operation.Delete or Operation.Replace or Operation.Import;

    /// <summary>Operations that a refresh never reports.</summary>
    public static bool IsOfPlan(Operation operation) =>
        operation is not (Operation.Refresh or Operation.Update or Operation.Delete or Operation.Read or Operation.Diff
            or Operation.ExtendParameterize);
}

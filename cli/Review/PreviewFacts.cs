namespace XtCmkInfra.Cli.Review;

/// <summary>What a document says of itself, beside its steps.</summary>
internal sealed class PreviewFacts
{
    /// <summary>How many steps there were of each operation, whatever they concern.</summary>
    public Dictionary<Operation, int> Steps { get; } = [];

    /// <summary>How many the document's summary counts; null if it has none.</summary>
    public Dictionary<Operation, int>? Summary { get; set; }

    /// <summary>What the engine says that went wrong, in its own words.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Whether it is one engine event a line.</summary>
    public bool IsStream { get; set; }

    /// <summary>Whether a stream has ended; one that was cut has no summary.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether resources that do not change are listed, which alone shows some losses.</summary>
    public bool ShowsSames => IsStream || IsRefresh || Summary is null
        || Summary.GetValueOrDefault(Operation.Same) <= Steps.GetValueOrDefault(Operation.Same);

    /// <summary>Whether it says what was found in Azure, and not what will be done.</summary>
    public bool IsRefresh => Steps.ContainsKey(Operation.Refresh) && !IsPlan;

    public bool IsPlan => Steps.Keys.Any(IsOfPlan);

    public int Changes => Steps.Where(entry => entry.Key is not (Operation.Same or Operation.Refresh or Operation.Read)).Sum(entry => entry.Value);

    public void Count(Operation operation) => Steps[operation] = Steps.GetValueOrDefault(operation) + 1;

    /// <summary>Operations that a refresh never reports.</summary>
    private static bool IsOfPlan(Operation operation) =>
        operation is not (Operation.Refresh or Operation.Update or Operation.Delete or Operation.Read or Operation.Diff or Operation.ExtendParameterize);
}

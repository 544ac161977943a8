namespace XtCmkInfra.Trust;

/// <summary>
/// Compares two states of one resource property by property, and keeps the properties that cannot be compared: no all-clear can rest on
/// them, and no accusation either.
/// </summary>
/// <param name="isFoundInAzure">Whether the second state is what Azure has, and not what a program asks for.</param>
/// <param name="isReplaced">Whether the second state is that of another resource in place of the first.</param>
public sealed class PropertyComparer(bool isFoundInAzure, bool isReplaced = false)
{
    public static readonly Rule Undetermined = new(
        "not-known",
        Severity.High,
        "The properties of a resource of the chain are not known until apply",
        "Whether the chain still holds cannot be determined from this document.",
        "Apply what it depends on first, in a separate change, and preview again; or check the edit yourself.");

    private readonly List<(string Path, string Before, string After)> _hidden = [];

    public bool IsFoundInAzure => isFoundInAzure;

    public bool IsReplaced => isReplaced;

    /// <summary>The properties that could not be compared: each with its path, and what is known of it on either side.</summary>
    public IReadOnlyList<(string Path, string Before, string After)> Hidden => _hidden;

    public void Hide(string path, string before, string after) => _hidden.Add((path, before, after));

    public Comparison Compare(string path, Value before, Value after, StringComparison comparison = StringComparison.OrdinalIgnoreCase) =>
        Keep(path, before.To(after, comparison), before, after);

    public Comparison Compare(string path, Values before, Values after, StringComparison comparison = StringComparison.OrdinalIgnoreCase) =>
        Keep(path, before.To(after, comparison), before, after);

    /// <summary>One finding for all that is hidden, none if everything is known.</summary>
    public IEnumerable<Finding> Findings(ResourceName resource) => _hidden.Count == 0
        ? []
        : [Undetermined.On(
            resource,
            string.Join("; ", _hidden.Select(property => $"{property.Path}: {property.Before}")),
            string.Join("; ", _hidden.Select(property => $"{property.Path}: {property.After}")))];

    private Comparison Keep(string path, Comparison answer, object before, object after)
    {
        if (answer == Comparison.Undetermined)
            Hide(path, before.ToString()!, after.ToString()!);
        return answer;
    }
}

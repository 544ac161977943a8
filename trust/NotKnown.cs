namespace XtCmkInfra.Trust;

/// <summary>
/// Compares the properties of a link that held, and keeps those of which the new value is not known: no all-clear can rest on
/// them, and no accusation either.
/// </summary>
internal sealed class NotKnown(LinkChange change)
{
    public static readonly Rule Rule = new(
        "not-known",
        Severity.High,
        "What a link of the chain will be is not known until apply",
        "Whether the link still holds cannot be judged from this document.",
        "Apply what it depends on first, in a change of its own, and preview again; or look at the edit with your own eyes.");

    private readonly List<(string Path, Value Before, Value After)> hidden = [];

    /// <summary>One finding for all of the properties, none if all are known.</summary>
    public IEnumerable<Finding> Findings => hidden.Count == 0
        ? []
        : [Rule.On(
            change.Resource,
            string.Join("; ", hidden.Select(property => $"{property.Path}: {property.Before}")),
            string.Join("; ", hidden.Select(property => $"{property.Path}: {property.After}")))];

    public Sameness Compare(string path, Value before, Value after, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        var answer = before.To(after, comparison);
        if (answer == Sameness.CannotTell)
            hidden.Add((path, before, after));
        return answer;
    }

    public Sameness Compare(string path, Values before, Values after, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        var answer = before.To(after, comparison);
        if (answer == Sameness.CannotTell)
            hidden.Add((path, Value.Of(before.ToString()), Value.Of(after.ToString())));
        return answer;
    }
}

namespace XtCmkInfra.Trust;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    Low,
    Medium,
    High,
    Critical,
}

public static class SeverityWords
{
    /// <summary>As reports and options write it: in lower case.</summary>
    public static string Word(this Severity severity) => severity.ToString().ToLowerInvariant();
}

/// <summary>What it means for the data that a rule is broken.</summary>
public enum Effect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The data stays readable, and is guarded less well.</summary>
    Weaker,

    /// <summary>The data stays readable, under another key than was agreed.</summary>
    OtherKey,

    /// <summary>The data cannot be read or written until the chain is mended.</summary>
    Unreadable,

    /// <summary>The data may be lost for good.</summary>
    Lost,
}

/// <summary>One rule of the chain of trust, and what it means that it is broken.</summary>
/// <param name="Code">Stable, in lower case: what <c>--allow</c> takes.</param>
/// <param name="Title">What is true if the rule is broken: one sentence without its full stop.</param>
/// <param name="Meaning">What that means for the data: one or two sentences.</param>
/// <param name="Remedy">What to do about it: one or two sentences.</param>
public sealed record Rule(string Code, Severity Severity, string Title, string Meaning, string Remedy)
{
    /// <summary>What is true if the rule holds; null for a rule that is about a change, which no state can keep.</summary>
    public string? Holds { get; init; }

    /// <summary>What a broken rule does to the data.</summary>
    public Effect Effect { get; init; } = Severity >= Severity.High ? Effect.Unreadable : Effect.Weaker;

    /// <summary>Microsoft's page about it; null for a rule about this project's own files, or about what is not judged.</summary>
    public string? Source => MicrosoftPages.Of(Code);

    public Finding On(ResourceName resource, string before, string after) => new(this, resource, before, after);
}

/// <summary>A rule that is broken, and where.</summary>
/// <param name="Before">What was true before the change.</param>
/// <param name="After">What is true after it.</param>
public sealed record Finding(Rule Rule, ResourceName Resource, string Before, string After)
{
    /// <summary>Worst first, then by code and resource, so that the same findings always read the same.</summary>
    public static IComparer<Finding> WorstFirst { get; } = Comparer<Finding>.Create((one, other) =>
        (-one.Rule.Severity.CompareTo(other.Rule.Severity), string.CompareOrdinal(one.Rule.Code, other.Rule.Code),
            string.CompareOrdinal(one.Resource.Id, other.Resource.Id), string.CompareOrdinal(one.After, other.After)) switch
        {
            (not 0 and var severity, _, _, _) => severity,
            (_, not 0 and var code, _, _) => code,
            (_, _, not 0 and var id, _) => id,
            (_, _, _, var after) => after,
        });
}

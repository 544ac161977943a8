namespace XtCmkInfra.Core;

/// <summary>What a verb was given cannot be used. Each sentence says what of it, where, and what would be right.</summary>
public class BadInputException(params IReadOnlyList<string> sentences) : Exception(string.Join("\n", sentences))
{
    public IReadOnlyList<string> Sentences { get; } = sentences;
}

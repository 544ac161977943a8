namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>A change that breaks rules, and a neighbouring one that does not.</summary>
/// <param name="Codes">Exactly what the first breaks; the first of them is what the second does not.</param>
internal sealed record RuleCase(Preview Breaks, Preview Holds, params string[] Codes)
{
    public RuleCase(Step breaks, Step holds, params string[] codes)
        : this(new Preview(breaks), new Preview(holds), codes)
    {
    }
}

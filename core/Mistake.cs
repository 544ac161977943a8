namespace XtCmkInfra.Core;

/// <summary>What is wrong with a setting or with a text, and what would be right.</summary>
/// <param name="Path">
/// Where it stands, for example <c>xtcmk-isv:customers[2].account.name</c>; empty for a text whose reader knows where.
/// </param>
public sealed record Mistake(string Path, string Sentence)
{
    /// <summary>The entry in an exception's data that has the mistakes of its message one by one.</summary>
    public const string InData = "mistakes";

    private const int MostLines = 50;

    public Mistake(string sentence)
        : this("", sentence)
    {
    }

    /// <summary>All that is wrong with settings: a line for each of the first mistakes, and how many others there are.</summary>
    public static string Describe(IReadOnlyList<Mistake> mistakes)
    {
        var lines = new List<string> { mistakes.Count == 1 ? "A setting is wrong:" : $"{mistakes.Count} settings are wrong:" };
        lines.AddRange(mistakes.Take(MostLines).Select(mistake => $"  {mistake}"));
        if (mistakes.Count > MostLines)
            lines.Add($"  and {mistakes.Count - MostLines} more. Mend these first.");
        return string.Join("\n", lines);
    }

    /// <summary>The mistakes of a program that refused its settings; none where it ended for another reason.</summary>
    public static IReadOnlyList<Mistake> Of(Exception refused) => refused.Data[InData] as IReadOnlyList<Mistake> ?? [];

    /// <summary>One line, fit to be printed whatever the setting holds.</summary>
    public override string ToString() => PlainText.Escape($"{Path}: {Sentence}{(Sentence.EndsWith('?') ? "" : ".")}");
}

namespace XtCmkInfra.Core;

/// <summary>The settings cannot be used. The message has a line for each of the first mistakes, and counts the others.</summary>
public sealed class SettingsException(IReadOnlyList<Mistake> mistakes) : Exception(Describe(mistakes))
{
    private const int MostLines = 50;

    public IReadOnlyList<Mistake> Mistakes { get; } = mistakes;

    private static string Describe(IReadOnlyList<Mistake> mistakes)
    {
        var lines = new List<string> { mistakes.Count == 1 ? "A setting is wrong:" : $"{mistakes.Count} settings are wrong:" };
        lines.AddRange(mistakes.Take(MostLines).Select(mistake => $"  {mistake}"));
        if (mistakes.Count > MostLines)
            lines.Add($"  and {mistakes.Count - MostLines} more. Mend these first.");
        return string.Join("\n", lines);
    }
}

using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary>What a program logged in one run, as the engine prints it.</summary>
internal static class DiagnosticsText
{
    /// <returns>Lines: by resource, each with an empty line after it; none where nothing was logged.</returns>
    public static IEnumerable<string> Lines(IReadOnlyList<Diagnostic> diagnostics)
    {
        if (diagnostics.Count > 0)
            yield return "Diagnostics:";
        foreach (var resource in diagnostics.GroupBy(line => (line.Type, line.Name)))
        {
            yield return PlainText.Clean($"  {resource.Key.Type} ({resource.Key.Name}):");
            foreach (var line in resource.SelectMany(diagnostic => diagnostic.Text.Split('\n')))
                yield return PlainText.Clean($"    {line}");
            yield return "";
        }
    }

    public static void Write(TextWriter writer, IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var line in Lines(diagnostics))
            writer.WriteLine(line);
    }
}

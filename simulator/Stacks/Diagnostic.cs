using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>A line that a program has logged, as the engine shows it.</summary>
/// <param name="Type">Of the resource that it is about, or of the stack.</param>
/// <param name="Urn">Of the resource; null where it is about the stack.</param>
public sealed record Diagnostic(LogSeverity Severity, string Type, string Name, string? Urn, string Message)
{
    /// <summary>The line as the engine prints it: what is no warning has no word before it.</summary>
    public string Text => Severity == LogSeverity.Warning ? $"warning: {Message}" : Message;

    internal static Diagnostic Of(LogLine line, ProgramRun run, SimulatedStack stack) => line.Resource is { } about
        ? new(line.Severity, about.Type, about.Name, run.UrnOf(stack, new ResourceKey(about.Type, about.Name)), line.Message)
        : new(line.Severity, Stacks.Urn.RootStackType, $"{stack.Project}-{stack.Name}", null, line.Message);
}

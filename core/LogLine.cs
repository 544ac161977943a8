namespace XtCmkInfra.Core;

public enum LogSeverity
{
    Info,
    Warning,
}

/// <summary>
/// A line that a program logs. Pulumi's test host drops all but errors, so whoever runs a program in it listens here.
/// </summary>
/// <param name="Resource">The type and the name of the resource that it is about; null where it is about the stack.</param>
public sealed record LogLine(LogSeverity Severity, string Message, (string Type, string Name)? Resource)
{
    private static readonly AsyncLocal<Action<LogLine>?> Listener = new();

    /// <summary>Hands every line of the runs that the caller begins from now on to the listener, from any thread.</summary>
    public static void Listen(Action<LogLine> listener) => Listener.Value = listener;

    /// <summary>Hands the line to who listens, if anybody does.</summary>
    public void Publish() => Listener.Value?.Invoke(this);
}

namespace XtCmkInfra.Cli;

/// <summary>What every verb returns to the shell.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Findings = 1;

    /// <summary>Bad input, a run that was stopped, or something that cannot be determined: never to be taken for clean.</summary>
    public const int CannotBeDetermined = 2;

    /// <summary>As the help of every verb ends.</summary>
    public static readonly IReadOnlyList<(int Code, string Meaning)> Meanings =
        [(Clean, "clean"), (Findings, "findings"), (CannotBeDetermined, "cannot be determined, bad input, or stopped")];
}

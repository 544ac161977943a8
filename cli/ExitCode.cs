namespace XtCmkInfra.Cli;

/// <summary>What every verb answers to the shell.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Findings = 1;

    /// <summary>Bad input, or something that could not be told: never to be taken for clean.</summary>
    public const int CouldNotTell = 2;
}

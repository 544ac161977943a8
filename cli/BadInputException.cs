namespace XtCmkInfra.Cli;

/// <summary>What a verb was given cannot be used. The message says which, where, and what would be right.</summary>
internal sealed class BadInputException(string message) : Exception(message);

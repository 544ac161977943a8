namespace XtCmkInfra.Core;

/// <summary>What a verb was given cannot be used. The message says which, where, and what would be right.</summary>
public sealed class BadInputException(string message) : Exception(message);

namespace XtCmkInfra.Core;

/// <summary>What a verb was given cannot be used. The message says which, where, and what would be right.</summary>
public class BadInputException(string message) : Exception(message);

namespace XtCmkInfra.Simulator.Azure;

/// <summary>By name or id, in which Azure does not tell letter case apart; it is still so after saving and loading.</summary>
internal sealed class ByName<T>() : Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);

namespace XtCmkInfra.Azure;

/// <summary>What Pulumi's engine does with a resource in one step; the names are its own, in its JSON with hyphens.</summary>
internal enum Operation
{
    Same,
    Create,
    Update,
    Delete,
    Replace,
    CreateReplacement,
    DeleteReplaced,
    Read,
    ReadReplacement,
    Refresh,
    Discard,
    DiscardReplaced,
    RemovePendingReplace,
    Import,
    ImportReplacement,
    Diff,
    ExtendParameterize,
}

internal static class Operations
{
    private static readonly Dictionary<string, Operation> ByName =
        Enum.GetValues<Operation>().ToDictionary(operation => NameOf(operation), StringComparer.Ordinal);

    public static Operation? Parse(string name) => ByName.TryGetValue(name, out var operation) ? operation : null;

    /// <summary>As the engine writes it: words in lower case, joined by hyphens.</summary>
    public static string NameOf(Operation operation) =>
        string.Concat(operation.ToString()
            .Select((letter, index) => char.IsUpper(letter) ? (index > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}

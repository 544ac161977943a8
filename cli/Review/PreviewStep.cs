using System.Text.Json;
using XtCmkInfra.Core.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>What a resource is on one side of a step, as far as it matters.</summary>
/// <param name="Id">Its id in Azure; null where it has none yet.</param>
/// <param name="IsPendingDelete">Whether it was replaced in an earlier run, and its deletion is still to come.</param>
/// <param name="Inputs">What the program asks for.</param>
/// <param name="Outputs">What Azure has; looked at only for what was read from Azure.</param>
internal sealed record StateInStep(string? Id, bool Protect, bool RetainOnDelete, bool IsPendingDelete, Link? Inputs, Link? Outputs);

/// <summary>One step of a preview that concerns a link of the chain of trust, or something that may be one.</summary>
/// <param name="Kind">Null for a resource of a provider that is not understood.</param>
/// <param name="ReplaceReasons">The properties that cannot be changed in place.</param>
internal sealed record PreviewStep(
    Operation Operation,
    PulumiUrn Urn,
    LinkKind? Kind,
    StateInStep? Old,
    StateInStep? New,
    IReadOnlyList<string> ReplaceReasons);

/// <summary>What the engine says that changes, as far as it says so; a path covers what lies below it, and what lies above.</summary>
internal sealed class SaidChanges
{
    private readonly List<string> paths = [];

    /// <param name="detailedDiff">An object of path → kind, or nothing.</param>
    public static SaidChanges Of(JsonElement? detailedDiff)
    {
        var changes = new SaidChanges();
        if (detailedDiff is { ValueKind: JsonValueKind.Object } diff)
            changes.paths.AddRange(diff.EnumerateObject().Select(entry => entry.Name));
        return changes;
    }

    public bool Cover(string path) => paths.Any(said => IsWithin(said, path) || IsWithin(path, said));

    private static bool IsWithin(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal) && (path.Length == whole.Length || path[whole.Length] is '.' or '[');
}

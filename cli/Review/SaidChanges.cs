using System.Text.Json;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>What the engine says that changes, as far as it says so.</summary>
/// <param name="paths">Each covers what lies below it.</param>
/// <param name="isSilent">Whether something changes, and nothing is said of what.</param>
internal sealed class SaidChanges(IReadOnlyList<string> paths, bool isSilent)
{
    /// <param name="detailedDiff">An object of path → kind, or nothing.</param>
    /// <param name="reasons">The names of the properties that change: all there is where a provider gives no detailed diff.</param>
    /// <param name="isChange">Whether the step changes the resource at all.</param>
    public static SaidChanges Of(JsonElement? detailedDiff, IReadOnlyList<string> reasons, bool isChange)
    {
        IReadOnlyList<string> paths = detailedDiff is { ValueKind: JsonValueKind.Object } diff ? [.. diff.EnumerateObject().Select(entry => Unquoted(entry.Name))] : [];
        if (paths.Count == 0)
            paths = reasons;
        return new SaidChanges(paths, isChange && paths.Count == 0);
    }

    /// <summary>Whether the property changes: that something above it does, says nothing of it.</summary>
    public Sameness At(string path) =>
        paths.Any(said => IsWithin(said, path)) ? Sameness.Different
        : isSilent || paths.Any(said => IsWithin(path, said)) ? Sameness.CannotTell
        : Sameness.Same;

    /// <summary>Whether this property changes, and no other.</summary>
    public bool AreOnlyOf(string property) => paths.Count > 0 && paths.All(said => IsWithin(said, property));

    /// <summary>Some providers quote a name: <c>encryption["keySource"]</c> is <c>encryption.keySource</c>.</summary>
    private static string Unquoted(string path) => path.Contains('"', StringComparison.Ordinal)
        ? path.Replace("[\"", ".", StringComparison.Ordinal).Replace("\"]", "", StringComparison.Ordinal).TrimStart('.')
        : path;

    private static bool IsWithin(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal) && (path.Length == whole.Length || path[whole.Length] is '.' or '[');
}

using System.Text.Json;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>What the engine reports that changes, as far as it does.</summary>
/// <param name="paths">Each covers what lies below it.</param>
/// <param name="isSilent">Whether something changes, and nothing is reported of what.</param>
internal sealed class ReportedChanges(IReadOnlyList<string> paths, bool isSilent)
{
    public static ReportedChanges None { get; } = new([], false);

    /// <param name="detailedDiff">An object of path → kind, or nothing.</param>
    /// <param name="reasons">The names of the properties that change: all there is where a provider gives no detailed diff.</param>
    /// <param name="isChange">Whether the step changes the resource at all.</param>
    public static ReportedChanges Of(JsonElement? detailedDiff, IReadOnlyList<string> reasons, bool isChange)
    {
        IReadOnlyList<string> paths = detailedDiff is { ValueKind: JsonValueKind.Object } diff
            ? [.. diff.EnumerateObject().Select(entry => Unquoted(entry.Name))]
            : [];
        if (paths.Count == 0)
            paths = reasons;
        return new ReportedChanges(paths, isChange && paths.Count == 0);
    }

    /// <summary>Whether the property changes: that something above it does, says nothing of it.</summary>
    public Comparison At(string path) =>
        paths.Any(reported => IsWithin(reported, path)) ? Comparison.Different
        : isSilent || paths.Any(reported => IsWithin(path, reported)) ? Comparison.Undetermined
        : Comparison.Same;

    /// <summary>The same without one path: what is judged without it as it is with it, was not judged by it.</summary>
    public ReportedChanges Without(string path) => new([.. paths.Where(reported => reported != path)], isSilent);

    /// <summary>The paths that change, of those for which something holds.</summary>
    public IReadOnlyList<string> Below(Func<string, bool> holds) => [.. paths.Where(holds)];

    /// <summary>Whether this property changes, and no other.</summary>
    public bool AreOnlyOf(string property) => paths.Count > 0 && paths.All(reported => IsWithin(reported, property));

    /// <summary>Some providers quote a name: <c>encryption["keySource"]</c> is <c>encryption.keySource</c>.</summary>
    private static string Unquoted(string path) => path.Contains('"', StringComparison.Ordinal)
        ? path.Replace("[\"", ".", StringComparison.Ordinal).Replace("\"]", "", StringComparison.Ordinal).TrimStart('.')
        : path;

    private static bool IsWithin(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal) && (path.Length == whole.Length || path[whole.Length] is '.' or '[');
}

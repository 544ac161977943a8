using XtCmkInfra.Core;

namespace XtCmkInfra.VendorStack;

/// <summary>A folder of the project that a setting names: below the project's own, also where symbolic links lead elsewhere.</summary>
/// <param name="Root">The project's folder, without links.</param>
/// <param name="Path">The named folder's full path.</param>
internal sealed record FolderBelow(string Root, string Path)
{
    /// <summary>As many links as Linux follows on one path.</summary>
    private const int MostLinks = 40;

    /// <summary>A name such as <c>customers</c> or <c>customers/emea</c>.</summary>
    public static Parsed<string> Name(string text)
    {
        var isBelow = text.IndexOfAny(['\\', ':', '\0']) < 0 && text.Split('/').All(part => part is not ("" or "." or ".."));
        return isBelow
            ? text
            : new Mistake($"'{text}' must name a folder below the one of Pulumi.yaml, with / between its parts, such as customers");
    }

    /// <exception cref="IOException">A link on the way leads nowhere.</exception>
    public static FolderBelow Of(string root, string name)
    {
        var real = WithoutLinks(System.IO.Path.GetFullPath(root));
        return new FolderBelow(real, System.IO.Path.Combine([real, .. name.Split('/')]));
    }

    /// <summary>Whether the path, with all links followed, still is in the project's folder.</summary>
    /// <exception cref="IOException">A link on the way leads nowhere.</exception>
    public bool Holds(string path) => WithoutLinks(path).StartsWith(
        System.IO.Path.EndsInDirectorySeparator(Root) ? Root : Root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string WithoutLinks(string path, int links = 0)
    {
        var real = System.IO.Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(System.IO.Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = System.IO.Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
                real = next;
            else if (++links > MostLinks)
                throw new IOException($"{path} has too many symbolic links");
            else
                real = WithoutLinks(System.IO.Path.GetFullPath(target, real), links);
        }

        return real;
    }
}

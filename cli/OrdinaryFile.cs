using XtCmkInfra.Core;

namespace XtCmkInfra.Cli;

/// <summary>Files that are replaced whole. What stands in their place and is no ordinary file is neither followed nor replaced.</summary>
internal static class OrdinaryFile
{
    private const UnixFileMode OfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="BadInputException">A link, a folder, a device or a pipe has this name.</exception>
    public static void Require(string path)
    {
        RequireNoLink(path);
        if (Directory.Exists(path))
            throw new BadInputException($"{path}: is a folder, and no ordinary file. Name a file.");
        if (File.Exists(path) && !HasALength(path))
            throw new BadInputException($"{path}: is a device or a pipe, and no ordinary file. Name a file.");
    }

    /// <exception cref="BadInputException">A link has this name, be it one to nowhere.</exception>
    public static void RequireNoLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
            throw new BadInputException($"{path}: is a link, and no ordinary file. Remove it, or name another.");
    }

    /// <summary>ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK on Linux and on macOS.</summary>
    public static bool IsTaken(IOException exception) => exception.HResult is unchecked((int)0x80070020) or 11 or 35;

    /// <summary>Opens a new file. One of that name that was left behind is removed first, so that a link there leads nowhere.</summary>
    /// <param name="isPrivate">Whether nobody else may read it.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static FileStream Create(string path, bool isPrivate)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = OfOwner;
        return new FileStream(path, options);
    }

    /// <summary>
    /// Only an ordinary file can be set to the length that it has. To open a pipe for writing alone would wait for a reader.
    /// </summary>
    private static bool HasALength(string path)
    {
        try
        {
            const FileShare others = FileShare.ReadWrite | FileShare.Delete;
            using var opened = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, others, bufferSize: 0);
            opened.SetLength(opened.Length);
            return true;
        }
        catch (Exception refused) when (refused is IOException or NotSupportedException or ArgumentException)
        {
            return refused is IOException taken && IsTaken(taken);
        }
        catch (UnauthorizedAccessException)
        {
            // Whoever may not open it learns that where it is used.
            return true;
        }
    }
}

using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle;

/// <summary>The folder that a form is written to. What is in it already is not touched unasked.</summary>
/// <param name="Ask">Puts a question to a person; null where nobody can be asked.</param>
/// <param name="Yes">Whether the person has agreed beforehand.</param>
internal sealed record OutputFolder(string Path, Func<string, string?>? Ask, bool Yes)
{
    private const int MostNamed = 5;

    /// <exception cref="BadInputException">The person did not agree, or a file cannot be written.</exception>
    public void Write(IReadOnlyList<BundleFile> files)
    {
        try
        {
            Consent(files);
            Directory.CreateDirectory(Path);
            foreach (var file in files)
                OrdinaryFile.Require(System.IO.Path.Combine(Path, file.Name));
            foreach (var file in files)
                Write(file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException($"{Path}: cannot be written to ({wrong.Message})");
        }
    }

    /// <summary>Beside its target first, so that a failure leaves no half a file behind.</summary>
    private void Write(BundleFile file)
    {
        var target = System.IO.Path.Combine(Path, file.Name);
        var draft = target + ".new";
        using (var stream = OrdinaryFile.Create(draft, isPrivate: false))
            file.Write(stream);
        if (file.IsScript && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(draft, File.GetUnixFileMode(draft) | UnixFileMode.UserExecute);
        File.Move(draft, target, overwrite: true);
    }

    private void Consent(IReadOnlyList<BundleFile> files)
    {
        if (Yes || !Directory.Exists(Path))
            return;
        var there = Directory.EnumerateFileSystemEntries(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        if (there.Count == 0)
            return;
        var replaced = files.Select(file => file.Name).Where(name => there.Contains(name)).ToList();
        var what = replaced.Count > 0
            ? $"Replace {string.Join(", ", replaced)} in {Path}?"
            : $"Write into {Path}, which has {string.Join(", ", there.Take(MostNamed))}{(there.Count > MostNamed ? ", ..." : "")} already?";
        if (Ask is null)
            throw new BadInputException($"{what} Nothing was written. Without a terminal, confirm with --yes.");
        if (Ask($"{what} [y/N] ")?.Trim() is not ("y" or "Y" or "yes"))
            throw new BadInputException("Nothing was written.");
    }
}

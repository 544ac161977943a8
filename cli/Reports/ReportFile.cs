using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Reports;

/// <summary>A report beside the answer.</summary>
internal sealed record ReportFile(string Format, string Path)
{
    /// <param name="texts">FORMAT=FILE each.</param>
    /// <exception cref="BadInputException">Something is wrong with them; all of it is reported at once.</exception>
    public static IReadOnlyList<ReportFile> Parse(IReadOnlyList<string> texts, IReadOnlyCollection<string> formats)
    {
        var mistakes = new List<string>();
        var files = new List<ReportFile>();
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [var format, { Length: > 0 } path] || !formats.Contains(format))
                mistakes.Add($"--report {text}: must be FORMAT=FILE, with one of the formats {string.Join(", ", formats)}.");
            else if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is not { } folder || !Directory.Exists(folder))
                mistakes.Add($"--report {text}: the folder of {path} does not exist.");
            else if (files.Any(file => System.IO.Path.GetFullPath(file.Path) == System.IO.Path.GetFullPath(path)))
                mistakes.Add($"--report {text}: another report goes to {path} already.");
            else
                files.Add(new ReportFile(format, path));
        }

        return mistakes.Count == 0 ? files : throw new BadInputException(mistakes);
    }

    public override string ToString() => $"{Format}={Path}";
}

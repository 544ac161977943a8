namespace XtCmkInfra.Tests;

/// <summary>Whole outputs that were read by somebody and kept. They change on purpose: a failure says how.</summary>
internal static class Golden
{
    /// <param name="file">From the root of the repository.</param>
    public static void Compare(string file, string actual)
    {
        var expected = Path.Combine(Repository.Root, file);
        if (File.Exists(expected) && File.ReadAllText(expected) == actual)
            return;
        var kept = Path.Combine(AppContext.BaseDirectory, "golden", file);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        File.WriteAllText(kept, actual);
        Assert.Fail(
            $"{file} is not what is expected. Compare the two; if the change is meant:\n  diff '{expected}' '{kept}'\n  cp '{kept}' "
                + $"'{expected}'");
    }
}

namespace XtCmkInfra.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder is null
        ? throw new InvalidOperationException("The tests must run from a folder below the repository.")
        : File.Exists(Path.Combine(folder.FullName, "XtCmkInfra.sln")) ? folder.FullName : Find(folder.Parent);
}

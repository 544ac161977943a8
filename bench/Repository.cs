namespace XtCmkInfra.Bench;

internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder is null
        ? throw new InvalidOperationException("The measurements must run from a folder below the repository.")
        : File.Exists(Path.Combine(folder.FullName, "XtCmkInfra.sln")) ? folder.FullName : Find(folder.Parent);
}

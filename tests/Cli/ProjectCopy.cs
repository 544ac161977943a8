namespace XtCmkInfra.Tests.Cli;

/// <summary>The repository's project files in a folder of their own, for a test to edit.</summary>
internal sealed class ProjectCopy : IDisposable
{
    private static readonly string[] Files =
        ["Pulumi.yaml", "Pulumi.dev.yaml", "customer-stack/Pulumi.yaml", "customer-stack/Pulumi.dev.yaml"];

    public ProjectCopy()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "customer-stack"));
        foreach (var file in Files)
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(Folder, file));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("xtcmk-").FullName;

    public ProjectCopy Edit(string file, string old, string text)
    {
        var path = Path.Combine(Folder, file);
        var before = File.ReadAllText(path);
        Assert.Contains(old, before);
        File.WriteAllText(path, before.Replace(old, text, StringComparison.Ordinal));
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

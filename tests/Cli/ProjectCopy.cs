namespace XtCmkInfra.Tests.Cli;

/// <summary>The repository's project files in a folder of their own, for a test to edit.</summary>
internal sealed class ProjectCopy : IDisposable
{
    /// <summary>What <c>sim up</c> keeps on the settings as they stand, run once for all tests that begin with it.</summary>
    private static readonly Lazy<Task<byte[]>> StateAfterUp = new(async () =>
    {
        using var project = new ProjectCopy();
        Assert.Equal(0, (await Tool.RunAsync("sim", "up", "--root", project.Folder)).ExitCode);
        return await File.ReadAllBytesAsync(project.State);
    });

    private static readonly string[] Files =
        ["Pulumi.yaml", "Pulumi.dev.yaml", "customer-stack/Pulumi.yaml", "customer-stack/Pulumi.dev.yaml"];

    public ProjectCopy()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "customer-stack"));
        foreach (var file in Files)
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(Folder, file));
        // The shortest key that Azure takes: a longer one takes several times as long to make.
        Edit("customer-stack/Pulumi.dev.yaml", "size: 3072", "size: 2048");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("xtcmk-").FullName;

    private string State => Path.Combine(Folder, ".xtcmk", "state.json");

    /// <summary>Leaves the folder as <c>sim up</c> would.</summary>
    public async Task UpAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(State)!);
        await File.WriteAllBytesAsync(State, await StateAfterUp.Value, TestContext.Current.CancellationToken);
    }

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

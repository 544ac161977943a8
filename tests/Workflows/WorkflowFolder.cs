namespace XtCmkInfra.Tests.Workflows;

/// <summary>A folder as the review's job has it: what both previews printed, and their exit codes.</summary>
internal sealed class WorkflowFolder : IDisposable
{
    public const string Nothing = "";

    public string Path { get; } = Directory.CreateTempSubdirectory("xtcmk-").FullName;

    /// <param name="golden">A document of the real engine; empty for one that printed nothing.</param>
    public WorkflowFolder Put(string tenant, string golden, int exitCode = 0)
    {
        var previews = Directory.CreateDirectory(Of("previews"));
        var text = golden == Nothing ? "" : File.ReadAllText(System.IO.Path.Combine(Repository.Root, "tests", "Golden", "previews", golden));
        File.WriteAllText(System.IO.Path.Combine(previews.FullName, $"{tenant}.json"), text);
        File.WriteAllText(System.IO.Path.Combine(previews.FullName, $"{tenant}.exit"), $"{exitCode}\n");
        return this;
    }

    public string Of(string file) => System.IO.Path.Combine(Path, file);

    public string Read(string file) => File.ReadAllText(Of(file)).ReplaceLineEndings("\n");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

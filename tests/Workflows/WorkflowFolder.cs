namespace XtCmkInfra.Tests.Workflows;

/// <summary>A folder as the review's job has it: what both previews printed, and their exit codes.</summary>
internal sealed class WorkflowFolder : IDisposable
{
    public const string Nothing = "";

    public string Path { get; } = Directory.CreateTempSubdirectory("xtcmk-").FullName;

    /// <param name="golden">A document of the real engine; empty for one that printed nothing.</param>
    /// <param name="stack">The name of the stack in place of prod.</param>
    public WorkflowFolder Put(string name, string golden, int exitCode = 0, string? stack = null)
    {
        var previews = Directory.CreateDirectory(Of("previews"));
        var text = golden == Nothing
            ? ""
            : File.ReadAllText(System.IO.Path.Combine(Repository.Root, "tests", "Golden", "previews", golden));
        if (stack is not null)
            text = text.Replace("urn:pulumi:prod::", $"urn:pulumi:{stack}::", StringComparison.Ordinal);
        File.WriteAllText(System.IO.Path.Combine(previews.FullName, $"{name}.json"), text);
        File.WriteAllText(System.IO.Path.Combine(previews.FullName, $"{name}.exit"), $"{exitCode}\n");
        return this;
    }

    public string Of(string file) => System.IO.Path.Combine(Path, file);

    public string Read(string file) => File.ReadAllText(Of(file)).ReplaceLineEndings("\n");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

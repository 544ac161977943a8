using System.Text.Json.Nodes;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli.Sim;

/// <summary><c>xtcmk</c> in this process, on the simulated tenants of a copy of the projects.</summary>
internal sealed class SimTool : IDisposable
{
    private readonly ProjectCopy _project = new();

    /// <summary>After both programs have run.</summary>
    public static async Task<SimTool> AfterUpAsync()
    {
        var tool = new SimTool();
        await tool._project.UpAsync();
        return tool;
    }

    public async Task<Answer> RunAsync(params string[] line)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(new CommandContext(output, error), [.. line, "--root", _project.Folder],
            TestContext.Current.CancellationToken);
        return new Answer(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    public async Task<string> OkAsync(params string[] line)
    {
        var answer = await RunAsync(line);
        Assert.True(answer.ExitCode == 0, $"{string.Join(' ', line)}\n{answer.Out}\n{answer.Error}");
        return answer.Out;
    }

    public async Task<JsonObject> JsonAsync(params string[] line) => JsonNode.Parse(await OkAsync(line))!.AsObject();

    /// <summary>A command of the Azure CLI.</summary>
    public async Task<Answer> AzAsync(string line)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(
            new CommandContext(output, error), ["sim", "az", "--root", _project.Folder, .. line.Split(' ')],
            TestContext.Current.CancellationToken);
        return new Answer(code, output.ToString(), error.ToString());
    }

    /// <returns>The exit code of a review, and the codes of what it found.</returns>
    public async Task<(int ExitCode, string Codes)> ReviewAsync(string document)
    {
        var file = Path.Combine(_project.Folder, "document.json");
        await File.WriteAllTextAsync(file, document, TestContext.Current.CancellationToken);
        var output = new StringWriter();
        var code = await CommandLine.RunAsync(
            new CommandContext(output, TextWriter.Null), ["review", file, "--format", "json"], TestContext.Current.CancellationToken);
        var findings = JsonNode.Parse(output.ToString())!["findings"]!.AsArray();
        return (code, string.Join(",", findings.Select(finding => (string)finding!["code"]!).Distinct().Order(StringComparer.Ordinal)));
    }

    public void Dispose() => _project.Dispose();
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary><c>xtcmk verify</c> in this process, on a simulator that is served; nothing waits for real time.</summary>
internal sealed class VerifyTool : IDisposable
{
    private readonly VerifiedWorld _world;
    private readonly int _retries;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtcmk verify ");

    public VerifyTool(VerifiedWorld world, int retries = 0)
    {
        _world = world;
        _retries = retries;
        Time = new FakeTimeProvider(world.World.Azure.Clock.GetUtcNow());
        File.WriteAllText(Certificate, world.Server.Certificate.ExportCertificatePem());
        Vendor = Write("isv.json", StackDocuments.Vendor(world.World).ToJsonString());
        Customer = Write("customer.json", StackDocuments.Customer(world.World).ToJsonString());
    }

    public FakeTimeProvider Time { get; }

    /// <summary>The file with the outputs of the vendor's stack, as <see cref="Customer"/> with those of the customer's.</summary>
    public string Vendor { get; }

    public string Customer { get; }

    public string Certificate => Path.Combine(_folder.FullName, "endpoint.pem");

    public string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>With both stacks' outputs.</summary>
    public Task<Answer> RunAsync(params string[] options) => RunLineAsync(["--isv", Vendor, "--customer", Customer, .. options]);

    /// <summary>With the arguments as they are, and where the simulator is.</summary>
    public async Task<Answer> RunLineAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var endpoint = _world.Server.Endpoint.AbsoluteUri.TrimEnd('/');
        string[] where = arguments.Contains("--endpoint") ? [] : ["--endpoint", endpoint, "--certificate", Certificate];
        var context = new CommandContext(output, error) { Time = Time, Retries = _retries };
        var exitCode = await CommandLine.RunAsync(context, ["verify", .. arguments, .. where], TestContext.Current.CancellationToken);
        return new Answer(exitCode, Plain(output), Plain(error));
    }

    /// <summary>Without what is another in every run.</summary>
    private string Plain(StringWriter written) => written.ToString()
        .ReplaceLineEndings("\n")
        .Replace(_folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
        .Replace($":{_world.Server.Endpoint.Port}", ":PORT", StringComparison.Ordinal)
        .Replace(ToolVersion.Text, "xtcmk VERSION", StringComparison.Ordinal);

    public async Task<JsonObject> RunJsonAsync(params string[] options) =>
        JsonNode.Parse((await RunAsync(["--format", "json", .. options])).Out)!.AsObject();

    public void Dispose() => _folder.Delete(recursive: true);
}

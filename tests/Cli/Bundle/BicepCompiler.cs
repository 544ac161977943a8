using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>
/// Microsoft's own Bicep compiler, one process for all tests, spoken to by JSON-RPC. Where it cannot start, a test that needs it is
/// skipped, and says why.
/// </summary>
internal sealed class BicepCompiler : IDisposable
{
    private static readonly Lazy<BicepCompiler> One = new(() => new BicepCompiler());

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Process? _process;
    private readonly string _whyNot = "";
    private int _requests;

    public void Dispose() => _turn.Dispose();

    private BicepCompiler()
    {
        var metadata = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        var folder = metadata.FirstOrDefault(one => one.Key == "BicepFolder")?.Value ?? "";
        try
        {
            var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "bicep.exe" : "bicep");
            _process = Process.Start(new ProcessStartInfo(program, ["jsonrpc", "--stdio"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            });
            AppDomain.CurrentDomain.ProcessExit += (_, _) => _process!.Kill();
        }
        catch (Exception wrong) when (wrong is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            _whyNot = $"Bicep does not start on this machine: {wrong.Message}";
        }
    }

    /// <summary>Compiles a parameters file with its template.</summary>
    /// <returns>What the compiler has to say, each with its level, code and message; and the template in JSON.</returns>
    public static async Task<(IReadOnlyList<string> Diagnostics, JsonObject Parameters)> CompileAsync(string file)
    {
        var request = new JsonObject { ["path"] = file, ["parameterOverrides"] = new JsonObject() };
        var answer = await One.Value.AskAsync("bicep/compileParams", request);
        return (
            [.. answer["diagnostics"]!.AsArray().Select(one => $"{one!["level"]} {one["code"]}: {one["message"]}")],
            JsonNode.Parse(answer["parameters"]?.ToString() ?? "{}")!.AsObject());
    }

    /// <summary>What a deployment would be made of.</summary>
    /// <returns>The member <c>predictedResources</c>, the resources; and <c>outputs</c>, as expressions.</returns>
    public static async Task<JsonObject> SnapshotAsync(string file, string tenant, string subscription, string group)
    {
        var answer = await One.Value.AskAsync("bicep/getSnapshot", new JsonObject
        {
            ["path"] = file,
            ["metadata"] = new JsonObject { ["tenantId"] = tenant, ["subscriptionId"] = subscription, ["resourceGroup"] = group },
        });
        return JsonNode.Parse(answer["snapshot"]!.ToString())!.AsObject();
    }

    private async Task<JsonObject> AskAsync(string method, JsonObject request)
    {
        if (_process is null)
            Assert.Skip(_whyNot);
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var call = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_requests, ["method"] = method, ["params"] = request };
            var body = call.ToJsonString();
            var input = _process.StandardInput.BaseStream;
            await input.WriteAsync(Encoding.UTF8.GetBytes($"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
            await input.FlushAsync();
            var answer = JsonNode.Parse(await ReadAsync(_process.StandardOutput.BaseStream))!.AsObject();
            return answer["result"]?.AsObject() ?? throw new InvalidOperationException($"Bicep answers {answer["error"]?.ToJsonString()}.");
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task<byte[]> ReadAsync(Stream output)
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await output.ReadExactlyAsync(one);
            header.Append((char)one[0]);
        }

        var length = header.ToString().Split("\r\n").First(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
        var body = new byte[int.Parse(length["Content-Length: ".Length..], System.Globalization.CultureInfo.InvariantCulture)];
        await output.ReadExactlyAsync(body);
        return body;
    }
}

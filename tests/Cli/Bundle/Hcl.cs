using System.Diagnostics;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>
/// HashiCorp's own parser of HCL, as the npm package <c>@cdktf/hcl2json</c> has it. Where node or the package is missing, a test that needs
/// it is skipped, and says why.
/// </summary>
internal static class Hcl
{
    private const string Script = """
        const path = require('path'), { createRequire } = require('module');
        const folders = [process.cwd(), path.join(path.dirname(process.execPath), '..', 'lib', 'node_modules', '-')];
        const load = folders.map(f => () => createRequire(f + '/')('@cdktf/hcl2json')).concat(() => require('@cdktf/hcl2json'));
        let found; for (const one of load) { try { found = one(); break; } catch {} }
        if (!found) { console.error('The npm package @cdktf/hcl2json is not installed (npm install --global).'); process.exit(9); }
        require('readline').createInterface({ input: process.stdin }).on('line', line =>
            Promise.all(JSON.parse(line).map(text => found.parse('a.tf', text)))
                .then(all => JSON.stringify(all), wrong => JSON.stringify(String(wrong))).then(answer => console.log(answer)));
        """;

    /// <summary>One process for all tests, which ends with them: to start it takes longer than to parse.</summary>
    private static readonly Lazy<Process> Parser = new(Start);
    private static readonly SemaphoreSlim Gate = new(1);

    /// <summary>Each file as JSON: blocks by type and labels, attributes by name, and expressions as <c>${...}</c>.</summary>
    public static async Task<IReadOnlyList<JsonObject>> ParseAsync(params IEnumerable<string> files)
    {
        var line = new JsonArray([.. files.Select(file => (JsonNode)file)]).ToJsonString();
        await Gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var process = Parser.Value;
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            var answer = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            if (answer is null)
                Assert.Skip(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            var parsed = JsonNode.Parse(answer) as JsonArray;
            Assert.True(parsed is not null, answer);
            return [.. parsed.Select(one => one!.AsObject())];
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>A text as it is meant: in the JSON, too, <c>${</c> would begin an expression, and stands as <c>$${</c>.</summary>
    public static string Literal(string text) =>
        text.Replace("$${", "${", StringComparison.Ordinal).Replace("%%{", "%{", StringComparison.Ordinal);

    private static Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", ["-e", Script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetTempPath(),
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no node on this machine, which HashiCorp's parser runs on.");
            throw;
        }
    }
}

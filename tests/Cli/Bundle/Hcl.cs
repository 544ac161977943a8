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
        const path = require('path'), fs = require('fs'), { createRequire } = require('module');
        const folders = [process.cwd(), path.join(path.dirname(process.execPath), '..', 'lib', 'node_modules', '-')];
        const load = folders.map(f => () => createRequire(f + '/')('@cdktf/hcl2json')).concat(() => require('@cdktf/hcl2json'));
        let found; for (const one of load) { try { found = one(); break; } catch {} }
        if (!found) { console.error('The npm package @cdktf/hcl2json is not installed (npm install --global).'); process.exit(9); }
        const files = JSON.parse(fs.readFileSync(0, 'utf8'));
        Promise.all(files.map(text => found.parse('a.tf', text))).then(all => { console.log(JSON.stringify(all)); process.exit(0); })
            .catch(wrong => { console.error(String(wrong)); process.exit(1); });
        """;

    /// <summary>Each file as JSON: blocks by type and labels, attributes by name, and expressions as <c>${...}</c>.</summary>
    public static async Task<IReadOnlyList<JsonObject>> ParseAsync(params IEnumerable<string> files)
    {
        using var process = Start();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(new JsonArray([.. files.Select(file => (JsonNode)file)]).ToJsonString());
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (process.ExitCode == 9)
            Assert.Skip(await error);
        Assert.True(process.ExitCode == 0, await error);
        return [.. JsonNode.Parse(await output)!.AsArray().Select(one => one!.AsObject())];
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

using System.Diagnostics;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Cli.Bundle;

public sealed class WhenScriptsAreWritten
{
    private const string Hostile = "x'; \\\"$(touch owned)` #\\\\";

    [Fact]
    public async Task Shellcheck_accepts_all_of_them()
    {
        using var folder = await WriteAllAsync();
        var scripts = Directory.GetFiles(folder.Of(""), "*.sh", SearchOption.AllDirectories);

        var (exitCode, output) = await ShellcheckAsync(["--severity=style", .. scripts]);

        Assert.Equal((0, ""), (exitCode, output));
        Assert.Equal(2 * CustomerCase.All.Count, scripts.Length);
    }

    [Theory]
    [InlineData("actions")]
    [InlineData("pipelines")]
    [InlineData("tests")]
    public async Task Nor_of_those_of_this_repository(string folder)
    {
        var scripts = Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.sh", SearchOption.AllDirectories)
            .Where(script => !script.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

        Assert.Equal((0, ""), await ShellcheckAsync(["--severity=style", .. scripts]));
    }

    [Fact]
    public async Task They_are_made_to_be_run()
    {
        using var folder = new BundleFolder();
        await folder.WriteAsync("azure-cli");

        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(Path.Combine(folder.Output, "deploy.sh")).HasFlag(UnixFileMode.UserExecute));
        Assert.DoesNotContain('\r', folder.Read("deploy.sh"));
    }

    [Fact]
    public async Task They_ask_for_an_Azure_CLI_that_outlives_the_old_versions_of_Key_Vault()
    {
        using var folder = new BundleFolder();
        await folder.WriteAsync("azure-cli");

        Assert.Contains($"oldest='{KeyVaultManagement.OldestAzureCli}'", folder.Read("deploy.sh"));
        Assert.Contains($"api_version={KeyVaultManagement.ApiVersion}\n", folder.Read("deploy.sh"));
    }

    private static async Task<BundleFolder> WriteAllAsync()
    {
        var folder = new BundleFolder();
        foreach (var (index, its) in CustomerCase.All.Index())
        {
            folder.Put("isv.json", its.VendorsRecord.Replace("Contoso Data", Hostile, StringComparison.Ordinal));
            folder.Put("customer.yaml", its.Yaml);
            string[] options = ["--for", "azure-cli", "--settings", folder.Of("customer.yaml"), "--output", folder.Of($"out/{index}")];
            var answer = await folder.RunAsync(options);
            Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        }

        return folder;
    }

    private static async Task<(int ExitCode, string Output)> ShellcheckAsync(IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("shellcheck", arguments) { RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no shellcheck on this machine.");
            throw;
        }
    }
}

using System.Diagnostics;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Sim;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

/// <summary>The steps of Microsoft's guide, in one script for both tenants, without either Pulumi program.</summary>
public sealed class WhenTheGuideIsFollowed : IDisposable
{
    private const string Bash = "/bin/bash";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtcmk guide ");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_chain_is_one_that_verify_calls_clean()
    {
        Assert.SkipUnless(File.Exists(Bash), "There is no bash on this machine.");
        var state = new StateFolder(Path.Combine(_folder.FullName, ".xtcmk"));
        foreach (var (tenant, subscription) in ((TenantId, SubscriptionId)[])[(World.Vendor, World.VendorSubscription),
            (World.Customer, World.CustomerSubscription)])
            Assert.Equal(0, await RunAsync(["sim", "tenant", tenant.Value, "--subscription", subscription.Value, "--state", state.Path]));

        var answer = await FollowAsync(state);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));

        await using var server = await SimulatedAzureServer.StartAsync(
            state.Load().Azure, new SimulatedAzureServerOptions(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(state.CertificateFile, server.Certificate.ExportCertificatePem(),
            TestContext.Current.CancellationToken);
        var output = new StringWriter();
        var code = await RunAsync(
            [
                "verify", "--isv", In("vendor.json"), "--customer", In("customer.json"), "--format", "markdown",
                "--endpoint", server.Endpoint.AbsoluteUri.TrimEnd('/'), "--certificate", state.CertificateFile,
            ],
            output);
        Assert.True(code == 0, output.ToString());
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private async Task<Answer> FollowAsync(StateFolder state)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "xtcmk.dll");
        var guide =
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/Cli/Sim/Az/guide.sh"), TestContext.Current.CancellationToken);
        var script = $$"""
            OUT='{{_folder.FullName}}' VENDOR_TENANT={{World.Vendor}} CUSTOMER_TENANT={{World.Customer}}
            VENDOR_SUBSCRIPTION={{World.VendorSubscription}} CUSTOMER_SUBSCRIPTION={{World.CustomerSubscription}}
            az() { dotnet '{{tool}}' sim az --state '{{state.Path}}' "$@"; }
            {{guide}}
            """;
        using var process = Process.Start(new ProcessStartInfo(Bash, ["--noprofile", "--norc", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Answer(process.ExitCode, await output, await error);
    }

    private static Task<int> RunAsync(string[] arguments, TextWriter? output = null) => CommandLine.RunAsync(
        new CommandContext(output ?? TextWriter.Null, TextWriter.Null) { Retries = 0 }, arguments, TestContext.Current.CancellationToken);
}

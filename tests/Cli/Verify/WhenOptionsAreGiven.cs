using XtCmkInfra.Cli;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenOptionsAreGiven
{
    [Theory]
    [InlineData("30", ExitCode.Clean)]
    [InlineData("31", ExitCode.Findings)]
    [InlineData("0", ExitCode.Clean)]
    public async Task An_expiry_is_reported_so_many_days_before(string days, int exitCode)
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        Break.NewVersion(world, new KeyParameters(Expires: world.World.Azure.Clock.GetUtcNow().AddDays(30)));

        Assert.Equal(exitCode, (await tool.RunAsync("--warn-days", days)).ExitCode);
    }

    [Theory]
    [InlineData("low", ExitCode.Findings)]
    [InlineData("medium", ExitCode.Findings)]
    [InlineData("high", ExitCode.Clean)]
    [InlineData("critical", ExitCode.Clean)]
    [InlineData("never", ExitCode.Clean)]
    public async Task A_finding_below_the_failing_severity_is_reported_and_does_not_fail(string lowest, int exitCode)
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        Break.All["the account is pinned to a version"].Do(world);

        var answer = await tool.RunAsync("--fail-on", lowest);

        Assert.Equal(exitCode, answer.ExitCode);
        Assert.StartsWith("SIMULATED: Not every link holds: 1 weak; ", answer.Out, StringComparison.Ordinal);
        Assert.Contains("(account-pinned, medium)", answer.Out);
    }

    [Fact]
    public async Task What_cannot_be_determined_is_no_all_clear_whatever_fails()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        world.Fault = line => line.Host.StartsWith("graph", StringComparison.Ordinal) ? new Fault.Status(403) : null;

        Assert.Equal(ExitCode.CannotBeDetermined, (await tool.RunAsync("--fail-on", "never")).ExitCode);
    }

    [Fact]
    public async Task Each_blob_service_is_asked_only_if_it_is_to_be_probed()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        world.World.Write();

        await tool.RunAsync();
        Assert.DoesNotContain(world.Requests, request => request.Line.Host.Contains(".blob.", StringComparison.Ordinal));
        var probed = await tool.RunAsync("--probe");

        Assert.Equal(ExitCode.Clean, probed.ExitCode);
        Assert.Equal(2, world.Requests.Count(request => request.Line.Host == "stfabrikam.blob.core.windows.net"));
    }

    [Fact]
    public async Task A_probe_that_has_nothing_to_read_reports_nothing()
    {
        await using var world = await VerifiedWorld.StartAsync();

        var found = await world.VerifyAsync(VerifiedWorld.Options(probe: true));

        Assert.Equal((ExitCode.CannotBeDetermined, "account-unreadable"), (found.ExitCode, Assert.Single(found.Unknown).Rule.Code));
    }

    [Fact]
    public async Task A_probe_reports_the_code_that_the_blob_service_refuses_with()
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.World.Write();
        Break.All["the key is disabled"].Do(world);

        var found = await world.VerifyAsync(VerifiedWorld.Options(probe: true));

        Assert.Equal(["account-unreadable", "key-disabled"], VerifiedWorld.Codes(found));
        Assert.Contains(found.Findings, check => check.Found == "KeyVaultEncryptionKeyNotFound");
    }

    [Theory]
    [InlineData("--tenant", "here", "--tenant: 'here' is not a")]
    [InlineData("--tenant", "33333333-3333-4333-8333-333333333333", "the stacks' outputs do not name this tenant")]
    [InlineData("--subscription", "here", "--subscription: 'here' is not a")]
    [InlineData("--warn-days", "-1", "--warn-days takes a whole number from 0 to 3650.")]
    [InlineData("--warn-days", "many", "xtcmk: --warn-days takes a whole number, not 'many'.")]
    [InlineData("--timeout", "0", "--timeout takes a whole number from 1 to 86400.")]
    [InlineData("--fail-on", "worst", "worst")]
    [InlineData("--format", "pdf", "pdf")]
    [InlineData("--endpoint", "here", "'here' is not a URI such as https://127.0.0.1:8443")]
    [InlineData("--endpoint", "https://management.chinacloudapi.cn", "is not that of the stacks' cloud 'public'")]
    [InlineData("--endpoint", "http://management.azure.com", "which is https://management.azure.com")]
    [InlineData("--endpoint", "https://example.com", "is not on this machine")]
    [InlineData("--endpoint", "http://127.0.0.1:1", "use https://127.0.0.1:PORT")]
    public async Task One_that_cannot_be_is_refused_with_a_sentence_before_anything_is_asked(string option, string value, string sentence)
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        string[] certificate = option == "--endpoint"
            && value.Contains("//", StringComparison.Ordinal) ? ["--certificate", tool.Certificate] : [];

        var answer = await tool.RunAsync([option, value, .. certificate]);

        Assert.Equal((ExitCode.CannotBeDetermined, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(sentence, answer.Error);
        Assert.Empty(world.Requests);
    }

    [Fact]
    public async Task A_port_without_a_server_is_blamed_itself()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);

        var answer = await tool.RunAsync("--endpoint", "https://127.0.0.1:1", "--certificate", tool.Certificate);

        Assert.Equal((ExitCode.CannotBeDetermined, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith("xtcmk: Nothing answers at --endpoint https://127.0.0.1:1", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_of_another_server_is_blamed_itself()
    {
        await using var world = await VerifiedWorld.StartAsync();
        await using var other = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);

        var answer = await tool.RunAsync("--endpoint", other.Server.Endpoint.AbsoluteUri, "--certificate", tool.Certificate);

        Assert.Equal((ExitCode.CannotBeDetermined, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith(
            $"xtcmk: --endpoint {other.Server.Endpoint} is not the simulator with the certificate ", answer.Error,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "Use the address that 'xtcmk sim serve' prints, and its certificate with --certificate.\n", answer.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_certificate_is_named_without_codes_of_a_library()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        using var folder = new Workflows.WorkflowFolder();
        var file = Path.Combine(folder.Path, "endpoint.pem");
        await File.WriteAllTextAsync(file, "no certificate", TestContext.Current.CancellationToken);

        var answer = await tool.RunAsync("--endpoint", world.Server.Endpoint.AbsoluteUri, "--certificate", file);

        Assert.Equal((ExitCode.CannotBeDetermined, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("cannot be read: it is not a certificate.", answer.Error);
        Assert.DoesNotContain("error:", answer.Error);
    }

    [Fact]
    public async Task A_certificate_of_another_server_is_not_trusted()
    {
        await using var world = await VerifiedWorld.StartAsync();
        await using var other = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        using var others = new VerifyTool(other);

        var answer = await tool.RunAsync("--endpoint", world.Server.Endpoint.AbsoluteUri, "--certificate", others.Certificate);

        Assert.Equal(ExitCode.CannotBeDetermined, answer.ExitCode);
        Assert.Empty(world.Requests);
    }
}

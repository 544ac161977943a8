using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>As a shell runs it: the answer on stdout, everything else on stderr.</summary>
public sealed class Verify_as_a_process(SharedWorld shared) : IClassFixture<SharedWorld>
{
    [Fact]
    public async Task Reads_outputs_from_stdin_and_writes_to_stdout_alone()
    {
        using var tool = new VerifyTool(shared.World);
        var outputs = Encoding.UTF8.GetBytes(StackDocuments.Vendor(shared.World.World).ToJsonString());

        var answer = await Tool.RunProcessAsync(
            outputs, "verify", "--isv", "-", "--format", "json", "--endpoint", shared.World.Server.Endpoint.AbsoluteUri, "--certificate",
            tool.Certificate);

        Assert.Equal((ExitCode.Clean, ""), (answer.ExitCode, answer.Error));
        Assert.Equal("xtcmk/verify/2", (string?)JsonNode.Parse(answer.Out)!["schema"]);
    }

    [Fact]
    public async Task Tells_bad_outputs_on_stderr_alone()
    {
        var answer = await Tool.RunProcessAsync("{ \"accounts\": "u8.ToArray(), "verify", "--isv", "-");

        Assert.Equal((ExitCode.CannotBeDetermined, ""), (answer.ExitCode, answer.Out));
        Assert.Equal("xtcmk: standard input: line 1, byte 15 of it: this is not JSON. Give what 'pulumi stack output --json' prints.",
            answer.Error.TrimEnd());
    }
}

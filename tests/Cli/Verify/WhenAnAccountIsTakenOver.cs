using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>The vendor's program has imported an account as it is, and makes it as expected with the next update.</summary>
public sealed class WhenAnAccountIsTakenOver
{
    [Fact]
    public async Task It_is_checked_and_what_is_not_yet_as_expected_is_named()
    {
        await using var world = await VerifiedWorld.StartAsync();
        Break.PutAccount(world, World.MicrosoftManagedBody());

        var answer = await RunAsync(world);

        Assert.Equal(ExitCode.Findings, answer.ExitCode);
        Assert.Contains("(account-microsoft-keys, critical)", answer.Out);
        Assert.Contains("stfabrikam of fabrikam is imported as it is; the vendor's next update makes it as expected.", answer.Out);
    }

    [Fact]
    public async Task It_holds_where_it_is_as_expected_already()
    {
        await using var world = await VerifiedWorld.StartAsync();

        Assert.Equal(ExitCode.Clean, (await RunAsync(world)).ExitCode);
    }

    private static async Task<Answer> RunAsync(VerifiedWorld world)
    {
        using var tool = new VerifyTool(world);
        var outputs = JsonNode.Parse(await File.ReadAllTextAsync(tool.Vendor, TestContext.Current.CancellationToken))!;
        outputs["accounts"]!["fabrikam"]!["state"] = "being-taken-over";
        return await tool.RunLineAsync("--isv", tool.Write("taken-over.json", outputs.ToJsonString()), "--customer", tool.Customer);
    }
}

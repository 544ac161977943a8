using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>No stack of the customer's: whoever looked after the key by hand, or with another tool, has no outputs of one.</summary>
public sealed class WhenTheCustomerSentTheRecordAlone
{
    [Fact]
    public async Task A_letter_with_it_is_enough()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);

        var answer = await RunAsync(tool, world.World);

        Assert.Equal((ExitCode.Clean, ""), (answer.ExitCode, answer.Error));
        Assert.Contains("Every link that is visible from here holds", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looks_after_the_key_is_written_beside_it()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        var officer = world.World.User();
        world.World.WithRole(Break.AssignmentAt(World.KeyId), Roles.KeyVaultCryptoOfficer, officer, "User");

        var unsaid = await RunAsync(tool, world.World);
        var said = await RunAsync(tool, world.World, "--officer", officer.Value);
        var wrong = await RunAsync(tool, world.World, "--officer", "Ada");

        Assert.Equal((ExitCode.Findings, ExitCode.Clean, 2), (unsaid.ExitCode, said.ExitCode, wrong.ExitCode));
        Assert.Contains("grant-others", unsaid.Out, StringComparison.Ordinal);
        Assert.StartsWith("xtcmk: --officer: 'Ada'", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_of_a_vault_that_is_not_found_cannot_be_determined()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        world.World.Azure.ResourceManager.Delete(World.VaultId, World.Vaults);

        var answer = await RunAsync(tool, world.World);

        Assert.NotEqual(ExitCode.Clean, answer.ExitCode);
        Assert.Contains("the vault kv-fabrikam is in no subscription", answer.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static Task<Answer> RunAsync(VerifyTool tool, World world, params string[] options)
    {
        var record = StackDocuments.Customer(world)["handoff"]!.ToJsonString();
        var letter = tool.Write("letter.txt", $"Dear Contoso,\n\nthe last step printed this:\n\n{record}\n\nAda\n");
        return tool.RunLineAsync(["--isv", tool.Vendor, "--customer", letter, .. options]);
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Try;

namespace XtCmkInfra.Tests.Cli.Stories;

public sealed class WhenTheStoryIsRun
{
    [Fact]
    public async Task The_tool_itself_ends_clean_on_the_settings_as_they_stand()
    {
        var answer = await Tool.RunProcessAsync(default, "try", "--root", Repository.Root, "--format", "json");
        var json = JsonNode.Parse(answer.Out)!;

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.True((bool)json["ok"]!);
        Assert.Equal(Story.Steps.Select(step => step.Id), json["steps"]!.AsArray().Select(step => step!["id"]!.ToString()));
        Assert.StartsWith("Pulumi ", json["sdk"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("as-they-stand")]
    [InlineData("managed-hsm", "InHsm")]
    [InlineData("revoked", "customer access: revoked")]
    public async Task People_see_a_table_and_a_picture_of_the_chain(string name, params string[] edits)
    {
        var (exitCode, text) = await RunAsync(edits is ["InHsm"] ? Capabilities.InHsm : edits);

        Assert.Equal(ExitCode.Clean, exitCode);
        Golden.Compare($"tests/Golden/try/{name}.txt", text.Replace(Sdk.Description, "Pulumi VERSION", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_fails_ends_with_findings_and_those_that_build_on_it_are_not_reached()
    {
        var (exitCode, text) = await RunAsync("vendor customers[0].key: {uri: https://kv-other.vault.azure.net/keys/contoso-data}");

        Assert.Equal(ExitCode.Findings, exitCode);
        Assert.Contains("SIMULATED: 1 of 16 steps FAILED, and 12 were not reached", text);
        Assert.Contains("The vendor's settings hold https://kv-other.vault.azure.net/keys/contoso-data", text);
        Assert.Contains("not reached, since isv-account failed.", text);
    }

    [Fact]
    public async Task A_chain_that_does_not_hold_after_a_step_fails_it()
    {
        var capability = new Capability("", ["customer -key.rotation"], "", "");
        using var world = new StoryWorld(capability.ReadSettings(), StoryKeys.Source());
        foreach (var step in Story.Steps.Where(step => step.Id is "isv-identity" or "customer-access" or "isv-account"))
            await step.RunAsync(world);
        world.Azure.Graph(world.Settings.Vendor.TenantId).Patch(
            $"/applications(appId='{world.VendorHandoff["applicationId"]}')", new JsonObject { ["signInAudience"] = "AzureADMyOrg" });

        var chain = await world.JudgeAsync();

        Assert.Equal(["application-single-tenant"], chain!.Broken);
        Assert.Equal(["key-rotation-missing"], chain.Weaker);
        Assert.False(chain.Holds);
    }

    [Theory]
    [InlineData("vendor customers[0].tenantId: 00000000-1111-4222-8333-444444444444", "No entry of xtcmk-isv:customers has the tenant")]
    [InlineData("vendor customers[0].key.stack: organization/xtcmk-customer/prod", "but the customer's stack of this story is")]
    [InlineData("customer vendor.stack: contoso/xtcmk-isv/dev", "but the vendor's stack of this story is organization/xtcmk-isv/dev")]
    public void Stacks_that_have_nothing_to_do_with_each_other_are_bad_input(string edit, string sentence)
    {
        var refused = Assert.Throws<XtCmkInfra.Core.BadInputException>(() => new Capability("", [edit], "", "").ReadSettings());

        Assert.Contains(sentence, refused.Message);
    }

    [Fact]
    public async Task The_settings_show_in_the_story()
    {
        var (exitCode, text) = await RunAsync(
            "customer key.size: 2048", "customer key.name: our-key", "vendor customers[0].account.name: stother");

        Assert.Equal(ExitCode.Clean, exitCode);
        Assert.Contains("RSA-OAEP with 2048 bits", text);
        Assert.Contains("our-key-2 in kv-fabrikam-cmk", text);
        Assert.Contains("storage account stother", text);
    }

    [Fact]
    public async Task A_stopped_story_does_not_run_to_its_end()
    {
        using var world = new StoryWorld(new Capability("", [], "", "").ReadSettings(), StoryKeys.Source());

        await Assert.ThrowsAsync<OperationCanceledException>(() => Story.RunAsync(world, _ => { }, new CancellationToken(canceled: true)));
    }

    private static async Task<(int ExitCode, string Text)> RunAsync(params string[] edits)
    {
        var output = new StringWriter();
        using var world = new StoryWorld(new Capability("", edits, "", "").ReadSettings(), StoryKeys.Source());
        var context = new CommandContext(output, TextWriter.Null);
        var exitCode = await TryReport.RunAsync(context, world, json: false, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString().ReplaceLineEndings("\n"));
    }
}

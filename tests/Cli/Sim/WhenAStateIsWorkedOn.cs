using System.Text.Json.Nodes;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli.Sim;

/// <summary><c>xtcmk sim refresh</c>, <c>destroy</c> and <c>unprotect</c>.</summary>
public sealed class WhenAStateIsWorkedOn
{
    private const string ToMicrosoft = "storage account update --name stcontosofabrikam --encryption-key-source Microsoft.Storage";

    [Fact]
    public async Task A_refresh_without_drift_finds_nothing_to_review()
    {
        using var tool = await SimTool.AfterUpAsync();

        var document = await tool.OkAsync("sim", "refresh", "--preview-only", "--json", "--project", "isv");

        var json = JsonNode.Parse(document)!;
        Assert.All(json["steps"]!.AsArray(), step => Assert.Equal("refresh", (string)step!["op"]!));
        Assert.Equal(["same"], json["changeSummary"]!.AsObject().Select(count => count.Key));
        Assert.Equal((ExitCode.Clean, ""), await tool.ReviewAsync(document));
    }

    [Fact]
    public async Task A_refresh_sees_what_was_done_by_hand_and_takes_it_over()
    {
        using var tool = await SimTool.AfterUpAsync();
        Assert.Equal(0, (await tool.AzAsync("login --tenant 1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11")).ExitCode);
        Assert.Equal("", (await tool.AzAsync(ToMicrosoft)).Error);

        var document = await tool.OkAsync("sim", "refresh", "--preview-only", "--json", "--project", "isv");
        Assert.Equal((ExitCode.Findings, "account-microsoft-keys"), await tool.ReviewAsync(document));
        await tool.OkAsync("sim", "refresh", "--project", "isv");

        Assert.Contains(
            "encryption.keySource: \"Microsoft.Storage\" → \"Microsoft.Keyvault\"",
            await tool.OkAsync("sim", "preview", "--project", "isv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_protected_is_not_destroyed()
    {
        using var tool = await SimTool.AfterUpAsync();

        var answer = await tool.RunAsync("sim", "destroy", "--project", "isv");

        Assert.Equal(ExitCode.CannotBeDetermined, answer.ExitCode);
        Assert.Contains("'fabrikam' cannot be deleted, because it is protected", answer.Error, StringComparison.Ordinal);
        Assert.StartsWith("xtcmk-isv/dev: 5 unchanged", await tool.OkAsync("sim", "preview", "--project", "isv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_unprotected_is_destroyed_and_stays_in_Azure_where_it_is_retained()
    {
        using var tool = await SimTool.AfterUpAsync();
        var document = await tool.JsonAsync("sim", "refresh", "--preview-only", "--json", "--project", "isv");
        var urns = document["steps"]!.AsArray()
            .Where(step => (bool?)step!["oldState"]?["protect"] == true)
            .Select(step => (string)step!["urn"]!);
        foreach (var urn in urns)
            await tool.OkAsync("sim", "unprotect", urn);

        var preview = await tool.OkAsync("sim", "destroy", "--preview-only", "--json", "--project", "isv");
        Assert.Equal(ExitCode.Findings, (await tool.ReviewAsync(preview)).ExitCode);
        await tool.OkAsync("sim", "destroy", "--project", "isv");

        await tool.AzAsync("login --tenant 1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11");
        Assert.Equal("stcontosofabrikam\n",
            (await tool.AzAsync("storage account list --query [].name --output tsv")).Out.ReplaceLineEndings("\n"));
        Assert.Equal("", (await tool.AzAsync("ad app list --query [].displayName --output tsv")).Out);
    }

    [Fact]
    public async Task A_resource_that_no_stack_has_cannot_be_unprotected()
    {
        using var tool = await SimTool.AfterUpAsync();

        var answer = await tool.RunAsync("sim", "unprotect", "urn:pulumi:dev::xtcmk-isv::a:b:C::d");

        Assert.Equal(ExitCode.CannotBeDetermined, answer.ExitCode);
        Assert.Contains("No stack has the resource", answer.Error, StringComparison.Ordinal);
    }
}

using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_asks_the_vault_for_its_tenant
{
    private const string Tenant = "22222222-2222-4222-8222-222222222222";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_finds_the_tenant_and_repeats_it_in_the_line_that_undoes(bool inHsm)
    {
        await using var key = await ServedKey.StartAsync(inHsm);
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("rotate", null, "--yes");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains($" --tenant {World.Customer} ", Assert.Single(KeyTool.UndoLines(answer)));
    }

    [Theory]
    [InlineData("public", $"Bearer authorization=\"https://login.microsoftonline.com/{Tenant}\", resource=\"https://vault.azure.net\"")]
    [InlineData("public", $"Bearer authorization=\"https://login.windows.net/{Tenant}\", resource=\"https://vault.azure.net\"")]
    [InlineData("public", $"Bearer authorization_uri=https://login.microsoftonline.com/{Tenant}, resource=https://managedhsm.azure.net")]
    [InlineData("usgovernment", $"Bearer authorization=\"https://login.microsoftonline.us/{Tenant}\"")]
    [InlineData("china", $"Bearer authorization=\"https://login.partner.microsoftonline.cn/{Tenant}\"")]
    public void A_sign_in_of_the_keys_cloud_names_the_tenant(string cloud, string challenge) =>
        Assert.Equal(Tenant, TenantChallenge.Read(challenge, Cloud.Parse(cloud).Value!)?.Value);

    [Theory]
    [InlineData("public", $"Bearer authorization=\"https://login.microsoftonline.us/{Tenant}\"")]
    [InlineData("usgovernment", $"Bearer authorization=\"https://login.windows.net/{Tenant}\"")]
    [InlineData("public", $"Bearer authorization=\"https://login.microsoftonline.com.example/{Tenant}\"")]
    [InlineData("public", $"Bearer authorization=\"https://login.microsoftonline.com:444/{Tenant}\"")]
    [InlineData("public", $"Bearer authorization=\"https://me@login.microsoftonline.com/{Tenant}\"")]
    [InlineData("public", $"Bearer authorization=\"http://login.microsoftonline.com/{Tenant}\"")]
    [InlineData("public", "Bearer authorization=\"https://login.microsoftonline.com/common\"")]
    [InlineData("public", "Bearer realm=\"\"")]
    public void Any_other_sign_in_does_not(string cloud, string challenge) =>
        Assert.Null(TenantChallenge.Read(challenge, Cloud.Parse(cloud).Value!));
}

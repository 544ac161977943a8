namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_as_a_process
{
    [Fact]
    public async Task The_tool_itself_shows_rotates_and_asks_a_served_simulator()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var refused = await Tool.RunProcessAsync(default, ["key", "rotate", key.Uri.ToString(), .. tool.Where()]);
        var rotated = await Tool.RunProcessAsync(default, ["key", "rotate", key.Uri.ToString(), "--yes", .. tool.Where()]);
        var status = await Tool.RunProcessAsync(default, ["key", "status", key.Uri.ToString(), .. tool.Where()]);

        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        Assert.Contains("confirm with --yes", refused.Error);
        Assert.Equal((0, 2), (rotated.ExitCode, key.Versions.Count));
        Assert.Equal((0, ""), (status.ExitCode, status.Error));
        Assert.All(key.Versions, version => Assert.Contains(version.Version, status.Out));
    }

    [Theory]
    [InlineData("is not a key URI", "status", "http://kv-fabrikam.vault.azure.net/keys/cmk")]
    [InlineData("is not a tenant id", "status", "https://kv-fabrikam.vault.azure.net/keys/cmk", "--tenant", "fabrikam")]
    [InlineData("is not on this machine", "status", "https://kv-fabrikam.vault.azure.net/keys/cmk", "--endpoint", "https://example.com",
        "--certificate", "{}")]
    [InlineData("cannot be read", "status", "https://kv-fabrikam.vault.azure.net/keys/cmk", "--endpoint", "https://127.0.0.1:1",
        "--certificate", "none.pem")]
    [InlineData("give its --endpoint too", "status", "https://kv-fabrikam.vault.azure.net/keys/cmk", "--certificate", "{}")]
    [InlineData("--timeout takes a whole number from 1 to 86400", "status", "https://kv-fabrikam.vault.azure.net/keys/cmk", "--timeout",
        "0")]
    [InlineData("--yes", "status", "https://kv-fabrikam.vault.azure.net/keys/cmk", "--yes")]
    [InlineData("Required", "rotate")]
    public async Task Arguments_that_are_wrong_are_bad_input(string sentence, params string[] arguments)
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await Tool.RunAsync(["key", .. arguments.Select(argument => argument == "{}" ? tool.Certificate : argument)]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith("xtcmk: ", answer.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, answer.Error);
    }
}

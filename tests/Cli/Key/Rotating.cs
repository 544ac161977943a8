namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_rotate
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_creates_a_version_and_reports_its_use(bool inHsm)
    {
        await using var key = await ServedKey.StartAsync(inHsm);
        using var tool = new KeyTool(key);
        key.Clock.Advance(TimeSpan.FromHours(1));

        var answer = await tool.RunAsync("rotate", null, "--yes");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal(2, key.Versions.Count);
        Assert.StartsWith($"Created {key.Versions[1].Id}.\n", answer.Out, StringComparison.Ordinal);
        Assert.Contains("Keep the older versions enabled until 2026-01-06 09:00 UTC.", answer.Out);
        Assert.Contains("A new version cannot be deleted alone.", answer.Out);
    }

    [Fact]
    public async Task Its_line_disables_the_new_version_and_leaves_the_old_one()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Clock.Advance(TimeSpan.FromHours(1));

        var undone = await tool.UndoAsync(await tool.RunAsync("rotate", null, "--yes"));

        Assert.Equal((0, ""), (Assert.Single(undone).ExitCode, undone[0].Error));
        Assert.Equal([true, false], key.Versions.Select(version => version.Enabled));
        key.Served.World.Write();
        Assert.Equal("hello", key.Served.World.Read());
    }

    [Fact]
    public async Task A_version_is_not_rotated()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("rotate", key.Versions[0].Version, "--yes");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("Leave the version out", answer.Error);
        Assert.Single(key.Versions);
    }

    [Fact]
    public async Task A_key_whose_newest_version_is_disabled_is_rotated_once_it_is_enabled()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.SetEnabled(key.Versions[0].Version, false);

        var refused = await tool.RunAsync("rotate", null, "--yes");
        await tool.RunAsync("enable", null, "--yes");
        var rotated = await tool.RunAsync("rotate", null, "--yes");

        Assert.Equal((2, 0), (refused.ExitCode, rotated.ExitCode));
        Assert.Contains($"returned 403 Forbidden KeyDisabled: its newest version is disabled. 'xtcmk key enable {key.Uri}' enables it.",
            refused.Error);
    }
}

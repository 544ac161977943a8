namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_enable
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_line_disables_the_newest_again(bool inHsm)
    {
        await using var key = await ServedKey.StartAsync(inHsm);
        using var tool = new KeyTool(key);
        key.SetEnabled(key.Versions[0].Version, false);

        var answer = await tool.RunAsync("enable", null, "--yes");
        var enabled = key.Versions[0].Enabled;
        var undone = await tool.UndoAsync(answer);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.True(enabled);
        Assert.Equal(0, Assert.Single(undone).ExitCode);
        Assert.False(key.Versions[0].Enabled);
    }

    [Fact]
    public async Task Its_line_disables_an_older_version_again()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Rotate();
        key.SetEnabled(key.Versions[0].Version, false);
        key.Clock.Advance(TimeSpan.FromDays(1));

        var answer = await tool.RunAsync("enable", key.Versions[0].Version, "--yes");

        Assert.Contains("To undo that:\n", answer.Out);
        Assert.Equal(0, Assert.Single(await tool.UndoAsync(answer)).ExitCode);
        Assert.Equal([false, true], key.Versions.Select(version => version.Enabled));
    }

    [Fact]
    public async Task Where_that_line_is_refused_for_now_it_says_until_when()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Rotate();
        key.SetEnabled(key.Versions[0].Version, false);

        var answer = await tool.RunAsync("enable", key.Versions[0].Version, "--yes");
        var early = await tool.UndoAsync(answer);
        key.Clock.Advance(TimeSpan.FromDays(1));
        var later = await tool.UndoAsync(answer);

        Assert.Contains("To undo that, from 2026-01-06 08:00 UTC on", answer.Out);
        Assert.Equal((2, 0), (Assert.Single(early).ExitCode, Assert.Single(later).ExitCode));
    }

    [Fact]
    public async Task What_is_enabled_already_is_left_as_it_is()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("enable");

        Assert.Equal((0, $"{key.Versions[0].Id} is enabled already; nothing was changed.\n"), (answer.ExitCode, answer.Out));
    }
}

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

        Assert.Contains("To undo this:\n", answer.Out);
        Assert.Equal(0, Assert.Single(await tool.UndoAsync(answer)).ExitCode);
        Assert.Equal([false, true], key.Versions.Select(version => version.Enabled));
    }

    [Fact]
    public async Task Where_that_line_is_refused_for_now_it_states_until_when()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Rotate();
        key.SetEnabled(key.Versions[0].Version, false);

        var answer = await tool.RunAsync("enable", key.Versions[0].Version, "--yes");
        var early = await tool.UndoAsync(answer);
        key.Clock.Advance(TimeSpan.FromDays(1));
        var later = await tool.UndoAsync(answer);

        Assert.Contains("To undo this, from 2026-01-06 08:00 UTC, when", answer.Out);
        Assert.Equal((2, 0), (Assert.Single(early).ExitCode, Assert.Single(later).ExitCode));
    }

    [Fact]
    public async Task After_a_revocation_it_brings_back_what_that_disabled_and_nothing_else()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Clock.Advance(TimeSpan.FromDays(1));
        var months = key.Rotate();
        key.Clock.Advance(TimeSpan.FromDays(1));
        var moments = key.Rotate();
        key.SetEnabled(months, false);
        key.Clock.Advance(TimeSpan.FromDays(90));
        key.Rotate();
        key.Clock.Advance(TimeSpan.FromDays(2));
        key.SetEnabled(moments, false);
        key.Clock.Advance(TimeSpan.FromSeconds(5));
        await tool.RunAsync("disable", null, "--revoke", "cmk", "--yes");
        var revoked = key.Versions.Select(version => version.Enabled).ToList();
        key.Clock.Advance(TimeSpan.FromDays(10));

        var answer = await tool.RunAsync("enable", null, "--yes");

        Assert.Equal([false, false, false, false], revoked);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal([true, false, false, true], key.Versions.Select(version => version.Enabled));
        Assert.Contains("Still disabled, since they were not disabled together with the newest: ", answer.Out);
        Assert.All([months, moments], version => Assert.Contains($"{key.Uri}/{version}", answer.Out));
    }

    [Fact]
    public async Task Its_lines_take_back_exactly_what_it_brought_back()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Clock.Advance(TimeSpan.FromHours(1));
        key.Rotate();
        await tool.RunAsync("disable", null, "--revoke", "cmk", "--yes");

        var answer = await tool.RunAsync("enable", null, "--yes");
        var later = key.Rotate();
        key.Clock.Advance(TimeSpan.FromDays(1));
        var undone = await tool.UndoAsync(answer);

        Assert.All(undone, line => Assert.Equal((0, ""), (line.ExitCode, line.Error)));
        Assert.Equal(later, Assert.Single(key.Versions, version => version.Enabled).Version);
    }

    [Fact]
    public async Task A_version_that_was_changed_since_stays_disabled_and_is_named()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Clock.Advance(TimeSpan.FromHours(1));
        key.Rotate();
        key.SetEnabled(key.Versions[1].Version, false);
        key.Clock.Advance(TimeSpan.FromMinutes(3));
        key.SetEnabled(key.Versions[0].Version, false);

        var answer = await tool.RunAsync("enable", null, "--yes");

        Assert.Equal([false, true], key.Versions.Select(version => version.Enabled));
        Assert.Contains($"Still disabled, since it was not disabled together with the newest: {key.Versions[0].Id}.", answer.Out);
    }

    [Fact]
    public async Task A_version_that_is_named_comes_back_alone()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Clock.Advance(TimeSpan.FromHours(1));
        key.Rotate();
        await tool.RunAsync("disable", null, "--revoke", "cmk", "--yes");

        await tool.RunAsync("enable", key.Versions[1].Version, "--yes");

        Assert.Equal([false, true], key.Versions.Select(version => version.Enabled));
    }

    [Fact]
    public async Task What_was_enabled_before_a_failure_is_reported_and_what_was_not()
    {
        var changes = 0;
        await using var key = await ServedKey.InVaultAsync(line =>
            line.Method == "PATCH" && ++changes == 4 ? new XtCmkInfra.Simulator.Http.Fault.Status(403) : null);
        using var tool = new KeyTool(key);
        key.Clock.Advance(TimeSpan.FromHours(1));
        key.Rotate();
        await tool.RunAsync("disable", null, "--revoke", "cmk", "--yes");

        var answer = await tool.RunAsync("enable", null, "--yes");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains($"Enabled {key.Versions[1].Id}.", answer.Out);
        Assert.EndsWith($"Not enabled: {key.Versions[0].Id}.\n", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_enabled_already_is_left_as_it_is()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("enable");

        Assert.Equal((0, $"{key.Versions[0].Id} is already enabled. Nothing was changed.\n"), (answer.ExitCode, answer.Out));
    }
}

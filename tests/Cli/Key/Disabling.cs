using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_disable
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_older_version_is_refused_while_the_newer_one_is_not_a_day_old(bool inHsm)
    {
        await using var key = await ServedKey.StartAsync(inHsm);
        using var tool = new KeyTool(key);
        key.Clock.Advance(TimeSpan.FromDays(30));
        var newer = key.Rotate();
        key.Clock.Advance(TimeSpan.FromHours(23));

        var answer = await tool.RunAsync("disable", key.Versions[0].Version, "--yes");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains($"the newer version {newer} is less than 24 hours old", answer.Error);
        Assert.Contains("You can disable it from 2026-02-05 08:00 UTC, in an hour.", answer.Error);
        Assert.All(key.Versions, version => Assert.True(version.Enabled));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_disabled_once_the_newer_one_is_a_day_old_and_the_data_stays_readable(bool inHsm)
    {
        await using var key = await ServedKey.StartAsync(inHsm);
        using var tool = new KeyTool(key);
        key.Served.World.Write();
        key.Clock.Advance(TimeSpan.FromDays(30));
        key.Rotate();
        key.Clock.Advance(TimeSpan.FromHours(24));

        var answer = await tool.RunAsync("disable", key.Versions[0].Version, "--yes");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal([false, true], key.Versions.Select(version => version.Enabled));
        Assert.StartsWith($"Disabled {key.Versions[0].Id}. To undo this:\n", answer.Out, StringComparison.Ordinal);
        Assert.Contains("Still enabled: 1 other version, for accounts that use it.", answer.Out);
        Assert.Equal("hello", key.Served.World.Read());
    }

    [Fact]
    public async Task Its_line_enables_the_version_again()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Rotate();
        key.Clock.Advance(TimeSpan.FromHours(25));

        var undone = await tool.UndoAsync(await tool.RunAsync("disable", key.Versions[0].Version, "--yes"));

        Assert.Equal((0, ""), (Assert.Single(undone).ExitCode, undone[0].Error));
        Assert.All(key.Versions, version => Assert.True(version.Enabled));
    }

    [Fact]
    public async Task A_newer_version_that_was_enabled_less_than_a_day_ago_does_not_count()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        var newer = key.Rotate();
        key.SetEnabled(newer, false);
        key.Clock.Advance(TimeSpan.FromDays(30));
        key.SetEnabled(newer, true);

        var early = await tool.RunAsync("disable", key.Versions[0].Version, "--yes");
        key.Clock.Advance(TimeSpan.FromHours(24));
        var later = await tool.RunAsync("disable", key.Versions[0].Version, "--yes");

        Assert.Equal((2, 0), (early.ExitCode, later.ExitCode));
    }

    [Theory]
    [InlineData("--yes")]
    [InlineData("--revoke", "cmk")]
    [InlineData("--yes", "--revoke", "another")]
    [InlineData("--yes", "--revoke", "CMK")]
    public async Task The_newest_is_refused_without_the_words(params string[] options)
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("disable", key.Versions[0].Version, options);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("Nothing was changed", answer.Error);
        Assert.True(key.Versions[0].Enabled);
    }

    [Fact]
    public async Task A_pipe_gets_the_words_to_pass()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("disable", key.Versions[0].Version, "--yes");

        Assert.Contains("the newest usable version? Every account that uses the key goes offline.", answer.Error);
        Assert.Contains("Without a terminal, confirm with --revoke KEY-NAME and --yes.", answer.Error);
    }

    [Fact]
    public async Task The_confirmed_revocation_takes_data_offline_and_its_line_restores_it()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Served.World.Write();

        var answer = await tool.RunAsync("disable", key.Versions[0].Version, "--revoke", "cmk", "--yes");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Refusal.Is(403, "KeyVaultEncryptionKeyNotFound", key.Served.World, () => key.Served.World.Read());
        Assert.Equal(0, Assert.Single(await tool.UndoAsync(answer)).ExitCode);
        Assert.Equal("hello", key.Served.World.Read());
    }

    [Fact]
    public async Task The_newest_of_those_that_can_be_used_counts_not_the_newest_of_all()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.SetEnabled(key.Rotate(), false);
        key.Clock.Advance(TimeSpan.FromDays(2));

        var answer = await tool.RunAsync("disable", key.Versions[0].Version, "--yes");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("--revoke KEY-NAME", answer.Error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_version_all_are_disabled_and_the_lines_undo_it(bool inHsm)
    {
        await using var key = await ServedKey.StartAsync(inHsm);
        using var tool = new KeyTool(key);
        var second = key.Rotate();
        key.Clock.Advance(TimeSpan.FromDays(1));
        key.Rotate();
        key.SetEnabled(second, false);

        var answer = await tool.RunAsync("disable", null, "--revoke", "cmk", "--yes");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.All(key.Versions, version => Assert.False(version.Enabled));
        Assert.StartsWith($"Disabled {key.Versions[2].Id}.", answer.Out, StringComparison.Ordinal);
        Assert.All(await tool.UndoAsync(answer), undone => Assert.Equal(0, undone.ExitCode));
        Assert.Equal([true, false, true], key.Versions.Select(version => version.Enabled));
    }

    [Fact]
    public async Task Without_a_version_it_takes_the_words()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("disable", null, "--yes");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("Disable the only enabled version of https://kv-fabrikam.vault.azure.net/keys/cmk? ", answer.Error);
        Assert.True(key.Versions[0].Enabled);
    }

    [Fact]
    public async Task What_is_disabled_already_is_left_as_it_is()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.SetEnabled(key.Versions[0].Version, false);

        var one = await tool.RunAsync("disable", key.Versions[0].Version);
        var all = await tool.RunAsync("disable");

        Assert.All([one, all], answer => Assert.Equal((0, 0), (answer.ExitCode, KeyTool.UndoLines(answer).Count)));
        Assert.All([one, all], answer => Assert.Contains("is already disabled. Nothing was changed.", answer.Out));
    }

    [Fact]
    public async Task A_version_that_there_is_not_is_reported()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("disable", new string('0', 32), "--yes");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("has no version '00000000000000000000000000000000'", answer.Error);
    }

    [Fact]
    public async Task A_failure_reports_what_is_disabled_and_the_line_that_undoes_it()
    {
        var changes = 0;
        await using var key = await ServedKey.InVaultAsync(line =>
            line.Method == "PATCH" && ++changes == 2 ? new XtCmkInfra.Simulator.Http.Fault.Status(503) : null);
        using var tool = new KeyTool(key);
        key.Clock.Advance(TimeSpan.FromDays(1));
        var newest = key.Rotate();

        var answer = await tool.RunAsync("disable", null, "--revoke", "cmk", "--yes");

        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith($"xtcmk key enable {key.Uri}/{newest} ", Assert.Single(KeyTool.UndoLines(answer)), StringComparison.Ordinal);
        Assert.Contains("Whether the change was made is not known: 'xtcmk key status ", answer.Error);
        Assert.Contains($"Access continues. Not disabled: {key.Versions[0].Id}.", answer.Error);
    }
}

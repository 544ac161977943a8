namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_disable_while_the_key_changes
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_that_is_made_while_somebody_is_asked_is_reported(bool all)
    {
        await using var key = await ServedKey.InVaultAsync();
        var made = "";
        using var tool = new KeyTool(key)
        {
            Person = _ =>
            {
                made = key.Rotate();
                return "cmk";
            },
        };

        var answer = await tool.RunAsync("disable", all ? null : key.Versions[0].Version);

        Assert.Equal(2, answer.ExitCode);
        Assert.Equal([false, true], key.Versions.Select(version => version.Enabled));
        Assert.Equal($"xtcmk: Access continues: {key.Uri}/{made} is enabled, created or enabled meanwhile. Run it again.\n", answer.Error);
    }

    [Fact]
    public async Task A_version_that_is_made_while_an_old_one_is_disabled_changes_nothing()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key) { Person = _ => key.Rotate()[..0] + "yes" };
        key.Rotate();
        key.Clock.Advance(TimeSpan.FromDays(2));

        var answer = await tool.RunAsync("disable", key.Versions[0].Version);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains("Still enabled: 2 other versions", answer.Out);
    }

    [Fact]
    public async Task What_cannot_be_read_again_is_not_reported_as_done()
    {
        var lists = 0;
        await using var key = await ServedKey.InVaultAsync(line =>
            line.PathAndQuery.Contains("/versions", StringComparison.Ordinal)
                && ++lists == 2 ? new XtCmkInfra.Simulator.Http.Fault.Status(503) : null);
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("disable", null, "--revoke", "cmk", "--yes");

        Assert.Equal((2, false), (answer.ExitCode, key.Versions[0].Enabled));
        Assert.Contains("Whether another version was created meanwhile is not known: 'xtcmk key status ", answer.Error);
        Assert.Single(KeyTool.UndoLines(answer));
    }

    [Theory]
    [InlineData("disable", "--revoke", "cmk", "--yes")]
    [InlineData("enable", "--yes")]
    [InlineData("rotate", "--yes")]
    public async Task No_line_that_takes_data_offline_is_ready_to_paste(string verb, params string[] options)
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        if (verb == "enable")
            key.SetEnabled(key.Versions[0].Version, false);

        var answer = await tool.RunAsync(verb, null, options);
        var early = await tool.RunAsync("disable", key.Versions[0].Version);

        Assert.Equal(0, answer.ExitCode);
        Assert.All(
            $"{answer.Out}{answer.Error}{early.Error}".Split('\n').Where(line => line.Contains("key disable", StringComparison.Ordinal)),
            line => Assert.False(line.Contains("--yes", StringComparison.Ordinal)
                || line.Contains("--revoke", StringComparison.Ordinal), line));
    }

    [Fact]
    public async Task The_question_has_what_verify_reports_afterwards()
    {
        await using var key = await ServedKey.InVaultAsync();
        var questions = new List<string>();
        using var tool = new KeyTool(key)
        {
            Person = question =>
            {
                questions.Add(question);
                return "";
            },
        };

        await tool.RunAsync("disable");

        Assert.Contains(
            "Every account that uses it can no longer be read or written. Nothing is lost: enabling it restores access. (key-disabled)",
            Assert.Single(questions));
    }
}

namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_asks
{
    [Theory]
    [InlineData("y", 2)]
    [InlineData(" YES ", 2)]
    [InlineData("n", 1)]
    [InlineData("", 1)]
    [InlineData(null, 1)]
    public async Task A_person_confirms_or_nothing_is_changed(string? said, int versions)
    {
        await using var key = await ServedKey.InVaultAsync();
        var questions = new List<string>();
        using var tool = new KeyTool(key) { Person = Person(said, questions) };

        var answer = await tool.RunAsync("rotate");

        var question = Assert.Single(questions);
        Assert.StartsWith("Create a new version of ", question, StringComparison.Ordinal);
        Assert.EndsWith("? Accounts that follow the newest version use it within a day. [y/N] ", question, StringComparison.Ordinal);
        Assert.Equal((versions == 2 ? 0 : 2, versions), (answer.ExitCode, key.Versions.Count));
    }

    [Fact]
    public async Task A_line_that_undoes_what_a_person_agreed_to_asks_again()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key) { Person = Person("y", []) };

        var asked = await tool.RunAsync("disable", null, "--revoke", "cmk");
        tool.Person = null;
        key.SetEnabled(key.Versions[0].Version, true);
        var script = await tool.RunAsync("disable", null, "--revoke", "cmk", "--yes");

        Assert.DoesNotContain("--yes", Assert.Single(KeyTool.UndoLines(asked)));
        Assert.EndsWith(" --yes", Assert.Single(KeyTool.UndoLines(script)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rotate")]
    [InlineData("enable")]
    public async Task Where_nobody_can_be_asked_a_change_takes_yes(string verb)
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        if (verb == "enable")
            key.SetEnabled(key.Versions[0].Version, false);
        var before = key.Versions;

        var answer = await tool.RunAsync(verb);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.EndsWith("Nothing was changed. Without a terminal, confirm with --yes.\n", answer.Error, StringComparison.Ordinal);
        Assert.Equal(before.Select(version => version.Enabled), key.Versions.Select(version => version.Enabled));
    }

    [Theory]
    [InlineData("cmk", 0)]
    [InlineData("yes", 2)]
    [InlineData(null, 2)]
    public async Task A_person_types_the_keys_name_to_take_data_offline(string? said, int exitCode)
    {
        await using var key = await ServedKey.InVaultAsync();
        var questions = new List<string>();
        using var tool = new KeyTool(key) { Person = Person(said, questions) };

        var answer = await tool.RunAsync("disable", key.Versions[0].Version, "--yes");

        Assert.EndsWith(" Type the key's name to confirm: ", Assert.Single(questions), StringComparison.Ordinal);
        Assert.Equal((exitCode, exitCode != 0), (answer.ExitCode, key.Versions[0].Enabled));
    }

    [Fact]
    public async Task A_person_who_gave_the_words_is_not_asked_again()
    {
        await using var key = await ServedKey.InVaultAsync();
        var questions = new List<string>();
        using var tool = new KeyTool(key) { Person = Person("n", questions) };

        var answer = await tool.RunAsync("disable", null, "--revoke", "cmk");

        Assert.Equal((0, 0), (answer.ExitCode, questions.Count));
        Assert.False(key.Versions[0].Enabled);
    }

    private static Func<string, string?> Person(string? says, List<string> questions) => question =>
    {
        questions.Add(question);
        return says;
    };
}

namespace XtCmkInfra.Tests.Cli;

/// <summary>Help, mistyped words and completion.</summary>
public sealed class WhenVerbsAreTyped
{
    [Theory]
    [InlineData("help", "  review <FILE>")]
    [InlineData("--help", "  review <FILE>")]
    [InlineData("help sim", "  preview ")]
    [InlineData("help sim preview", "--show-sames")]
    public async Task Help_is_printed(string arguments, string line)
    {
        var answer = await RunAsync(arguments);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains(line, answer.Out);
    }

    [Theory]
    [InlineData("", "  review <FILE>")]
    [InlineData("sim", "  preview ")]
    [InlineData("key", "  disable ")]
    public async Task Without_a_verb_there_is_help_and_never_an_all_clear(string arguments, string line)
    {
        var answer = await RunAsync(arguments);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Error));
        Assert.Contains(line, answer.Out);
    }

    [Theory]
    [InlineData("reviw a.json", "Did you mean 'review' instead of 'reviw'?", "'xtcmk --help' lists")]
    [InlineData("sim preveiw", "Did you mean 'preview' instead of 'preveiw'?", "'xtcmk sim --help' lists")]
    [InlineData("review a.json --fail-onn high", "Did you mean '--fail-on' instead of '--fail-onn'?", "'xtcmk review --help' lists")]
    [InlineData(
        "bundle --handoff a --output b --for bicepp",
        "Argument 'bicepp' not recognized. Must be one of: 'bicep', 'azure-cli', 'terraform', 'portal', 'pulumi'.",
        "'xtcmk bundle --help' lists")]
    [InlineData("try --customers many", "--customers takes a whole number, not 'many'.", "'xtcmk try --help' lists")]
    [InlineData("help reviw", "Did you mean 'review' instead of 'reviw'?", "'xtcmk --help' lists")]
    public async Task A_word_that_is_mistyped_is_named_with_what_was_meant(string arguments, string meant, string help)
    {
        var answer = await RunAsync(arguments);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains($"xtcmk: {meant}", answer.Error);
        Assert.Contains(help, answer.Error);
    }

    [Fact]
    public async Task A_word_that_is_far_from_all_is_guessed_at_by_nobody()
    {
        var answer = await RunAsync("elephant");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.DoesNotContain("did you mean", answer.Error);
    }

    [Theory]
    [InlineData("xtcmk rev", "review")]
    [InlineData("xtcmk sim pre", "preview")]
    [InlineData("xtcmk review a.json --fail-on cr", "critical")]
    [InlineData("xtcmk completion z", "zsh")]
    public async Task A_shell_that_asks_has_the_completions(string line, string expected)
    {
        var answer = await RunAsync($"[suggest:{line.Length}]", line);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal([expected], answer.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _xtcmk xtcmk")]
    [InlineData("zsh", "compdef _xtcmk xtcmk")]
    [InlineData("fish", "complete --command xtcmk")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName xtcmk")]
    public async Task Every_shell_has_its_script(string shell, string line)
    {
        var answer = await RunAsync($"completion {shell}");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains(line, answer.Out);
    }

    [Fact]
    public async Task Bash_completes_by_asking_the_tool()
    {
        using var folder = new Workflows.WorkflowFolder();
        const string script = """
            eval "$(xtcmk completion bash)"
            COMP_LINE="xtcmk sim p" COMP_POINT=11 COMP_WORDS=(xtcmk sim p) COMP_CWORD=2
            _xtcmk
            echo "${COMPREPLY[*]}"
            """;

        var answer = await Workflows.Shell.RunAsync(folder.Path, script, new Dictionary<string, string>());

        Assert.Equal((0, "preview\n"), (answer.ExitCode, answer.Out));
    }

    private static Task<Answer> RunAsync(string arguments) => RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static async Task<Answer> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var context = new XtCmkInfra.Cli.CommandContext(output, error);
        var exitCode = await XtCmkInfra.Cli.CommandLine.RunAsync(context, arguments, TestContext.Current.CancellationToken);
        return new Answer(exitCode, output.ToString(), error.ToString());
    }
}

using System.CommandLine;
using System.IO.Pipes;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli.Ending;

/// <summary>On Unix, where an output has a number: the calls of the system itself refuse.</summary>
public sealed class WhenTheAnswerCannotBeWritten
{
    public static TheoryData<string> Lines => [.. VerbRun.Lines];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_full_disk_ends_every_verb_with_a_sentence(string line)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);

        var answer = await RunAsync(line, full.DangerousGetHandle());

        Assert.Equal((2, "xtcmk: Standard output cannot be written (No space left on device).\n"), answer);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_closed_pipe_ends_every_verb_with_a_sentence(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes a closed pipe for an open one.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.DisposeLocalCopyOfClientHandle();

        var answer = await RunAsync(line, pipe.SafePipeHandle.DangerousGetHandle());

        Assert.Equal((2, "xtcmk: Standard output cannot be written (Broken pipe).\n"), answer);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_whose_outputs_are_full_or_closed_ends_with_2(bool closed)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        var target = closed ? "&-" : "/dev/full";

        Assert.All(
            [
                await Shell.RunAsync($"{Shell.Tool} --version >{target}"),
                await Shell.RunAsync($"{Shell.Tool} rules >{target}"),
                await Shell.RunAsync($"{Shell.Tool} rules >{target} 2>{target}"),
                await Shell.RunAsync($"{Shell.Tool} review none.json 2>{target}"),
            ],
            answer => Assert.Equal((2, ""), (answer.ExitCode, answer.Out)));
    }

    [Fact]
    public async Task Two_programs_that_write_one_file_write_one_after_the_other()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The line is a shell's.");
        var answer = await Shell.RunAsync(
            $"file=$(mktemp); ({Shell.Tool} --version; echo next; {Shell.Tool} none 2>&1) >$file; cat $file; rm $file");

        Assert.Matches("^xtcmk [0-9.]+\nnext\n(xtcmk: [^\n]+\n)+$", answer.Out);
    }

    [Fact]
    public void Every_verb_is_among_them()
    {
        var verbs = Verbs(CommandLine.Root(new CommandContext(TextWriter.Null, TextWriter.Null)), "");

        Assert.All(verbs, verb => Assert.Contains(VerbRun.Lines, line => line.StartsWith(verb, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Verbs(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(verb => Verbs(verb, path.Length == 0 ? verb.Name : $"{path} {verb.Name}"));

    private static async Task<(int ExitCode, string Error)> RunAsync(string line, nint output)
    {
        await using var run = new VerbRun();
        var error = new StringWriter();
        var context = new CommandContext(StandardStream.Writer((int)output, "Standard output", () => Stream.Null), error);
        var exitCode = await run.RunAsync(context, line, TestContext.Current.CancellationToken);
        return (exitCode,
            string.Concat(error.ToString().ReplaceLineEndings("\n").Split('\n').Where(IsOfTheTool).Select(text => text + "\n")));
    }

    /// <summary>Progress and log lines of programs are not what a verb ends with.</summary>
    private static bool IsOfTheTool(string line) =>
        line.StartsWith("xtcmk: ", StringComparison.Ordinal) && !line.Contains("warning", StringComparison.Ordinal);
}

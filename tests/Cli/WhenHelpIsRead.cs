using System.CommandLine;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli;

/// <summary>The help of every verb: one sentence, examples that can be run, defaults said once, exit codes at the end.</summary>
public sealed class WhenHelpIsRead
{
    private static readonly RootCommand Root = CommandLine.Root(new CommandContext(TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Verbs => new(Leaves(Root, ""));

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_examples_that_can_be_run(string verb) => Assert.All(HelpExamples.All[verb], line =>
    {
        Assert.StartsWith($"xtcmk {verb}", line, StringComparison.Ordinal);
        if (verb != "sim az") // The Azure CLI's grammar is its own.
            Assert.Empty(Root.Parse(line.Split(' ')[1..]).Errors);
    });

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Examples_and_exit_codes_stand_at_its_end(string verb)
    {
        if (verb == "sim az")
            return;
        using var output = new StringWriter();

        var context = new CommandContext(output, TextWriter.Null);
        await CommandLine.RunAsync(context, [.. verb.Split(' '), "--help"], TestContext.Current.CancellationToken);

        var help = output.ToString();
        Assert.Contains($"Examples:\n  xtcmk {verb}", help);
        Assert.EndsWith(
            "Exit codes:\n  0  clean\n  1  findings\n  2  cannot be determined, bad input, or stopped\n", help, StringComparison.Ordinal);
        Assert.DoesNotContain(help.Split('\n'), line => line.Contains("(default: ") && line.Contains("[default: "));
    }

    [Fact]
    public void No_example_is_of_a_verb_that_does_not_exist() => Assert.Equal([], HelpExamples.All.Keys.Except(Leaves(Root, "")));

    [Fact]
    public void Every_verb_says_in_one_sentence_what_it_does() => Assert.All(All(Root), command =>
    {
        Assert.EndsWith(".", command.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", command.Description);
        Assert.DoesNotContain(";", command.Description);
    });

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.SelectMany(verb =>
        verb.Subcommands.Count > 0 ? Leaves(verb, $"{path}{verb.Name} ") : [path + verb.Name]);

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(verb => All(verb).Prepend(verb));
}

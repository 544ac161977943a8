using System.CommandLine;
using System.Text.RegularExpressions;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Sim.Az;

namespace XtCmkInfra.Tests.Cli;

/// <summary>The help of every verb: one sentence, options in groups, examples that parse, defaults once, exit codes at the end.</summary>
public sealed partial class WhenHelpIsRead
{
    private const string Az = "sim az";

    private static readonly RootCommand Root = CommandLine.Root(new CommandContext(TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Verbs =>
        new(Leaves(Root, "").Where(verb => verb != Az).Concat(AzCommands.All.Select(command => $"{Az} {command.Name}")));

    public static TheoryData<string> Everything => new(Paths(Root, "").Prepend("")
        .Concat(AzCommands.All.SelectMany(command => Enumerable.Range(1, command.Path.Length)
            .Select(length => $"{Az} {string.Join(' ', command.Path.Take(length))}")))
        .Distinct());

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_has_examples_that_parse(string verb)
    {
        var lines = (await HelpOf(verb)).Split("Examples:\n")[1].Split("\n\n")[0].Split('\n');

        Assert.All(lines, line =>
        {
            Assert.StartsWith($"  xtcmk {verb}", line, StringComparison.Ordinal);
            Assert.Null(MistakeIn(line.Trim().Split(' ')[1..]));
        });
    }

    [Theory]
    [InlineData("verify --fail-on nothing")]
    [InlineData("sim az keyvault key create --nam x")]
    [InlineData("sim az group create")]
    public void An_example_that_does_not_parse_is_found(string line) => Assert.NotNull(MistakeIn(line.Split(' ')));

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Exit_codes_stand_at_its_end(string verb)
    {
        var codes = (await HelpOf(verb)).Split("\n\n")[^1];

        Assert.Matches("^Exit codes:\n(  [0-3]  [^\n]+\n){3,4}\\z", codes);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Every_option_stands_in_one_group_with_its_default_once(string verb)
    {
        var sections = (await HelpOf(verb)).Split("\n\n").Where(section => Title().IsMatch(section)).ToList();
        var entries = sections.SelectMany(section => Entry().Split(section)[1..]).ToList();

        Assert.Equal(sections.Count, sections.DistinctBy(section => section.Split('\n')[0]).Count());
        Assert.NotEmpty(entries);
        Assert.Equal([],
            entries.SelectMany(HelpText.NamesOf).GroupBy(name => name).Where(name => name.Count() > 1).Select(name => name.Key));
        Assert.All(entries, entry => Assert.InRange(Default().Count(entry), 0, 1));
    }

    [Fact]
    public void Every_option_has_one_group_and_every_group_an_option() => Assert.Equal(
        All(Root)
            .Prepend(Root)
            .SelectMany(command => command.Options)
            .Select(option => option.Name)
            .Distinct()
            .Order(StringComparer.Ordinal),
        HelpText.Groups.SelectMany(group => group.Options).Order(StringComparer.Ordinal));

    [Fact]
    public void No_example_is_of_a_verb_that_does_not_exist() => Assert.Equal([], HelpExamples.All.Keys.Except(Leaves(Root, "")));

    [Fact]
    public void Every_verb_has_one_sentence() => Assert.All(
        [.. All(Root).Select(command => command.Description), .. AzCommands.All.Select(command => command.Summary)], Sentence);

    [Fact]
    public void Every_group_of_commands_has_its_purpose() => Assert.All(
        AzCommands.All.SelectMany(command => command.Path[..^1]).Distinct(), name => Sentence(AzCommands.GroupSummaries[name]));

    private static void Sentence(string? text)
    {
        Assert.EndsWith(".", text, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", text);
        Assert.DoesNotContain(";", text);
    }

    /// <returns>Null where the line can be run.</returns>
    private static string? MistakeIn(string[] line)
    {
        if (line is not ["sim", "az", _, ..])
            return Root.Parse(line).Errors is [var error, ..] ? error.Message : null;
        try
        {
            // A file that an at sign names need not be there.
            AzParser.Parse([.. line[2..].Select(word => word.TrimStart('@'))], TextWriter.Null);
            return null;
        }
        catch (AzException wrong)
        {
            return wrong.Message;
        }
    }

    private static async Task<string> HelpOf(string verb)
    {
        using var output = new StringWriter();
        await CommandLine.RunAsync(
            new CommandContext(output, TextWriter.Null),
            [.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"],
            TestContext.Current.CancellationToken);
        return output.ToString();
    }

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.SelectMany(verb =>
        verb.Subcommands.Count > 0 ? Leaves(verb, $"{path}{verb.Name} ") : [path + verb.Name]);

    private static IEnumerable<string> Paths(Command command, string path) => command.Subcommands.SelectMany(verb =>
        Paths(verb, $"{path}{verb.Name} ").Prepend(path + verb.Name));

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(verb => All(verb).Prepend(verb));

    [GeneratedRegex("^[A-Z][a-z]* ?options:\n|^Options:\n")]
    private static partial Regex Title();

    [GeneratedRegex(@"\n(?=  -)")]
    private static partial Regex Entry();

    [GeneratedRegex("default: ")]
    private static partial Regex Default();
}

using System.CommandLine;
using System.CommandLine.Help;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>Reads a command line by the table of commands, in the Azure CLI's grammar.</summary>
internal static class AzParser
{
    /// <summary>What every command takes besides its own options.</summary>
    public static readonly AzOption[] Global =
    [
        "--query", AzOption.Of("--output -o", AzValues.One, "json", AzOutput.Formats), "--subscription",
        AzOption.Of("--only-show-errors", AzValues.Switch), AzOption.Of("--verbose", AzValues.Switch),
        AzOption.Of("--debug", AzValues.Switch),
    ];

    private static readonly ParserConfiguration Grammar = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <returns>The command and the values of its options by their names; null where help was asked for, and written.</returns>
    /// <exception cref="AzException">The line cannot be understood.</exception>
    public static (AzCommand Command, Dictionary<string, string[]> Values)? Parse(IReadOnlyList<string> args, TextWriter help)
    {
        var parsed = Root().Parse([.. args.Select(Expanded)], Grammar);
        if (parsed.Action is HelpAction)
        {
            AzHelp.Write(parsed, (parsed.CommandResult.Command as Leaf)?.Row, help);
            return null;
        }

        if (parsed.CommandResult.Command is not Leaf leaf)
        {
            throw parsed.UnmatchedTokens is [var unknown, ..]
                ? Unknown(unknown)
                : new AzException($"{parsed.CommandResult.Command.Name}: a command is missing; --help lists them.", AzException.Usage);
        }

        // The parser finds a command behind words that it does not know: what is meant is another command.
        var words = args.TakeWhile(arg => !arg.StartsWith('-'));
        if (words.Zip(leaf.Row.Path).FirstOrDefault(pair => pair.First != pair.Second) is { First: { } other })
            throw Unknown(other);

        if (parsed.UnmatchedTokens.Count > 0)
        {
            throw new AzException(
                $"unrecognized arguments: {string.Join(' ', parsed.UnmatchedTokens)}. The simulator knows a part of az {leaf.Row.Name}: "
                    + "see docs/simulate.md.",
                AzException.Usage);
        }

        var values = leaf.Given(parsed);
        var missing = leaf.Row.Options.Where(option => option.IsRequired && !values.ContainsKey(option.Name)).ToList();
        if (missing.Count > 0)
        {
            throw new AzException(
                $"the following arguments are required: {string.Join(", ", missing.Select(option => string.Join('/', option.Names)))}",
                AzException.Usage);
        }

        return parsed.Errors is [var error, ..] ? throw new AzException(error.Message, AzException.Usage) : (leaf.Row, values);
    }

    private static AzException Unknown(string word) => new(
        $"'{word}' is misspelled or not recognized by the system. The simulator knows a part of the Azure CLI: see docs/simulate.md.",
        AzException.Usage);

    private static Command Root()
    {
        var root =
            new Command("az", "The part of the Azure CLI that the simulated tenants understand.") { new HelpOption { Recursive = true } };
        foreach (var row in AzCommands.All)
        {
            var at = root;
            foreach (var name in row.Path[..^1])
            {
                if (at.Subcommands.FirstOrDefault(group => group.Name == name) is not { } group)
                    at.Add(group = new Command(name, AzCommands.GroupSummaries.GetValueOrDefault(name, "")));
                at = group;
            }

            at.Add(new Leaf(row));
        }

        return root;
    }

    /// <summary>A value that begins with an at sign names a file with the value, <c>@-</c> none: nothing is asked of people.</summary>
    private static string Expanded(string argument)
    {
        if (argument is not ['@', .. { Length: > 0 } file])
            return argument;
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new AzException($"'{argument}': the file cannot be read ({wrong.Message})", AzException.Usage);
        }
    }

    private sealed class Leaf : Command
    {
        private readonly List<(AzOption Row, Option<string[]> Option)> _options = [];

        public Leaf(AzCommand row)
            : base(row.Path[^1], row.Summary)
        {
            Row = row;
            foreach (var option in row.Options.Concat(Global))
            {
                var declared = new Option<string[]>(option.Name, option.Names[1..])
                {
                    Arity = option.Values switch
                    {
                        AzValues.One or AzValues.Some => ArgumentArity.OneOrMore,
                        AzValues.Switch => ArgumentArity.Zero,
                        _ => ArgumentArity.ZeroOrMore,
                    },
                    AllowMultipleArgumentsPerToken = option.Values is AzValues.Some or AzValues.Any,
                    Description = option.Choices is null ? "" : string.Join(", ", option.Choices),
                };
                _options.Add((option, declared));
                Add(declared);
            }
        }

        public AzCommand Row { get; }

        /// <summary>The values of the options that are there, and of those that have a default.</summary>
        public Dictionary<string, string[]> Given(ParseResult parsed)
        {
            var given = new Dictionary<string, string[]>();
            foreach (var (row, option) in _options)
            {
                if (parsed.GetResult(option) is { Implicit: false } found)
                    given[row.Name] = Allowed(row, [.. found.Tokens.Select(token => token.Value)]);
                else if (row.Default is { } value)
                    given[row.Name] = [value];
            }

            return given;
        }

        private static string[] Allowed(AzOption row, string[] values) =>
            row.Choices is null ? values : [.. values.Select(value => Allowed(row, value))];

        private static string Allowed(AzOption row, string value) =>
            row.Choices!.FirstOrDefault(choice => string.Equals(choice, value, StringComparison.OrdinalIgnoreCase))
                ?? throw new AzException(
                    $"argument {string.Join('/', row.Names)}: '{value}' is not a valid value; allowed values: "
                        + $"{string.Join(", ", row.Choices!)}.",
                    AzException.Usage);
    }
}

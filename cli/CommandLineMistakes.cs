using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli;

/// <summary>What is wrong with the arguments, and what was probably meant.</summary>
internal static class CommandLineMistakes
{
    /// <summary>One sentence a mistake; none where the arguments are a run, or a shell that asks for completions.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        // What takes files takes a mistyped option for one.
        List<string> strays =
            [.. parsed.Tokens.Where(token => token is { Type: TokenType.Argument, Value: ['-', '-', ..] }).Select(token => token.Value)];
        if (parsed.Errors.Count + strays.Count == 0 || IsCompletion(parsed))
            return [];
        var meant = parsed.UnmatchedTokens.Concat(strays)
            .Distinct()
            .Select(token => (Token: token, Name: NearestName.Of(token, Names(parsed.CommandResult))))
            .Where(token => token.Name is not null && token.Name != token.Token)
            .Select(token => $"Did you mean '{token.Name}' instead of '{token.Token}'?");
        return
        [
            .. parsed.Errors.Select(Sentence), .. strays.Select(stray => $"There is no option '{stray}'."), .. meant,
            $"'{Help(parsed.CommandResult)}' lists what there is.",
        ];
    }

    /// <summary>The parser's own sentence names types of .NET where a number is wrong.</summary>
    private static string Sentence(ParseError error) =>
        error.SymbolResult is OptionResult { Option: var option, Tokens: [{ Value: var text }] }
        && (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) == typeof(int) && !int.TryParse(text, out _)
            ? $"{option.Name} takes a whole number, not '{text}'."
            : OneLine(error.Message);

    /// <summary>Whether a verb is named that only groups others, or none at all, and nothing that is wrong.</summary>
    public static bool IsUnfinished(ParseResult parsed) =>
        parsed is { CommandResult.Command: { Action: null, Subcommands.Count: > 0 }, UnmatchedTokens.Count: 0, Errors.Count: > 0 }
        && !IsCompletion(parsed);

    private static bool IsCompletion(ParseResult parsed) =>
        parsed.RootCommandResult.Command is RootCommand root
        && root.Directives.OfType<SuggestDirective>().Any(suggest => parsed.GetResult(suggest) is not null);

    private static IEnumerable<string> Names(CommandResult result)
    {
        foreach (var name in result.Command.Subcommands.SelectMany(verb => verb.Aliases.Prepend(verb.Name)))
            yield return name;
        for (SymbolResult? at = result; at is CommandResult here; at = here.Parent)
        {
            foreach (var option in here.Command.Options.Where(option => at == result || option.Recursive))
                yield return option.Name;
        }
    }

    /// <summary>The parser lists what an option takes on lines of their own.</summary>
    private static string OneLine(string message) =>
        message.ReplaceLineEndings("\n").Split("\n\t") is [var said, .. { Length: > 0 } values]
            ? $"{said} {string.Join(", ", values)}."
            : message;

    private static string Help(CommandResult result)
    {
        var path = new List<string> { "--help" };
        for (SymbolResult? at = result; at is CommandResult here; at = here.Parent)
            path.Insert(0, here.Command is RootCommand ? "xtcmk" : here.Command.Name);
        return string.Join(' ', path);
    }
}

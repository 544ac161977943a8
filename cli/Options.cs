using System.CommandLine;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli;

/// <summary>Options of the kinds that several verbs have.</summary>
internal static class Options
{
    private const string Never = "never";

    /// <param name="standard">What holds where the option is not given.</param>
    public static Option<int> Number(string name, string description, int least, int most, int standard)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        Limit(option, least, most);
        return option;
    }

    public static void Limit(Option option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var number) && (number < least || number > most))
            result.AddError($"{option.Name} takes a whole number from {least} to {most}.");
    });

    /// <param name="words">What it takes; the first holds where the option is not given.</param>
    public static Option<string> Format(string description, params string[] words)
    {
        var option = new Option<string>("--format") { Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    public static Option<string> FailOn(Severity standard)
    {
        var option = new Option<string>("--fail-on")
        {
            Description = "The lowest severity that makes the exit code 1.",
            DefaultValueFactory = _ => standard.Word(),
        };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<Severity>().Select(severity => severity.Word()), Never]);
        return option;
    }

    /// <returns>Null for never.</returns>
    public static Severity? SeverityOf(this ParseResult parsed, Option<string> failOn) =>
        parsed.GetValue(failOn)! is var word && word == Never ? null : Enum.Parse<Severity>(word, ignoreCase: true);

    /// <returns>Null where the option is not given.</returns>
    /// <exception cref="BadInputException">What was given is none.</exception>
    public static T? Read<T>(this ParseResult parsed, Option<string?> option, Parser<T> parse)
        where T : class =>
        parsed.GetValue(option) is not { } text ? null
        : parse(text) is { Ok: true } read ? read.Value
        : throw new BadInputException($"{option.Name}: {parse(text).Mistake}.");
}

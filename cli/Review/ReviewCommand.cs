using System.CommandLine;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary><c>xtcmk review</c>: what a preview does to encryption, and how bad that is.</summary>
internal static class ReviewCommand
{
    private const string Never = "never";

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "What 'pulumi preview --json' or 'pulumi refresh --preview-only --json' printed; - is standard input. Several make one review.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format") { Description = "How to answer: text, markdown for a comment, or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "markdown", "json");
        var failOn = new Option<string>("--fail-on")
        {
            Description = "The lowest severity that makes the exit code 1: critical, high, medium, low or never.",
            DefaultValueFactory = _ => Severity.High.Word(),
        };
        failOn.AcceptOnlyFromAmong([.. Review.WorstFirst.Select(severity => severity.Word()), Never]);
        var allow = new Option<string[]>("--allow")
        {
            Description = "Accept a finding: CODE, or CODE=URN for one resource. It stays visible, with the reason.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var because = new Option<string?>("--because") { Description = "The reason for every --allow." };

        var command = new Command("review", "Say what a preview does to encryption, how bad that is, and what to do.") { files, format, failOn, allow, because };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetValue(files)!,
            parsed.GetValue(format)!,
            Parse(parsed.GetValue(failOn)!),
            Allowance.Parse(parsed.GetValue(allow) ?? [], parsed.GetValue(because)))));
        return command;
    }

    private static int Run(string[] files, string format, Severity? failOn, IReadOnlyList<Allowance> allowances)
    {
        var review = Read(files, failOn, allowances);
        switch (format)
        {
            case "markdown":
                Console.Out.Write(MarkdownReport.Write(review));
                break;
            case "json":
                JsonReport.Write(review, Console.OpenStandardOutput());
                break;
            default:
                TextReport.Write(review, Output.Console);
                break;
        }

        return review.ExitCode;
    }

    /// <exception cref="BadInputException">No file can be read and understood.</exception>
    private static Review Read(string[] files, Severity? failOn, IReadOnlyList<Allowance> allowances)
    {
        var reviewer = new Reviewer();
        var read = 0;
        var mistakes = new List<string>();
        foreach (var file in files.Distinct())
        {
            try
            {
                using var source = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
                reviewer.Add(file == "-" ? "standard input" : file, source);
                read++;
            }
            catch (BadInputException bad)
            {
                mistakes.Add(bad.Message);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
            {
                mistakes.Add($"{file}: it cannot be read: {unreadable.Message}");
            }
        }

        if (read == 0)
            throw new BadInputException(string.Join("\nxtcmk: ", mistakes));
        mistakes.ForEach(reviewer.AddUnreadable);
        return reviewer.Finish(allowances, failOn);
    }

    private static Severity? Parse(string failOn) => failOn == Never ? null : Enum.Parse<Severity>(failOn, ignoreCase: true);
}

using System.CommandLine;
using XtCmkInfra.Cli.Accepted;
using XtCmkInfra.Cli.Reports;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary><c>xtcmk review</c>: what a preview does to encryption, and how bad that is.</summary>
internal static class ReviewCommand
{
    public static Command Create(CommandContext context)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "What 'pulumi preview --json' or 'pulumi refresh --preview-only --json' printed; - is standard input. "
                + "Several make one review.",
            Arity = ArgumentArity.OneOrMore,
        };
        var failOn = Options.FailOn(Severity.High);
        var allow = new Option<string[]>("--allow")
        {
            Description = "Accept a finding: CODE, or CODE=URN for one resource. It stays visible, with the reason.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var because = new Option<string?>("--because") { Description = "The reason for every --allow." };

        var config = AcceptedFile.Option();
        var formats = new ReportFormats<Review>(
            ("text", (review, context) => TextReport.Write(review, context.Console)),
            ("markdown", (review, context) => context.Out.Write(MarkdownReport.Write(review))),
            ("json", (review, context) => context.WriteJson(JsonReport.Write(review))),
            ("html", (review, context) => context.Out.Write(HtmlReport.Write(review))),
            ("sarif", (review, context) => context.WriteJson(SarifReport.Write(ReviewResults.Of(review)))),
            ("junit", (review, context) => context.Out.Write(JUnitReport.Write(ReviewResults.Of(review)))));

        var command = new Command("review", "Report what previews do to encryption, how severe it is, and what to do.")
        {
            files, failOn, allow, because, config,
        };
        formats.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var write = formats.Read(parsed);
            var open = await context.OpenerAsync(parsed.GetValue(files)!, cancellation);
            var allowances = Allowance.Parse(parsed.GetValue(allow) ?? [], parsed.GetValue(because));
            var acceptance = new Acceptance(AcceptedFile.Read(parsed.GetValue(config)), context.Today);
            var review = Read(parsed.GetValue(files)!, open, parsed.SeverityOf(failOn), allowances, acceptance, cancellation);
            write(review, context);
            GitHubAnnotations.Write(ReviewResults.Of(review), context);
            return review.ExitCode;
        });
        return command;
    }

    /// <exception cref="BadInputException">No file can be read and understood.</exception>
    private static Review Read(
        string[] files,
        Func<string, Stream> open,
        Severity? failOn,
        IReadOnlyList<Allowance> allowances,
        Acceptance acceptance,
        CancellationToken cancellation)
    {
        var reviewer = new Reviewer();
        var read = 0;
        var mistakes = new List<string>();
        foreach (var file in files.Distinct())
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                using var source = open(file);
                reviewer.Add(file == "-" ? "standard input" : file, source);
                read++;
            }
            catch (BadInputException bad)
            {
                mistakes.AddRange(bad.Sentences);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
            {
                mistakes.Add($"{file}: it cannot be read: {unreadable.Message}");
            }
        }

        if (read == 0)
            throw new BadInputException(mistakes);
        mistakes.ForEach(reviewer.AddUnreadable);
        cancellation.ThrowIfCancellationRequested();
        return reviewer.Finish(allowances, failOn, acceptance);
    }
}

using System.CommandLine;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Reports;

/// <summary>The formats of a verb's report: one goes to stdout, and any number to files, all of one run.</summary>
/// <param name="formats">
/// By name: what writes a report to the <see cref="CommandContext.Out"/> of a context. The first is the default.
/// </param>
internal sealed class ReportFormats<T>(params (string Name, Action<T, CommandContext> Write)[] formats)
{
    private readonly Dictionary<string, Action<T, CommandContext>> _formats =
        formats.ToDictionary(format => format.Name, format => format.Write);

    private readonly Option<string> _format = new("--format") { DefaultValueFactory = _ => formats[0].Name };

    private readonly Option<string[]> _reports = new("--report") { Arity = ArgumentArity.ZeroOrMore };

    public void AddTo(Command command)
    {
        _format.Description = "The form of the report on stdout.";
        _format.AcceptOnlyFromAmong([.. _formats.Keys]);
        _reports.Description = "Write the report to a file as well: FORMAT=FILE; repeatable.";
        command.Add(_format);
        command.Add(_reports);
    }

    /// <summary>Writes a report to the context's <see cref="CommandContext.Out"/>.</summary>
    public void Write(T subject, string format, CommandContext context) => _formats[format](subject, context);

    /// <summary>Checks the options, and gives what writes the reports once there is something to report.</summary>
    /// <exception cref="BadInputException">A report is asked for that cannot be written.</exception>
    public Action<T, CommandContext> Read(ParseResult parsed)
    {
        var format = parsed.GetValue(_format)!;
        var files = ReportFile.Parse(parsed.GetValue(_reports) ?? [], _formats.Keys);
        return (subject, context) =>
        {
            List<string> mistakes = [.. files.Select(file => Save(subject, file)).OfType<string>()];
            Write(subject, format, context);
            if (mistakes.Count > 0)
                throw new BadInputException(mistakes);
        };
    }

    /// <returns>Why it could not be written; null where it was.</returns>
    private string? Save(T subject, ReportFile file)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Write(subject, file.Format, new CommandContext(text, TextWriter.Null));
        try
        {
            File.WriteAllText(file.Path, text.ToString());
            return null;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return $"--report {file}: cannot be written ({unwritable.Message})";
        }
    }
}

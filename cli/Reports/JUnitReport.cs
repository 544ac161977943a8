using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Reports;

/// <summary>
/// A run as a suite of tests, as JUnit's reports are read by CI systems: a failure is what makes the run fail, an error is what cannot be
/// determined, and what is accepted or was not checked is skipped.
/// </summary>
internal static class JUnitReport
{
    public static string Write(ReportedRun run)
    {
        List<XElement> cases = [.. run.Results.Select(result => Case(run, result)), .. run.Problems.Select(Problem)];
        // A suite without tests is an error to many readers, and a review without findings has none.
        if (cases.Count == 0)
        {
            cases.Add(new XElement(
                "testcase", new XAttribute("classname", $"xtcmk.{run.Verb}"), new XAttribute("name", Clean(run.Verdict))));
        }

        XAttribute[] counts =
        [
            Count("tests", cases.Count),
            Count("failures", cases.Elements("failure").Count()),
            Count("errors", cases.Elements("error").Count()),
            Count("skipped", cases.Elements("skipped").Count()),
        ];
        var document = new XDocument(new XElement(
            "testsuites",
            new XAttribute("name", $"xtcmk {run.Verb}"),
            counts,
            new XElement("testsuite", new XAttribute("name", Clean(run.Verdict)), counts, new XAttribute("time", "0"), Source(run),
                cases)));
        var text = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?>""").Append('\n');
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
            document.Save(writer);
        return text.Append('\n').ToString();
    }

    private static XElement? Source(ReportedRun run) => run.Source.Count == 0 ? null : new XElement(
        "properties",
        run.Source.Select(line => new XElement("property", new XAttribute("name", "source"), new XAttribute("value", Clean(line)))));

    private static XElement Case(ReportedRun run, ReportedResult result)
    {
        var written = new XElement(
            "testcase",
            new XAttribute("classname", $"xtcmk.{run.Verb}.{result.Rule.Code}"),
            new XAttribute("name", Clean($"{result.Rule.Code}: {result.Resource.Name}")),
            new XAttribute("time", "0"));
        var text = Clean($"{result.Text}\n{result.Resource.Id}\nIt means: {result.Rule.Meaning}\nTo do: {result.Rule.Remedy}");
        XElement? outcome = result switch
        {
            { AcceptedBecause: { } because } => new XElement("skipped", new XAttribute("message", Clean($"accepted: {because}"))),
            { Verdict: ReportedVerdict.NotChecked } => new XElement("skipped", new XAttribute("message", "not checked")),
            { Verdict: ReportedVerdict.CannotBeDetermined } => Outcome("error", "cannot be determined", text),
            { Verdict: ReportedVerdict.Finding } when run.Fails(result) => Outcome("failure", result.Rule.Title, text),
            { Verdict: ReportedVerdict.Finding } => new XElement("system-out", text),
            _ => null,
        };
        written.Add(outcome);
        return written;

        XElement Outcome(string name, string message, string text) => new(
            name, new XAttribute("message", Clean(message)), new XAttribute("type", result.Rule.Severity.Word()), text);
    }

    private static XElement Problem(string problem) => new(
        "testcase",
        new XAttribute("classname", "xtcmk"),
        new XAttribute("name", "everything can be determined"),
        new XElement("error", new XAttribute("message", Clean(problem))));

    private static XAttribute Count(string name, int count) => new(name, count.ToString(CultureInfo.InvariantCulture));

    private static string Clean(string text) =>
        string.Join('\n', text.Split('\n').Select(line => string.Concat(PlainText.Clean(line).Where(XmlConvert.IsXmlChar))));
}

using System.Text.Json;
using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>A review for programs; docs/review.schema.json describes it.</summary>
internal static class JsonReport
{
    public static string Write(Review review) => AnswerJson.Write(json => Write(review, json));

    private static void Write(Review review, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("schema", "xtcmk/review/1");
        json.WriteString("verdict", review.Verdict);
        json.WriteBoolean(PreviewFacts.SimulatedMark, review.IsSimulated);
        json.WriteNumber("exitCode", review.ExitCode);
        json.WriteString("worst", review.Worst is { } worst ? worst.Word() : "none");
        json.WriteString("failOn", review.FailOn is { } failOn ? failOn.Word() : "never");
        json.WriteStartObject("counts");
        foreach (var severity in Review.WorstFirst)
            json.WriteNumber(severity.Word(), review.Count(severity));
        json.WriteNumber("accepted", review.Findings.Count(finding => finding.IsAllowed));
        json.WriteEndObject();
        WriteFindings(review, json);
        WriteTexts(json, "errors", review.Unreadable.Select(reason => $"cannot be read: {reason}").Concat(review.Errors));
        WriteTexts(json, "notes", review.Notes);
        WriteDocuments(review, json);
        json.WriteEndObject();
    }

    private static void WriteFindings(Review review, Utf8JsonWriter json)
    {
        json.WriteStartArray("findings");
        foreach (var (finding, allowedBecause) in review.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Rule.Code);
            json.WriteString("severity", finding.Rule.Severity.Word());
            json.WriteString("title", finding.Rule.Title);
            json.WriteString("resource", finding.Resource.Name);
            json.WriteString("urn", finding.Resource.Id);
            json.WriteString("before", finding.Before);
            json.WriteString("after", finding.After);
            json.WriteString("meaning", finding.Rule.Meaning);
            json.WriteString("remedy", finding.Rule.Remedy);
            if (allowedBecause is not null)
                json.WriteString("acceptedBecause", allowedBecause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDocuments(Review review, Utf8JsonWriter json)
    {
        json.WriteStartArray("documents");
        foreach (var (name, facts) in review.Documents)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("kind", facts.IsRefresh ? "refresh" : "preview");
            json.WriteBoolean(PreviewFacts.SimulatedMark, facts.IsSimulated);
            json.WriteBoolean("showsSames", facts.ShowsSames);
            json.WriteStartObject("steps");
            foreach (var (operation, count) in facts.Steps.OrderBy(entry => entry.Key))
                json.WriteNumber(Operations.NameOf(operation), count);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

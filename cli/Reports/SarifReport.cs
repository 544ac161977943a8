using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Reports;

/// <summary>A run in the Static Analysis Results Interchange Format 2.1.0 (OASIS), with the properties by which GitHub grades.</summary>
internal static class SarifReport
{
    public static string Write(ReportedRun run)
    {
        var shown = run.Results.Where(result => result.Verdict is ReportedVerdict.Finding or ReportedVerdict.CannotBeDetermined).ToList();
        List<Rule> rules = [.. Rules.All.Where(rule => shown.Any(result => result.Rule == rule))];
        return AnswerJson.Write(new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "xtcmk",
                        ["semanticVersion"] = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3),
                        ["rules"] = new JsonArray([.. rules.Select(Describe)]),
                    },
                },
                ["automationDetails"] = new JsonObject { ["id"] = $"xtcmk-{run.Verb}/" },
                ["invocations"] = new JsonArray(new JsonObject
                {
                    ["executionSuccessful"] = run.Problems.Count == 0,
                    ["toolExecutionNotifications"] = new JsonArray([.. run.Problems.Select(problem => (JsonNode)new JsonObject
                    {
                        ["level"] = "error", ["message"] = new JsonObject { ["text"] = PlainText.Clean(problem) },
                    })]),
                }),
                ["columnKind"] = "utf16CodeUnits",
                ["properties"] = new JsonObject
                {
                    ["verdict"] = PlainText.Clean(run.Verdict),
                    ["source"] = new JsonArray([.. run.Source.Select(line => (JsonNode)PlainText.Clean(line))]),
                },
                ["results"] = new JsonArray([.. shown
                    .GroupBy(result => (result.Rule.Code, result.Resource.Id))
                    .SelectMany(same => same.Select((result, index) => Result(result, rules.IndexOf(result.Rule), index)))]),
            }),
        });
    }

    private static JsonObject Describe(Rule rule) => new()
    {
        ["id"] = rule.Code,
        ["shortDescription"] = new JsonObject { ["text"] = $"{rule.Title}." },
        ["fullDescription"] = new JsonObject { ["text"] = rule.Meaning },
        ["help"] = new JsonObject
        {
            ["text"] = $"{rule.Meaning} To do: {rule.Remedy}", ["markdown"] = $"{rule.Meaning}\n\n**To do:** {rule.Remedy}",
        },
        ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Severity) },
        ["properties"] = new JsonObject
        {
            ["tags"] = new JsonArray("security", "encryption"), ["precision"] = "high", ["security-severity"] = Grade(rule.Severity),
        },
    };

    private static JsonObject Result(ReportedResult result, int rule, int index)
    {
        var written = new JsonObject
        {
            ["ruleId"] = result.Rule.Code,
            ["ruleIndex"] = rule,
            ["level"] = result.Verdict == ReportedVerdict.Finding ? Level(result.Rule.Severity) : "warning",
            ["message"] = new JsonObject { ["text"] = PlainText.Clean(result.Text) },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = Uri.EscapeDataString(result.File) },
                    ["region"] = new JsonObject { ["startLine"] = 1 },
                },
                ["logicalLocations"] = new JsonArray(new JsonObject
                {
                    ["name"] = PlainText.Clean(result.Resource.Name),
                    ["fullyQualifiedName"] = PlainText.Clean(result.Resource.Id),
                    ["kind"] = "resource",
                }),
            }),
            ["partialFingerprints"] = new JsonObject { ["ruleAtResource/v1"] = Fingerprint(result, index) },
        };
        if (result.AcceptedBecause is { } because)
        {
            written["suppressions"] = new JsonArray(new JsonObject
            {
                ["kind"] = "external", ["status"] = "accepted", ["justification"] = PlainText.Clean(because),
            });
        }

        return written;
    }

    /// <summary>The same as long as the same rule is broken at the same resource, whatever the values are.</summary>
    private static string Fingerprint(ReportedResult result, int index) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{result.Rule.Code}\n{result.Resource.Id}\n{index}")))[..32];

    private static string Level(Severity severity) => severity switch
    {
        >= Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    /// <summary>GitHub calls an alert critical above 9.0, high from 7.0, medium from 4.0 and low below.</summary>
    private static string Grade(Severity severity) => severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        _ => "2.0",
    };
}

using System.Text.Json.Nodes;
using System.Xml.Linq;
using XtCmkInfra.Cli;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Reports;

/// <summary>The reports beside the answer, of reviews of real previews.</summary>
public sealed class WhenReportsAreAskedFor : IDisposable
{
    private static readonly string[] Formats = ["text", "markdown", "json", "html", "sarif", "junit"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtcmk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_format_is_written_and_the_answer_stays_on_stdout()
    {
        var plain = await ReviewAsync("isv-to-microsoft.json");

        var answer = await ReviewAsync(
            "isv-to-microsoft.json", [.. Formats.SelectMany(format => new[] { "--report", $"{format}={File(format)}" })]);

        Assert.Equal((1, plain.Out, ""), (answer.ExitCode, answer.Out, answer.Error));
        Assert.Equal(plain.Out, Read("text"));
        foreach (var format in Formats[1..])
        {
            Assert.Equal((await ReviewAsync("isv-to-microsoft.json", "--format", format)).Out, Read(format));
            Assert.Contains("account-microsoft-keys", Read(format));
        }
    }

    [Theory]
    [InlineData("pdf=FOLDER/a", "must be FORMAT=FILE, with one of the formats text, markdown, json, html, sarif, junit.")]
    [InlineData("sarif", "must be FORMAT=FILE")]
    [InlineData("sarif=", "must be FORMAT=FILE")]
    [InlineData("sarif=FOLDER/none/a.sarif", "does not exist")]
    public async Task A_report_that_cannot_be_written_is_bad_input(string report, string sentence)
    {
        var answer = await ReviewAsync(
            "isv-to-microsoft.json", "--report", report.Replace("FOLDER", _folder.FullName, StringComparison.Ordinal));

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith("xtcmk: --report ", answer.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, answer.Error);
    }

    [Fact]
    public async Task Two_reports_to_one_file_are_bad_input()
    {
        var answer = await ReviewAsync("isv-to-microsoft.json", "--report", $"json={File("a")}", "--report", $"html={File("a")}");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("another report goes to", answer.Error);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_never_ends_with_clean()
    {
        var answer = await ReviewAsync("isv-account-tags.json", "--report", $"json={_folder.FullName}/");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("cannot be written", answer.Error);
        Assert.Contains("No change to customers' keys.", answer.Out);
    }

    [Theory]
    [InlineData("isv-to-microsoft.json", "account-microsoft-keys", "error", "9.5")]
    [InlineData("customer-revoked.json", "grant-deleted", "error", "8.0")]
    public async Task A_finding_in_SARIF_has_its_rule_its_place_and_its_grade(string preview, string code, string level, string grade)
    {
        var run = await SarifAsync(preview);

        var rule = Assert.Single(run["tool"]!["driver"]!["rules"]!.AsArray())!;
        Assert.Equal((code, level), ((string)rule["id"]!, (string)rule["defaultConfiguration"]!["level"]!));
        Assert.Equal(grade, (string)rule["properties"]!["security-severity"]!);
        Assert.Contains("To do: ", (string)rule["help"]!["text"]!);
        var result = Assert.Single(run["results"]!.AsArray())!;
        Assert.Equal((code, 0, level), ((string)result["ruleId"]!, (int)result["ruleIndex"]!, (string)result["level"]!));
        Assert.Contains(" → ", (string)result["message"]!["text"]!);
        var location = result["locations"]![0]!;
        Assert.Equal("Pulumi.prod.yaml", (string)location["physicalLocation"]!["artifactLocation"]!["uri"]!);
        Assert.StartsWith("urn:pulumi:prod::", (string)location["logicalLocations"]![0]!["fullyQualifiedName"]!, StringComparison.Ordinal);
        Assert.True((bool)run["invocations"]![0]!["executionSuccessful"]!);
    }

    [Fact]
    public async Task A_fingerprint_states_which_rule_is_broken_where_and_nothing_else()
    {
        var first = Prints(await SarifAsync("isv-destroy.json"));

        Assert.Equal(first, Prints(await SarifAsync("isv-destroy.json")));
        Assert.Equal(first.Count, first.Distinct().Count());

        static List<string> Prints(JsonNode run) =>
            [.. run["results"]!.AsArray().Select(result => (string)result!["partialFingerprints"]!["ruleAtResource/v1"]!)];
    }

    [Fact]
    public async Task What_is_accepted_is_suppressed_in_SARIF_and_skipped_in_JUnit()
    {
        string[] accepted = ["--allow", "account-microsoft-keys", "--because", "ticket 4711"];
        var run = await SarifAsync("isv-to-microsoft.json", accepted);
        var suite = await JUnitAsync("isv-to-microsoft.json", accepted);

        Assert.Equal("ticket 4711", (string)run["results"]![0]!["suppressions"]![0]!["justification"]!);
        Assert.Equal("accepted: ticket 4711", (string)Assert.Single(suite.Descendants("skipped")).Attribute("message")!);
        Assert.Equal(("1", "0", "1"), Counts(suite));
    }

    [Fact]
    public async Task What_stopped_Pulumi_is_an_error_in_both()
    {
        var run = await SarifAsync("isv-account-deleted-protected.json");
        var suite = await JUnitAsync("isv-account-deleted-protected.json");

        Assert.False((bool)run["invocations"]![0]!["executionSuccessful"]!);
        Assert.NotEmpty(run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray());
        Assert.NotEmpty(suite.Descendants("error"));
    }

    [Theory]
    [InlineData("isv-to-microsoft.json", "high", "1", "1")]
    [InlineData("isv-to-microsoft.json", "never", "1", "0")]
    [InlineData("isv-account-tags.json", "high", "1", "0")]
    public async Task A_failure_in_JUnit_is_what_makes_the_run_fail(string preview, string failOn, string tests, string failures)
    {
        var suite = await JUnitAsync(preview, "--fail-on", failOn);

        Assert.Equal((tests, failures, "0"), Counts(suite));
    }

    [Fact]
    public async Task GitHub_has_the_worst_as_annotations_of_the_step()
    {
        using var error = new StringWriter();
        var context = new CommandContext(TextWriter.Null, error) { IsGitHubActions = true };

        await CommandLine.RunAsync(context, ["review", Preview("isv-destroy.json")], TestContext.Current.CancellationToken);

        var lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.All(lines, line => Assert.Matches(@"^::(error|warning|notice) file=Pulumi\.prod\.yaml,title=[\w-]+ \(\w+\)::[^%]+$", line));
        Assert.All(lines.GroupBy(line => line.Split(' ')[0]), level => Assert.InRange(level.Count(), 1, 10));
    }

    [Fact]
    public async Task The_rules_are_listed_for_programs()
    {
        var answer = await RunAsync("rules", "--format", "json");

        var rules = JsonNode.Parse(answer.Out)!["rules"]!.AsArray();
        Assert.Equal(Rules.All.Select(rule => rule.Code), rules.Select(rule => (string)rule!["code"]!));
        Assert.Equal(
            ["code", "severity", "effect", "title", "holds", "meaning", "remedy", "source"],
            rules.First(rule => rule!["holds"] is not null)!.AsObject().Select(member => member.Key));
    }

    private static (string, string, string) Counts(XElement suite) =>
        ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!, (string)suite.Attribute("skipped")!);

    private async Task<JsonNode> SarifAsync(string preview, params string[] arguments)
    {
        await ReviewAsync(preview, [.. arguments, "--report", $"sarif={File("sarif")}"]);
        var log = JsonNode.Parse(Read("sarif"))!;
        Assert.Equal("2.1.0", (string)log["version"]!);
        return Assert.Single(log["runs"]!.AsArray())!;
    }

    private async Task<XElement> JUnitAsync(string preview, params string[] arguments)
    {
        await ReviewAsync(preview, [.. arguments, "--report", $"junit={File("junit")}"]);
        return XDocument.Parse(Read("junit")).Root!;
    }

    private string File(string name) => Path.Combine(_folder.FullName, name);

    private string Read(string name) => System.IO.File.ReadAllText(File(name));

    private static string Preview(string file) => Path.Combine(Repository.Root, "tests", "Golden", "previews", file);

    private static Task<Answer> ReviewAsync(string preview, params string[] arguments) =>
        RunAsync(["review", Preview(preview), .. arguments]);

    private static async Task<Answer> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await CommandLine.RunAsync(new CommandContext(output, error), arguments, TestContext.Current.CancellationToken);
        return new Answer(exitCode, output.ToString(), error.ToString());
    }
}

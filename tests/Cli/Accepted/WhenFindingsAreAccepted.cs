using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Accepted;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Cli.Verify;
using XtCmkInfra.Tests.Schema;
using XtCmkInfra.Trust;
using YamlDotNet.Serialization;

namespace XtCmkInfra.Tests.Cli.Accepted;

/// <summary>xtcmk.yaml on 14 March 2027.</summary>
public sealed class WhenFindingsAreAccepted : IDisposable
{
    private static readonly string[] Forms = ["text", "markdown", "json", "html", "sarif", "junit"];
    private const string Good = """
        accepted:
          - code: account-microsoft-keys
            resource: urn:pulumi:prod::xtcmk-isv::*::alpha
            reason: Fabrikam has left, ticket 4711
            owner: keys@contoso.example
            expires: 2027-03-14
        """;

    private static readonly DateTimeOffset Noon = new(2027, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly Rule Broken = Rules.All.First(rule => rule.Holds is not null);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtcmk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task On_the_last_day_the_finding_stays_in_sight_and_fails_nothing()
    {
        var answer = await ReviewAsync(Good);

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("accepted  The account is encrypted with a Microsoft-managed key (account-microsoft-keys, critical)", answer.Out);
        Assert.Contains("Accepted: Fabrikam has left, ticket 4711 (keys@contoso.example, until 2027-03-14)", answer.Out);
        Assert.DoesNotContain("xtcmk.yaml", answer.Out);
    }

    [Theory]
    [InlineData("2027-03-13", "LOW  An accepted finding has expired (accepted-expired)", "expired 1 day ago")]
    [InlineData("2027-02-13", "LOW  An accepted finding has expired (accepted-expired)", "expired 29 days ago")]
    [InlineData("2027-02-12", "HIGH  An accepted finding expired 30 days ago or more (accepted-overdue)", "expired 30 days ago")]
    public async Task From_the_next_day_on_finding_and_entry_count(string expires, string title, string found)
    {
        var answer = await ReviewAsync(Good.Replace("2027-03-14", expires, StringComparison.Ordinal));

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("CRITICAL  The account is encrypted with a Microsoft-managed key", answer.Out);
        Assert.Contains(title, answer.Out);
        Assert.Contains($"xtcmk.yaml, line 2: accepted until {expires}, owner keys@contoso.example → {found}", answer.Out);
    }

    [Theory]
    [InlineData("resource: urn:pulumi:prod::xtcmk-isv::*::alpha", "resource: alpha", true)]
    [InlineData("resource: urn:pulumi:prod::xtcmk-isv::*::alpha", "resource: alp*", true)]
    [InlineData("resource: urn:pulumi:prod::xtcmk-isv::*::alpha", "resource: alph", false)]
    [InlineData("resource: urn:pulumi:prod::xtcmk-isv::*::alpha", "resource: urn:pulumi:dev::*", false)]
    [InlineData("resource: urn:pulumi:prod::xtcmk-isv::*::alpha", "resource: .*", false)]
    [InlineData("code: account-microsoft-keys", "code: account-deleted", false)]
    public async Task An_entry_that_matches_nothing_counts_low(string line, string instead, bool matches)
    {
        var answer = await ReviewAsync(Good.Replace(line, instead, StringComparison.Ordinal));

        Assert.Equal(matches ? 0 : 1, answer.ExitCode);
        Assert.Equal(!matches,
            answer.Out.Contains("LOW  An accepted finding matches nothing (accepted-unmatched)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("code: account-microsoft-keys", "code: account-microsoft-kees",
        "(2,11): code: there is no rule 'account-microsoft-kees'; did you mean account-microsoft-keys?")]
    [InlineData("code: account-microsoft-keys", "code: accepted-expired", "(2,11): code: accepted-expired is about this file itself")]
    [InlineData("owner: keys@contoso.example", "ownr: keys@contoso.example", "(5,5): 'ownr' is not known; did you mean owner?")]
    [InlineData("    owner: keys@contoso.example\n", "", "(2,5): owner: is missing.")]
    [InlineData("owner: keys@contoso.example", "owner: ' '", "(5,12): owner: must be a text.")]
    [InlineData("owner: keys@contoso.example", "owner: [a]", "(5,12): owner: must be a text.")]
    [InlineData("expires: 2027-03-14", "expires: 14.3.2027", "(6,14): expires: '14.3.2027' is not a day such as 2027-03-31.")]
    [InlineData("accepted:\n", "acepted:\n", "(1,1): 'acepted' is not known; did you mean accepted?")]
    [InlineData("accepted:\n", "accepted: [\n", "xtcmk.yaml(")]
    public async Task A_mistake_is_reported_with_its_line_and_column(string part, string instead, string sentence)
    {
        var answer = await ReviewAsync(Good.ReplaceLineEndings("\n").Replace(part, instead, StringComparison.Ordinal));

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(sentence, answer.Error);
    }

    [Fact]
    public async Task All_mistakes_are_reported_at_once()
    {
        var answer = await ReviewAsync("accepted:\n  - code: nonsense\n  - text\nmore: 1\n");

        Assert.Equal(7, answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_file_that_is_named_must_be_there()
    {
        var answer = await RunAsync("review", Preview, "--config", Path.Combine(_folder.FullName, "none.yaml"));

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("none.yaml: cannot be read", answer.Error);
    }

    [Theory]
    [InlineData(Good, true)]
    [InlineData("accepted: []", true)]
    [InlineData("accepted: 1", false)]
    [InlineData("more: 1", false)]
    [InlineData("accepted: [{}]", false)]
    [InlineData("accepted: [{ code: A B, resource: a, reason: a, owner: a, expires: 2027-03-14 }]", false)]
    [InlineData("accepted: [{ code: key-disabled, resource: a, reason: a, owner: a, expires: 2027-13-14 }]", false)]
    [InlineData("accepted: [{ code: key-disabled, resource: '', reason: a, owner: a, expires: 2027-03-14 }]", false)]
    [InlineData("accepted: [{ code: key-disabled, resource: a, reason: a, owner: a, expires: 2027-03-14, b: c }]", false)]
    public void The_schema_takes_what_the_reader_takes(string text, bool isTaken)
    {
        var schema = new SchemaFile("xtcmk.schema.json");
        // As editors read it: a day is a text to them.
        var json = JsonDocument.Parse(new SerializerBuilder()
            .JsonCompatible()
            .Build()
            .Serialize(new DeserializerBuilder().Build().Deserialize(text)));

        Assert.Equal(isTaken, schema.Complaints(json.RootElement).Count == 0);
        Assert.Equal(isTaken, Reads(text));
    }

    [Fact]
    public void A_live_finding_that_is_accepted_leaves_the_rest_clean_and_stays_in_sight()
    {
        var verification = Verified(Verdict.Broken).With(Accepting("2027-03-14", "kv-*"));

        Assert.Equal(0, verification.ExitCode);
        Assert.Equal("Every link holds but for what is accepted: 1 of 2 checks hold; 1 accepted.", verification.Summary);
        Assert.Equal("ticket 4711 (keys@contoso.example, until 2027-03-14)", Assert.Single(verification.Accepted).AcceptedBecause);
        foreach (var text in Reports(verification))
            Assert.Contains("ticket 4711", text);
    }

    [Theory]
    [InlineData("2027-03-13", "kv-*", "accepted-expired")]
    [InlineData("2027-02-12", "kv-*", "accepted-overdue")]
    [InlineData("2027-03-14", "st-*", "accepted-unmatched")]
    public void One_that_is_over_or_matches_nothing_counts_beside_the_finding(string expires, string resource, string code)
    {
        var verification = Verified(Verdict.Broken).With(Accepting(expires, resource));

        Assert.Equal(1, verification.ExitCode);
        Assert.Equal(new[] { Broken.Code, code }.Order(), verification.Findings.Select(result => result.Rule.Code).Order());
        Assert.Contains("\"link\": \"configuration\"", JsonReport.Write(verification));
    }

    [Fact]
    public void Where_only_a_part_was_checked_an_entry_that_matches_nothing_is_a_note()
    {
        var verification = (Verified(Verdict.Holds) with { IsOneSided = true }).With(Accepting("2027-03-14", "st-*"));

        Assert.Equal(0, verification.ExitCode);
        Assert.Contains("xtcmk.yaml, line 2: nothing that was checked matches it", Assert.Single(verification.Notes));
    }

    [Fact]
    public void Where_only_parts_of_accounts_were_not_checked_it_counts()
    {
        var verification = (Verified(Verdict.Holds) with { NotChecked = ["parts were not checked"] })
            .With(Accepting("2027-03-14", "st-*"));

        Assert.Equal("accepted-unmatched", Assert.Single(verification.Findings).Rule.Code);
    }

    [Fact]
    public void What_cannot_be_determined_cannot_be_accepted()
    {
        var verification = Verified(Verdict.CannotBeDetermined).With(Accepting("2027-03-14", "kv-*"));

        Assert.Empty(verification.Accepted);
        Assert.Single(verification.Unknown);
    }

    private static string Preview => Path.Combine(Repository.Root, "tests", "Golden", "previews", "isv-to-microsoft.json");

    private static Verification Verified(Verdict verdict) => new(
        [
            new CheckResult(Broken, new ResourceName("kv-fabrikam", "/vaults/kv-fabrikam", ResourceKind.Vault), verdict, "on", "off", null,
                Noon),
            new CheckResult(Broken, new ResourceName("kv-other", "/vaults/kv-other", ResourceKind.Vault), Verdict.Holds, "on", "on", null,
                Noon),
        ],
        [],
        Severity.Low,
        Sources.Of(Noon));

    private static Acceptance Accepting(string expires, string resource) => new(
        AcceptedFile.Parse("xtcmk.yaml", $"""
            accepted:
              - code: {Broken.Code}
                resource: {resource}
                reason: ticket 4711
                owner: keys@contoso.example
                expires: {expires}
            """),
        DateOnly.FromDateTime(Noon.Date));

    private static IEnumerable<string> Reports(Verification verification) => Forms.Select(format =>
    {
        using var text = new StringWriter();
        VerifyReport.Formats().Write(verification, format, new CommandContext(text, TextWriter.Null));
        return text.ToString();
    });

    private static bool Reads(string text)
    {
        try
        {
            return AcceptedFile.Parse("xtcmk.yaml", text) is not null;
        }
        catch (BadInputException)
        {
            return false;
        }
    }

    private async Task<Answer> ReviewAsync(string accepted)
    {
        var file = Path.Combine(_folder.FullName, "xtcmk.yaml");
        await File.WriteAllTextAsync(file, accepted, TestContext.Current.CancellationToken);
        return await RunAsync("review", Preview, "--config", file);
    }

    private static async Task<Answer> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var context = new CommandContext(output, error) { Time = new FakeTimeProvider(Noon) };
        var exitCode = await CommandLine.RunAsync(context, arguments, TestContext.Current.CancellationToken);
        return new Answer(exitCode, output.ToString(), error.ToString());
    }
}

using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>The command line: exit codes, options, and what it reads.</summary>
public sealed class WhenTheCommandIsRun
{
    private static readonly byte[] High = new Preview(Step.Delete(Chain.Grant)).ToDocument();
    private static readonly byte[] Medium = new Preview(Step.Update(Chain.Account, inputs => inputs.AsObject().Remove("encryption")))
        .ToDocument();

    [Theory]
    [InlineData("critical", 0)]
    [InlineData("high", 1)]
    [InlineData("medium", 1)]
    [InlineData("low", 1)]
    [InlineData("never", 0)]
    public async Task The_exit_code_is_1_from_the_given_severity_on(string failOn, int exitCode)
    {
        var answer = await Tool.RunWithInputAsync(High, "review", "-", "--fail-on", failOn);

        Assert.Equal((exitCode, ""), (answer.ExitCode, answer.Error));
        Assert.StartsWith("1 high.\n", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', answer.Out);
    }

    [Fact]
    public async Task What_is_less_than_high_does_not_fail_unless_asked_for()
    {
        Assert.Equal(0, (await Tool.RunWithInputAsync(Medium, "review", "-")).ExitCode);
        Assert.Equal(1, (await Tool.RunWithInputAsync(Medium, "review", "-", "--fail-on", "medium")).ExitCode);
    }

    [Fact]
    public async Task What_a_shell_makes_of_the_text_is_read()
    {
        var text = Encoding.UTF8.GetString(High);
        byte[][] forms =
        [
            [.. Encoding.UTF8.Preamble, .. High],
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            [.. Encoding.BigEndianUnicode.Preamble,
                .. Encoding.BigEndianUnicode.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal))],
        ];

        Assert.All(forms, form => Assert.Equal(["grant-deleted"], Reviewing.Codes(form)));
        Assert.Equal(1, (await Tool.RunWithInputAsync(forms[1], "review", "-")).ExitCode);
    }

    [Fact]
    public async Task Several_files_and_standard_input_make_one_review()
    {
        var file = Path.Combine(Repository.Root, "tests", "Golden", "previews", "customer-revoked.json");
        var answer = await Tool.RunWithInputAsync(Medium, "review", file, "-", "--format", "json");
        var json = JsonNode.Parse(answer.Out)!;

        Assert.Equal((1, ""), (answer.ExitCode, answer.Error));
        Assert.Equal("1 high, 1 medium.", json["verdict"]!.ToString());
        Assert.Equal([file, "standard input"], json["documents"]!.AsArray().Select(document => document!["name"]!.ToString()));
    }

    [Fact]
    public async Task A_finding_is_accepted_with_a_reason()
    {
        var answer = await Tool.RunWithInputAsync(High, "review", "-", "--allow", $"grant-deleted={Chain.Grant.Urn}", "--because",
            "the contract has ended");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains("1 accepted, nothing else.", answer.Out);
        Assert.Contains("Accepted: the contract has ended", answer.Out);
    }

    [Theory]
    [InlineData("grant-gone")]
    [InlineData("grant-deleted=urn:pulumi:prod::any-project::a:b:C::other")]
    public async Task An_acceptance_of_something_else_accepts_nothing_and_is_reported(string allowance)
    {
        var answer = await Tool.RunWithInputAsync(High, "review", "-", "--allow", allowance, "--because", "x");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains($"Nothing was found that --allow {allowance} accepts.", answer.Out);
    }

    [Theory]
    [InlineData("--allow needs --because", "--allow", "grant-deleted")]
    [InlineData("--allow needs --because", "--allow", "grant-deleted", "--because", " ")]
    [InlineData("--because gives the reason for --allow, which is missing", "--because", "x")]
    [InlineData("there is no such rule", "--allow", "grant-dleted", "--because", "x")]
    [InlineData("must be a URN", "--allow", "grant-deleted=vendor-use", "--because", "x")]
    [InlineData("'always' not recognized", "--fail-on", "always")]
    [InlineData("'pdf' not recognized", "--format", "pdf")]
    public async Task Options_that_are_wrong_are_bad_input(string reason, params string[] options)
    {
        var answer = await Tool.RunWithInputAsync(High, ["review", "-", .. options]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(reason, answer.Error);
    }

    [Fact]
    public async Task Every_unreadable_file_is_reported_and_nothing_is_written()
    {
        var answer = await Tool.RunWithInputAsync("{ \"steps\": ["u8.ToArray(), "review", "/nowhere/a.json", "-", Repository.Root);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("/nowhere/a.json: it cannot be read", answer.Error);
        Assert.Contains("standard input: ", answer.Error);
        Assert.Contains($"{Repository.Root}: it cannot be read", answer.Error);
        Assert.DoesNotContain("   at ", answer.Error);
    }

    [Fact]
    public async Task One_file_that_cannot_be_read_hides_nothing_of_the_others()
    {
        foreach (var format in new[] { "text", "markdown", "json" })
        {
            var answer = await Tool.RunWithInputAsync(High, "review", "/nowhere/a.json", "-", "--format", format);

            Assert.Equal(2, answer.ExitCode);
            Assert.Contains("grant-deleted", answer.Out);
            Assert.Contains("/nowhere/a.json", answer.Out.Replace("&#47;", "/", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_comment_is_markdown_with_its_marker()
    {
        var answer = await Tool.RunWithInputAsync(High, "review", "-", "--format", "markdown");

        Assert.StartsWith("<!-- xtcmk-review -->\n### ❌ Encryption: 1 high.\n", answer.Out, StringComparison.Ordinal);
    }
}

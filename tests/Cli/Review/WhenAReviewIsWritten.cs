using System.Text.Json;
using System.Text.RegularExpressions;
using Spectre.Console;
using XtCmkInfra.Cli.Review;
using XtCmkInfra.Trust;
using Rule = XtCmkInfra.Trust.Rule;

namespace XtCmkInfra.Tests.Cli.Review;

public sealed partial class WhenAReviewIsWritten
{
    [Theory]
    [InlineData("isv-to-microsoft")]
    [InlineData("isv-destroy")]
    [InlineData("isv-account-deleted-protected")]
    [InlineData("customer-tags")]
    public void Every_format_is_as_it_was_read_and_kept(string document)
    {
        var reviewer = new Reviewer();
        using (var source = File.OpenRead(Path.Combine(Repository.Root, "tests", "Golden", "previews", document + ".json")))
            reviewer.Add(document + ".json", source);
        var review = reviewer.Finish([], Severity.High);

        Assert.Multiple(
            () => Golden.Compare($"tests/Golden/review/{document}.md", MarkdownReport.Write(review)),
            () => Golden.Compare($"tests/Golden/review/{document}.json", Json(review) + "\n"),
            () => Golden.Compare($"tests/Golden/review/{document}.txt", Text(review)));
    }

    [Fact]
    public void Accepted_findings_stay_visible_with_their_reason()
    {
        var reviewer = new Reviewer();
        reviewer.Add("a", new MemoryStream(new Preview(Step.Delete(Chain.Grant), Step.Delete(Chain.Principal)).ToDocument()));
        var review = reviewer.Finish([new Allowance("grant-deleted", Chain.Grant.Urn, "agreed with | the *customer*")], Severity.High);

        Assert.Equal("1 high; 1 accepted.", review.Verdict);
        Assert.Contains("Accepted: agreed with | the *customer*", Text(review));
        Assert.Contains("**Accepted:** agreed with &#124; the &#42;customer&#42;", MarkdownReport.Write(review));
        Assert.Equal("agreed with | the *customer*",
            JsonDocument.Parse(Json(review)).RootElement.GetProperty("findings")[1].GetProperty("acceptedBecause").GetString());
    }

    [Fact]
    public void A_URN_is_written_as_it_is_and_a_scope_as_short_as_it_is_clear()
    {
        var review = Reviewing.Read(new Preview(Step.Delete(Chain.VaultKey), Step.Delete(Chain.Grant)));

        Assert.Contains("azure-native:keyvault:Key::key\n", Text(review));
        Assert.Contains(
            $"Key Vault Crypto Service Encryption User for {Chain.PrincipalId} on the key cmk of the vault kv-contoso → deleted",
            Text(review));
    }

    [Fact]
    public void A_hundred_thousand_findings_make_a_comment_that_is_short_whole_and_counted()
    {
        var findings = Enumerable.Range(0, 100_000).Select(number => Finding($"account-{number}", "before", "after")).ToList();

        AssertIsWhole(MarkdownReport.Write(Of(findings)), findings.Count);
    }

    [Fact]
    public void A_thousand_findings_of_one_rule_are_explained_once_and_shown_by_the_hundred()
    {
        var markdown =
            MarkdownReport.Write(Of(Enumerable.Range(0, 1_000).Select(number => Finding($"account-{number}", "before", "after"))));

        Assert.Equal(1, Regex.Count(markdown, "It means something"));
        Assert.True(markdown.Split('\n').Count(line => line.StartsWith("| **", StringComparison.Ordinal)) > 200);
    }

    [Fact]
    public void A_first_run_of_a_thousand_customers_is_one_line()
    {
        var review = Reviewing.Read(
            new Preview([.. Enumerable.Range(0, 1_000).Select(number => Step.Create(Chain.Account with { Name = $"c{number}" }))]));

        Assert.Contains("1000 resources, among them <code>c0</code>", MarkdownReport.Write(review), StringComparison.Ordinal);
        Assert.InRange(Text(review).Split('\n').Length, 1, 10);
        Assert.DoesNotContain("| resource |", MarkdownReport.Write(review), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Severity.Medium, "⚠️")]
    [InlineData(Severity.High, "❌")]
    [InlineData(Severity.Low, "✅")]
    public void Only_what_needs_nobody_is_all_clear(Severity severity, string mark)
    {
        var finding = (Sample with { Severity = severity }).On(new ResourceName("a", "urn:pulumi:a::b::c:d:E::a", null), "x", "y");

        Assert.Contains($"### {mark} Encryption: 1 {severity.Word()}.", MarkdownReport.Write(Of([finding])), StringComparison.Ordinal);
    }

    [Fact]
    public void However_long_and_however_odd_everything_is_the_comment_is_short_and_whole()
    {
        var odd = string.Concat(Enumerable.Repeat("|@*`", 5_000));
        var findings = Enumerable.Range(0, 500).Select(number => Finding(odd + number, odd, odd)).ToList();
        var review = Of(findings) with { Errors = [.. Enumerable.Repeat(odd, 100)],
            Notes = [.. Enumerable.Range(0, 100).Select(number => odd + number)] };

        AssertIsWhole(MarkdownReport.Write(review), findings.Count);
    }

    [Theory]
    [InlineData("a|b")]
    [InlineData("a\\|b")]
    [InlineData("`code`")]
    [InlineData("**bold** _and_ ~~struck~~")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("</details><!-- -->")]
    [InlineData("[link](https://evil.example) ![image](//evil.example/x.png)")]
    [InlineData("https://evil.example www.evil.example")]
    [InlineData("@contoso/owners please approve #12")]
    [InlineData("two\nlines\r\nand\u2028three")]
    [InlineData("\u001b[31mred\u001b]8;;https://evil.example\u0007\u009b2J")]
    [InlineData("\u202Egnp.exe\u2066")]
    [InlineData("```\nfence")]
    [InlineData("&#124; &lt;")]
    [InlineData("::error file=a.cs::owned")]
    [InlineData(":")]
    [InlineData("  ::set-output name=a::b")]
    [InlineData("##[error]owned ##vso[task.complete]")]
    public void No_name_formats_links_mentions_or_commands(string name)
    {
        var review = Of([Finding(name, name, name)]) with { Errors = [name], Notes = [name] };
        var markdown = MarkdownReport.Write(review);
        var text = Text(review);

        AssertIsWhole(markdown, 1);
        var foreign = string.Concat(markdown.Split('\n')
            .Where(line => line.StartsWith("| **", StringComparison.Ordinal) || line.StartsWith("> Pulumi", StringComparison.Ordinal)))
            .Replace("(`test-rule`)", "", StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<(?!/?code>|br>)|\]\(|\]\[|`|https?://|www\.|@[a-z]|_and_|~~", foreign);
        Assert.DoesNotMatch("@[a-z]|(?<!&)#[0-9]|https?://", markdown[markdown.IndexOf("<details>", StringComparison.Ordinal)..]);
        Assert.All(new[] { markdown, text, Json(review) }, output => Assert.DoesNotContain(output, letter =>
            letter != '\n' && char.IsControl(letter)));
        Assert.All(text.Split('\n'), line => Assert.False(line.TrimStart()
            .StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal)));
        Assert.All(new[] { markdown, text }, output => Assert.DoesNotContain(output, letter => letter is '\u202E' or '\u2066' or '\u2028'));
    }

    [Fact]
    public void The_same_findings_read_the_same_in_whatever_order_they_come()
    {
        Step[] steps = [Step.Delete(Chain.Grant), Step.Delete(Chain.Principal),
            Step.Update(Chain.Account, inputs => inputs.AsObject().Remove("encryption"))];

        Assert.Equal(MarkdownReport.Write(Reviewing.Read(new Preview(steps))),
            MarkdownReport.Write(Reviewing.Read(new Preview([.. steps.Reverse()]))));
    }

    [Fact]
    public void The_picture_marks_the_links_that_change()
    {
        var markdown = MarkdownReport.Write(
            Reviewing.Read(new Preview(Step.Delete(Chain.Grant), Step.Create(Chain.Account), Step.Create(Chain.Password))));

        Assert.Contains("grant[\"grant on the key<br>1 changed, high\"]:::high", markdown);
        Assert.Contains("account[\"storage account<br>1 changed, low\"]:::low", markdown);
        Assert.Contains("application[\"application<br>1 changed, high\"]:::high", markdown);
        Assert.Contains("    vault[\"vault\"]\n", markdown);
        Assert.DoesNotContain("```mermaid", MarkdownReport.Write(Reviewing.Read(new Preview(Step.Same(Chain.Vault)))));
    }

    private static readonly Rule Sample = new("test-rule", Severity.High, "Something is the case", "It means something.", "Do something.");

    private static Finding Finding(string name, string before, string after) =>
        Sample.On(new ResourceName(name, $"urn:pulumi:a::b::c:d:E::{name}", ResourceKind.StorageAccount), before, after);

    private static XtCmkInfra.Cli.Review.Review Of(IEnumerable<Finding> findings) =>
        new([], [.. findings.Select(finding => new ReviewedFinding(finding, null))], [], [], Severity.High);

    private static string Json(XtCmkInfra.Cli.Review.Review review) => JsonReport.Write(review);

    private static string Text(XtCmkInfra.Cli.Review.Review review)
    {
        using var output = new StringWriter();
        output.NewLine = "\n";
        TextReport.Write(review, AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        }));
        return output.ToString();
    }

    private static void AssertIsWhole(string markdown, int findings)
    {
        Assert.InRange(markdown.Length, 1, MarkdownReport.MostCharacters);
        Assert.StartsWith(MarkdownReport.Marker + "\n", markdown, StringComparison.Ordinal);
        var rows = markdown.Split('\n').Where(line => line.StartsWith('|')).ToList();
        Assert.All(rows, row => Assert.Equal((3, '|'), (row.Count(letter => letter == '|'), row[^1])));
        Assert.Equal(0, markdown.Split('\n').Count(line => line.StartsWith("```", StringComparison.Ordinal)) % 2);
        Assert.Equal((1, 1), (Regex.Count(markdown, "<details>"), Regex.Count(markdown, "</details>")));
        Assert.EndsWith("\n</details>\n", markdown, StringComparison.Ordinal);
        var left = More().Match(markdown) is { Success: true } more
            ? int.Parse(more.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        var found = rows.Count(row => row.StartsWith("| **", StringComparison.Ordinal));
        Assert.Equal(findings, found + left);
        Assert.True(found > 0);
    }

    [GeneratedRegex(@"\*\*(\d+) more findings\*\*")]
    private static partial Regex More();
}

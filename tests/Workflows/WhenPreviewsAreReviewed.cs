namespace XtCmkInfra.Tests.Workflows;

/// <summary>The scripts of preview.yml and of actions/review, with a function in place of Pulumi.</summary>
public sealed class WhenPreviewsAreReviewed
{
    private static readonly CompositeAction Action = CompositeAction.Read("review");

    [Theory]
    [InlineData("isv-account-tags.json", 0)]
    [InlineData("isv-account-deleted-protected.json", 255)]
    [InlineData(WorkflowFolder.Nothing, 1)]
    public async Task A_preview_that_fails_is_kept_with_its_exit_code(string golden, int exitCode)
    {
        using var folder = new WorkflowFolder().Put("stub", golden);
        var stub = $$"""pulumi() { echo "$*" > told.txt; cat previews/stub.json; return {{exitCode}}; }""";
        var step = Workflow.Read("preview.yml").Job("preview").Steps.Single(step => step.Name == "Preview");

        var answer = await Shell.RunAsync(
            folder.Path, step, commands: stub, variables: [("NAME", "west-1"), ("PREVIEWS", "made/previews"), ("PULUMI_STACK", "prod")]);

        Assert.Equal(0, answer.ExitCode);
        Assert.Equal("preview --stack prod --json --show-sames --show-replacement-steps --non-interactive\n", folder.Read("told.txt"));
        Assert.Equal(folder.Read("previews/stub.json"), folder.Read("made/previews/west-1.json"));
        Assert.Equal($"{exitCode}\n", folder.Read("made/previews/west-1.exit"));
        Assert.Equal(exitCode != 0, answer.Out.Contains($"exit code {exitCode} (west-1)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("isv-account-tags.json", "customer-tags.json", 0, "No change to customers' keys.")]
    [InlineData("isv-to-microsoft.json", "customer-tags.json", 1, "1 critical")]
    [InlineData("isv-account-tags.json", "customer-revoked.json", 1, "1 high")]
    [InlineData("isv-account-deleted-protected.json", "customer-tags.json", 1, "Pulumi stopped with an error")]
    public async Task The_comment_reports_what_both_previews_do(string vendor, string customer, int expected, string verdict)
    {
        using var folder = new WorkflowFolder().Put("isv", vendor).Put("customer", customer);

        var comment = await ReviewAsync(folder, expected);

        Assert.Contains(verdict, comment.Split('\n')[1]);
        Assert.DoesNotContain("The preview of ", comment);
    }

    [Fact]
    public async Task Without_names_every_document_is_reviewed()
    {
        using var folder = new WorkflowFolder().Put("isv", "isv-to-microsoft.json").Put("customer", "customer-revoked.json");

        var comment = await ReviewAsync(folder, 1, stacks: "");

        Assert.Contains("1 critical, 1 high", comment);
    }

    [Fact]
    public async Task Without_any_document_it_cannot_be_determined()
    {
        using var folder = new WorkflowFolder();

        var comment = await ReviewAsync(folder, 2, stacks: "", told: "there is no preview in previews");

        Assert.Contains("cannot be determined", comment);
    }

    [Theory]
    [InlineData("--allow\naccount-microsoft-keys\n--because\nticket 4711", "high", 0)]
    [InlineData("", "never", 0)]
    [InlineData("", "critical", 1)]
    public async Task Arguments_and_the_severity_that_fails_reach_the_tool(string arguments, string failOn, int expected)
    {
        using var folder = new WorkflowFolder().Put("isv", "isv-to-microsoft.json");

        await ReviewAsync(folder, expected, stacks: "isv", failOn: failOn, arguments: arguments);
    }

    [Fact]
    public async Task A_preview_that_failed_is_reviewed_as_far_as_it_goes()
    {
        using var folder = new WorkflowFolder().Put("isv", "isv-account-deleted-protected.json", 255).Put("customer", "customer-tags.json");

        var comment = await ReviewAsync(folder, expected: 1);

        Assert.Contains("account-left", comment);
        Assert.EndsWith("\n> The preview of isv failed (exit code: 255).\n", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_that_failed_never_passes_whatever_it_printed()
    {
        using var folder = new WorkflowFolder().Put("isv", "isv-account-tags.json").Put("customer", "customer-tags.json", 3);

        var comment = await ReviewAsync(folder, expected: 2);

        Assert.Contains("The preview of customer failed (exit code: 3).", comment);
    }

    [Fact]
    public async Task What_cannot_be_read_is_in_the_comment()
    {
        using var folder = new WorkflowFolder().Put("isv", WorkflowFolder.Nothing, 1);

        var comment = await ReviewAsync(folder, expected: 2, told: "there is nothing in it");

        Assert.Contains("cannot be determined", comment);
        Assert.Contains("\n    xtcmk: previews/isv.json: there is nothing in it", comment);
        Assert.Contains("The preview of isv failed (exit code: 1).", comment);
        Assert.Contains("The preview of customer failed (exit code: none).", comment);
    }

    /// <summary>GitHub takes 65,536 characters.</summary>
    [Fact]
    public async Task Forty_stacks_are_reviewed_at_once_in_one_comment()
    {
        var names = Enumerable.Range(1, 40).Select(number => $"west-{number}").ToList();
        using var folder = new WorkflowFolder();
        foreach (var name in names[..^1])
            folder.Put(name, name == "west-7" ? "isv-to-microsoft.json" : "isv-destroy.json", name == "west-9" ? 255 : 0, name);

        var comment = await ReviewAsync(folder, expected: 2, stacks: string.Join(' ', names));

        Assert.InRange(comment.Length, 1_000, 65_000);
        Assert.Contains("west-40.json: it cannot be read", comment);
        Assert.Contains("153 critical", comment);
        Assert.Contains("account-microsoft-keys", comment);
        Assert.Contains("The preview of west-9 failed (exit code: 255).", comment);
        Assert.Contains("The preview of west-40 failed (exit code: none).", comment);
    }

    private static async Task<string> ReviewAsync(
        WorkflowFolder folder,
        int expected,
        string stacks = "isv customer",
        string failOn = "high",
        string arguments = "",
        string told = "")
    {
        var answer = await Shell.RunAsync(folder.Path, Action.Step("Review"), "review", "", [
            ("FOLDER", "previews"), ("STACKS", stacks), ("FAIL_ON", failOn), ("ARGUMENTS", arguments),
            ("GITHUB_STEP_SUMMARY", "summary.md"), ("GITHUB_OUTPUT", "output"),
        ]);
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains(told, answer.Error);
        Assert.StartsWith($"code={expected}\ncomment=/", folder.Read("output"), StringComparison.Ordinal);

        var last = await Shell.RunAsync(
            folder.Path, Action.Step("Fail on findings, and where something cannot be determined"), variables: [("CODE", $"{expected}")]);
        Assert.Equal(expected, last.ExitCode);

        if (told.Length == 0)
        {
            Assert.StartsWith("{", folder.Read("review.sarif"), StringComparison.Ordinal);
            Assert.StartsWith("<?xml", folder.Read("review.xml"), StringComparison.Ordinal);
        }

        var comment = folder.Read("comment.md");
        Assert.StartsWith("<!-- xtcmk-review -->\n", comment, StringComparison.Ordinal);
        Assert.Equal(comment, folder.Read("summary.md"));
        return comment;
    }
}

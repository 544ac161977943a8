using XtCmkInfra.Tests.Cli;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>The scripts of preview.yml as a whole, with functions in place of Pulumi and GitHub's own tool.</summary>
public sealed class WhenTheScriptsRun
{
    private static readonly Workflow Preview = Workflow.Read("preview.yml");

    [Theory]
    [InlineData("isv-account-tags.json", 0)]
    [InlineData("isv-account-deleted-protected.json", 255)]
    [InlineData(WorkflowFolder.Nothing, 1)]
    public async Task A_preview_that_fails_is_kept_with_its_exit_code(string golden, int exitCode)
    {
        using var folder = new WorkflowFolder().Put("stub", golden);
        var stub = $$"""pulumi() { echo "$*" > told.txt; cat previews/stub.json; return {{exitCode}}; }""";

        var answer = await RunAsync(folder, "preview", "Preview", stub, ("TENANT", "isv"), ("PREVIEWS", "made/previews"), ("PULUMI_STACK", "prod"));

        Assert.Equal(0, answer.ExitCode);
        Assert.Equal("preview --stack prod --json --show-sames --show-replacement-steps --non-interactive\n", folder.Read("told.txt"));
        Assert.Equal(folder.Read("previews/stub.json"), folder.Read("made/previews/isv.json"));
        Assert.Equal($"{exitCode}\n", folder.Read("made/previews/isv.exit"));
        Assert.Equal(exitCode != 0, answer.Out.Contains($"exit code {exitCode} (isv)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clean_review_passes()
    {
        using var folder = new WorkflowFolder().Put("isv", "isv-account-tags.json").Put("customer", "customer-tags.json");

        var comment = await ReviewAsync(folder, expected: 0);

        Assert.Contains("No change to customers' keys.", comment);
        Assert.DoesNotContain("failed", comment);
    }

    [Fact]
    public async Task A_preview_that_failed_is_reviewed_as_far_as_it_goes_and_told()
    {
        using var folder = new WorkflowFolder().Put("isv", "isv-account-deleted-protected.json", 255).Put("customer", "customer-tags.json");

        var comment = await ReviewAsync(folder, expected: 1);

        Assert.Contains("account-left", comment);
        Assert.EndsWith("\n> The preview of the isv tenant failed (exit code: 255).\n", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_that_failed_never_passes_whatever_it_printed()
    {
        using var folder = new WorkflowFolder().Put("isv", "isv-account-tags.json").Put("customer", "customer-tags.json", 3);

        var comment = await ReviewAsync(folder, expected: 2);

        Assert.Contains("The preview of the customer tenant failed (exit code: 3).", comment);
    }

    [Fact]
    public async Task What_could_not_be_read_is_told_in_the_comment()
    {
        using var folder = new WorkflowFolder().Put("isv", WorkflowFolder.Nothing, 1);

        var comment = await ReviewAsync(folder, expected: 2);

        Assert.Contains("could not tell", comment);
        Assert.Contains("\n    xtcmk: previews/isv.json: there is nothing in it", comment);
        Assert.Contains("The preview of the isv tenant failed (exit code: 1).", comment);
        Assert.Contains("The preview of the customer tenant failed (exit code: none).", comment);
    }

    [Theory]
    [InlineData("", "--method POST repos/contoso/keys/issues/12/comments --field body=@comment.md --silent")]
    [InlineData("77", "--method PATCH repos/contoso/keys/issues/comments/77 --field body=@comment.md --silent")]
    [InlineData("77\n78", "--method PATCH repos/contoso/keys/issues/comments/77 --field body=@comment.md --silent")]
    public async Task The_comment_that_is_there_is_edited(string ids, string call)
    {
        using var folder = new WorkflowFolder();
        File.WriteAllText(folder.Of("ids"), ids);
        const string stub = """gh() { if [ "$2" = --paginate ]; then echo "$3" > listed; cat ids; else shift; echo "$*" > called; fi; }""";

        var answer = await RunAsync(
            folder, "review", "Post the comment, or edit the one that is there", stub, ("GITHUB_REPOSITORY", "contoso/keys"), ("PULL_REQUEST", "12"));

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal("repos/contoso/keys/issues/12/comments\n", folder.Read("listed"));
        Assert.Equal($"{call}\n", folder.Read("called"));
    }

    [Fact]
    public async Task Only_the_bots_own_comment_is_ours()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/jq"), "There is no jq on this machine.");
        using var folder = new WorkflowFolder();
        const string marker = "<!-- xtcmk-review -->";
        File.WriteAllText(folder.Of("comments.json"), $$"""
            [
              { "id": 1, "user": { "login": "mallory" }, "body": "{{marker}} mine" },
              { "id": 2, "user": { "login": "github-actions[bot]" }, "body": "quoted: {{marker}}" },
              { "id": 3, "user": { "login": "github-actions[bot]" }, "body": "{{marker}}\nours" }
            ]
            """);
        const string stub = """gh() { if [ "$2" = --paginate ]; then jq -r "$5" comments.json; else echo "$4" > called; fi; }""";

        var answer = await RunAsync(
            folder, "review", "Post the comment, or edit the one that is there", stub, ("GITHUB_REPOSITORY", "contoso/keys"), ("PULL_REQUEST", "12"));

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal("repos/contoso/keys/issues/comments/3\n", folder.Read("called"));
    }

    private static async Task<string> ReviewAsync(WorkflowFolder folder, int expected)
    {
        var answer = await RunAsync(folder, "review", "Review", "", ("GITHUB_STEP_SUMMARY", "summary.md"), ("GITHUB_OUTPUT", "output"));
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal($"code={expected}\n", folder.Read("output"));

        var last = await RunAsync(folder, "review", "Fail on high, and where something could not be told", "", ("CODE", $"{expected}"));
        Assert.Equal(expected, last.ExitCode);

        var comment = folder.Read("comment.md");
        Assert.StartsWith("<!-- xtcmk-review -->\n", comment, StringComparison.Ordinal);
        Assert.Equal(comment, folder.Read("summary.md"));
        return comment;
    }

    /// <summary>A variable that GitHub does not set must be one of the step's own.</summary>
    private static Task<Answer> RunAsync(
        WorkflowFolder folder, string job, string name, string commands, params (string Name, string Value)[] variables)
    {
        var step = Preview.Job(job).Steps.Single(step => step.Name == name);
        Assert.All(variables, variable => Assert.True(variable.Name.StartsWith("GITHUB_", StringComparison.Ordinal) || step.Environment.ContainsKey(variable.Name)));
        return Shell.RunAsync(folder.Path, step, variables.ToDictionary(variable => variable.Name, variable => variable.Value), commands);
    }
}

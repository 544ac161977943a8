using XtCmkInfra.Tests.Cli;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>The very line of the workflow of pull requests, without a shell.</summary>
public sealed class WhenTheReviewLinesRun
{
    private static readonly string Review = Assert.Single(
        Workflow.Read("preview.yml").Jobs
            .SelectMany(job => job.Steps)
            .SelectMany(step => (step.Run ?? "").Split('\n'))
            .Select(line => line.Trim()),
        line => line.StartsWith("xtcmk review ", StringComparison.Ordinal));

    [Theory]
    [InlineData("isv-account-tags.json", "customer-tags.json", 0, "No change to customers' keys.")]
    [InlineData("isv-to-microsoft.json", "customer-tags.json", 1, "1 critical")]
    [InlineData("isv-account-tags.json", "customer-revoked.json", 1, "1 high")]
    [InlineData("isv-account-deleted-protected.json", "customer-tags.json", 1, "Pulumi stopped with an error")]
    public async Task The_comment_begins_with_its_marker_and_says_what_both_previews_do(string isv, string customer, int exitCode, string verdict)
    {
        using var folder = new WorkflowFolder().Put("isv", isv).Put("customer", customer);

        var (answer, output) = await RunAsync(folder);

        Assert.Equal((exitCode, ""), (answer.ExitCode, answer.Error));
        Assert.Equal("comment.md", output);
        Assert.StartsWith("<!-- xtcmk-review -->\n", answer.Out, StringComparison.Ordinal);
        Assert.Contains(verdict, answer.Out.Split('\n')[1]);
    }

    [Theory]
    [InlineData("isv-account-tags.json", WorkflowFolder.Nothing)]
    [InlineData(WorkflowFolder.Nothing, "customer-tags.json")]
    public async Task A_preview_that_printed_nothing_is_never_clean(string isv, string customer)
    {
        using var folder = new WorkflowFolder().Put("isv", isv).Put("customer", customer);

        var (answer, _) = await RunAsync(folder);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Error));
        Assert.Contains("there is nothing in it that Pulumi prints", answer.Out);
    }

    [Fact]
    public async Task A_preview_that_is_missing_is_never_clean()
    {
        using var folder = new WorkflowFolder().Put("isv", "isv-account-tags.json");

        var (answer, _) = await RunAsync(folder);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Error));
        Assert.Contains("customer.json: it cannot be read", answer.Out);
    }

    /// <summary>The words of the line up to its redirections, and the file that stdout goes to.</summary>
    private static async Task<(Answer Answer, string Output)> RunAsync(WorkflowFolder folder)
    {
        var words = Review.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var redirected = Array.IndexOf(words, ">");
        var arguments = words[1..redirected].Select(word => word.StartsWith("previews/", StringComparison.Ordinal) ? folder.Of(word) : word);
        return (await Tool.RunAsync([.. arguments]), words[redirected + 1]);
    }
}

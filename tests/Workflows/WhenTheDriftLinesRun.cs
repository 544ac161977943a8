using XtCmkInfra.Tests.Cli;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>The very lines of the scheduled workflow, without a shell.</summary>
public sealed class WhenTheDriftLinesRun
{
    private static readonly IReadOnlyList<string> Lines =
    [
        .. Workflow.Read("drift.yml").Jobs
            .SelectMany(job => job.Steps)
            .SelectMany(step => (step.Run ?? "").Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("xtcmk ", StringComparison.Ordinal)),
    ];

    [Theory]
    [InlineData("isv-refresh-same.json", 0, "No change to customers' keys.")]
    [InlineData("isv-refresh-microsoft.json", 1, "1 critical")]
    [InlineData("customer-refresh-grant-gone.json", 1, "1 high")]
    public async Task What_a_refresh_has_found_is_reviewed(string document, int exitCode, string verdict)
    {
        var line = Assert.Single(Lines, line => line.StartsWith("xtcmk review ", StringComparison.Ordinal));

        var answer = await RunAsync(line, "refresh.json", Path.Combine(Repository.Root, "tests", "Golden", "previews", document));

        Assert.Equal((exitCode, ""), (answer.ExitCode, answer.Error));
        Assert.Contains(verdict, answer.Out.Split('\n')[1]);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("html")]
    [InlineData("markdown")]
    public async Task Outputs_that_could_not_be_read_are_never_clean(string format)
    {
        var line = Assert.Single(Lines, line => line.StartsWith("xtcmk verify ", StringComparison.Ordinal) && line.Contains($"--format {format}", StringComparison.Ordinal));

        var answer = await RunAsync(line, "outputs.json", Path.Combine(Repository.Root, "no-such-outputs.json"));

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("no-such-outputs.json: cannot be read", answer.Error);
    }

    /// <summary>The words of the line up to its redirections.</summary>
    private static Task<Answer> RunAsync(string line, string name, string file)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Tool.RunAsync([.. words[1..Array.IndexOf(words, ">")].Select(word => word == name ? file : word == "\"--$TENANT\"" ? "--isv" : word)]);
    }
}

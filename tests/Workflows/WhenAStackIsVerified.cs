namespace XtCmkInfra.Tests.Workflows;

/// <summary>The script of actions/verify. Where verify is not what is checked, a function answers in its place.</summary>
public sealed class WhenAStackIsVerified : IDisposable
{
    private readonly WorkflowFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("isv-refresh-same.json", 7, 0, 0, "No change to customers' keys.")]
    [InlineData("isv-refresh-microsoft.json", 7, 0, 1, "1 critical")]
    [InlineData("customer-refresh-grant-gone.json", 7, 0, 1, "1 high")]
    [InlineData("isv-refresh-same.json", 255, 0, 2, "The refresh ended with exit code 255")]
    [InlineData("isv-refresh-microsoft.json", 7, 2, 2, "1 critical")]
    [InlineData(WorkflowFolder.Nothing, 255, 0, 2, "there is nothing in it")]
    [InlineData(null, 0, 0, 0, "verified as markdown")]
    [InlineData(null, 0, 1, 1, "verified as markdown")]
    [InlineData(null, 0, 2, 2, "verified as markdown")]
    public async Task The_worse_of_what_a_refresh_found_and_of_what_is_live_counts(
        string? refresh, int ended, int verified, int expected, string sentence)
    {
        if (refresh is not null)
            PutRefresh(refresh);
        await File.WriteAllTextAsync(_folder.Of("refresh.exit"), $"{ended}\n", TestContext.Current.CancellationToken);

        var report = await VerifyAsync(expected, $$"""
            xtcmk() {
              if [ "$1" != verify ]; then tool "$@"; return; fi
              echo "$*" >> asked
              for argument in "$@"; do case "$argument" in *=verify.*) echo "verified as ${argument%%=*}" > "${argument#*=}" ;; esac; done
              echo "verified as ${*: -1}"
              echo "::error ::an annotation" >&2
              return {{verified}}
            }
            """);

        Assert.StartsWith("## west-1\n\nverified as markdown\n", report, StringComparison.Ordinal);
        Assert.Contains(sentence, report);
        Assert.Equal("verified as html\n", _folder.Read("verify.html"));
        Assert.Equal("verified as json\n", _folder.Read("verify.json"));
        Assert.Equal("verified as sarif\n", _folder.Read("verify.sarif"));
        Assert.Equal("verified as junit\n", _folder.Read("verify.xml"));
        Assert.StartsWith("verify --isv outputs.json --fail-on low --warn-days 60 --report ", _folder.Read("asked"),
            StringComparison.Ordinal);
        Assert.DoesNotContain("annotation", report);
    }

    [Fact]
    public async Task What_the_repository_accepts_reaches_verify()
    {
        await File.WriteAllTextAsync(_folder.Of("refresh.exit"), "0\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.Of("xtcmk.yaml"), "accepted: []\n", TestContext.Current.CancellationToken);

        await VerifyAsync(0, """xtcmk() { echo "$*" > asked; }""");

        Assert.Contains(" --config xtcmk.yaml ", _folder.Read("asked"));
    }

    [Fact]
    public async Task A_refresh_that_never_ran_is_never_clean()
    {
        var report = await VerifyAsync(2, """xtcmk() { if [ "$1" = verify ]; then echo verified; else tool "$@"; fi; }""");

        Assert.Contains("refresh.json: it cannot be read", report);
        Assert.Contains("The refresh ended with exit code none", report);
    }

    [Fact]
    public async Task Outputs_that_cannot_be_read_are_never_clean()
    {
        await File.WriteAllTextAsync(_folder.Of("refresh.exit"), "0\n", TestContext.Current.CancellationToken);

        var report = await VerifyAsync(2, "");

        Assert.Contains("    xtcmk: outputs.json: cannot be read", report);
    }

    private void PutRefresh(string golden)
    {
        _folder.Put("refresh", golden);
        File.Copy(_folder.Of("previews/refresh.json"), _folder.Of("refresh.json"));
    }

    private async Task<string> VerifyAsync(int expected, string commands)
    {
        var answer = await Shell.RunAsync(_folder.Path, CompositeAction.Read("verify").Step("Verify"), "verify", commands, [
            ("NAME", "west-1"), ("SIDE", "isv"), ("FAIL_ON", "low"), ("ARGUMENTS", "--warn-days\n60"), ("CONFIG", "xtcmk.yaml"),
            ("GITHUB_STEP_SUMMARY", "summary.md"), ("GITHUB_OUTPUT", "output"),
        ]);
        Assert.Equal(0, answer.ExitCode);
        Assert.StartsWith($"code={expected}\nreport=/", _folder.Read("output"), StringComparison.Ordinal);
        Assert.Equal($"{expected}\n", _folder.Read("code"));
        var report = _folder.Read("report.md");
        Assert.Equal(report, _folder.Read("summary.md"));
        return report;
    }
}

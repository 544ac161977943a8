namespace XtCmkInfra.Tests.Workflows;

public sealed class WhenWorkflowsAreChecked
{
    private const string Good = """
        on: pull_request
        permissions:
          contents: read
        jobs:
          comment:
            permissions:
              pull-requests: write
            steps:
              - uses: actions/checkout@0123456789abcdef0123456789abcdef01234567 # v5.0.0
                with:
                  persist-credentials: false
              - env:
                  TITLE: ${{ github.event.pull_request.title }}
                run: gh api "$TITLE"
        """;

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Workflow.Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_workflow_of_this_repository_keeps_the_rules(string file) =>
        Assert.Empty(WorkflowRules.Complaints(Workflow.Read(file)));

    [Fact]
    public void The_workflows_that_are_spoken_of_are_there() => Assert.All(
        ["ci.yml", "preview.yml", "drift.yml", "release.yml", "codeql.yml", "dependency-review.yml"],
        file => Assert.True(File.Exists(Path.Combine(Workflow.Folder, file)), file));

    [Fact]
    public void A_workflow_that_keeps_the_rules_has_no_complaints() => Assert.Empty(WorkflowRules.Complaints(Workflow.Parse(Good)));

    [Theory]
    [InlineData("@0123456789abcdef0123456789abcdef01234567 # v5.0.0", "@v5", "names no commit")]
    [InlineData("@0123456789abcdef0123456789abcdef01234567 # v5.0.0", "@0123456 # v5.0.0", "names no commit")]
    [InlineData(" # v5.0.0", "", "names no commit")]
    [InlineData(" # v5.0.0", " # main", "names no commit")]
    [InlineData("permissions:\n  contents: read\njobs:", "jobs:", "declares no permissions")]
    [InlineData("permissions:\n  contents: read\njobs:", "permissions: write-all\njobs:", "gives every job write-all")]
    [InlineData("permissions:\n  contents: read\njobs:", "permissions:\n  contents: write\njobs:", "gives every job contents: write")]
    [InlineData("pull-requests: write", "contents: write", "may write contents and does not need it")]
    [InlineData("pull-requests: write", "id-token: write", "may write id-token and does not need it")]
    [InlineData("pull-requests: write", "attestations: write", "may write attestations and does not need it")]
    [InlineData("pull-requests: write", "security-events: write", "may write security-events and does not need it")]
    [InlineData("gh api \"$TITLE\"", "echo \"$TITLE\"", "may write pull-requests and does not need it")]
    [InlineData("gh api \"$TITLE\"", "gh api \"${{ github.event.pull_request.title }}\"", "has an expression in it")]
    [InlineData("on: pull_request", "on: pull_request_target", "runs on pull_request_target")]
    [InlineData("on: pull_request", "on:\n  pull_request_target:\n    types: [opened]", "runs on pull_request_target")]
    [InlineData("persist-credentials: false", "fetch-depth: 0", "leaves its token in the clone")]
    public void One_that_does_not_is_reported(string part, string instead, string complaint)
    {
        var text = Good.ReplaceLineEndings("\n");
        Assert.Contains(part, text, StringComparison.Ordinal);

        var complaints = WorkflowRules.Complaints(Workflow.Parse(text.Replace(part, instead, StringComparison.Ordinal)));

        Assert.Contains(complaints, said => said.Contains(complaint, StringComparison.Ordinal));
    }

    [Fact]
    public void The_preview_signs_in_on_own_branches_only_and_forks_get_a_note()
    {
        var workflow = Workflow.Read("preview.yml");

        Assert.Equal("github.event.pull_request.head.repo.full_name == github.repository", workflow.Job("stacks").Condition);
        Assert.Null(workflow.Job("preview").Condition); // so that it is skipped with the stacks
        Assert.Equal("github.event.pull_request.head.repo.full_name != github.repository", workflow.Job("fork").Condition);
        Assert.Empty(workflow.Job("fork").Permissions!);
        Assert.All(workflow.Jobs,
            job => Assert.False(job.Permissions!.ContainsKey("id-token") && job.Permissions.ContainsKey("pull-requests")));
    }

    [Fact]
    public void What_packages_bring_runs_without_permission_to_write()
    {
        var workflow = Workflow.Read("release.yml");

        Assert.Null(workflow.Job("test").Permissions);
        Assert.Null(workflow.Job("pack").Permissions);
        Assert.DoesNotContain(workflow.Job("publish").Steps,
            step => step.Uses?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("secrets.", workflow.Text);
    }

    /// <summary>The sign-in that GitHub vouches for is good for five minutes, and a refresh may take longer.</summary>
    [Fact]
    public void The_drift_is_verified_with_a_sign_in_of_that_moment()
    {
        var steps = Workflow.Read("drift.yml").Job("verify").Steps;
        var verify = steps.Index().Single(step => step.Item.Uses == "./actions/verify").Index;

        Assert.StartsWith("azure/login@", steps[verify - 1].Uses, StringComparison.Ordinal);
        Assert.Equal("always()", steps[verify + 1].Condition);
    }

    [Fact]
    public void A_tenant_has_its_issue_whatever_became_of_the_jobs()
    {
        var workflow = Workflow.Read("drift.yml");

        Assert.Equal("${{ always() && needs.stacks.result == 'success' }}", workflow.Job("issues").Condition);
        Assert.Equal("${{ !cancelled() && needs.stacks.result == 'success' }}", Workflow.Read("preview.yml").Job("review").Condition);
    }
}

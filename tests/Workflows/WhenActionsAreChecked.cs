namespace XtCmkInfra.Tests.Workflows;

public sealed class WhenActionsAreChecked
{
    public static TheoryData<string> Names =>
        [.. Directory.GetDirectories(CompositeAction.Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_action_keeps_the_rules(string name) => Assert.Empty(WorkflowRules.Complaints(CompositeAction.Read(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_has_every_input_and_output_of_every_action(string name)
    {
        var action = CompositeAction.Read(name);
        var page = File.ReadAllText(Path.Combine(CompositeAction.Folder, "README.md")).ReplaceLineEndings("\n");
        var section = page.Split($"\n## {name}\n") is [_, var rest] ? rest.Split("\n## ")[0] : "";

        var rows = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

        Assert.Equal([.. action.Inputs.Select(input => input.Name), .. action.Outputs.Select(output => output.Name)], rows);
    }

    [Theory]
    [InlineData("description: What previews", "remark: What previews", "the action has no description")]
    [InlineData("shell: bash", "shell: pwsh", "is not run by bash")]
    [InlineData("FAIL_ON: ${{ inputs.fail-on }}", "FAIL_ON: high", "the input fail-on is not used")]
    [InlineData("${{ inputs.fail-on }}", "${{ inputs.failon }}", "the input failon is not declared")]
    [InlineData("exit \"$CODE\"", "exit ${{ steps.review.outputs.code }}", "has an expression in it")]
    public void One_that_does_not_is_reported(string part, string instead, string complaint)
    {
        var text = File.ReadAllText(Path.Combine(CompositeAction.Folder, "review", "action.yml"));
        Assert.Contains(part, text, StringComparison.Ordinal);

        var complaints = WorkflowRules.Complaints(CompositeAction.Parse("review", text.Replace(part, instead, StringComparison.Ordinal)));

        Assert.Contains(complaints, said => said.Contains(complaint, StringComparison.Ordinal));
    }
}

using System.Diagnostics;
using System.Text.Json.Nodes;
using XtCmkInfra.Tests.Cli;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>actions/stacks, in a repository of its own.</summary>
public sealed class WhenStacksAreChosen : IDisposable
{
    private const string Fleet = """
        [
          { "name": "west-1", "side": "isv", "stack": "west-1", "paths": ["customers/west-1/"] },
          { "name": "west-2", "side": "isv", "stack": "west-2", "paths": ["customers/west-2/"] },
          { "name": "fabrikam", "side": "customer", "tenant": "fabrikam", "stack": "prod" }
        ]
        """;

    private readonly WorkflowFolder _folder = new();

    public WhenStacksAreChosen() => Shell.NeedsJq();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_list_there_is_one_of_each_side()
    {
        var (names, matrix) = await ChooseAsync("");

        Assert.Equal("isv customer", names);
        Assert.Equal("""{"include":[{"name":"isv","side":"isv","tenant":"isv","folder":".","stack":"","paths":[]},"""
            + """{"name":"customer","side":"customer","tenant":"customer","folder":"customer-stack","stack":"","paths":[]}]}""",
            matrix);
    }

    [Fact]
    public async Task A_fleet_is_a_matrix_of_all_its_stacks()
    {
        var (names, matrix) = await ChooseAsync(Fleet);

        Assert.Equal("west-1 west-2 fabrikam", names);
        Assert.Equal(["isv", "isv", "fabrikam"],
            JsonNode.Parse(matrix)!["include"]!.AsArray().Select(stack => stack!["tenant"]!.ToString()));
    }

    [Theory]
    [InlineData("Pulumi.west-2.yaml", "west-2")]
    [InlineData("customer-stack/Pulumi.prod.yaml", "fabrikam")]
    [InlineData("customers/west-1/contoso ü.yaml", "west-1")]
    [InlineData("customers/west-1/a.yaml Pulumi.west-2.yaml", "west-1 west-2")]
    [InlineData("Pulumi.other.yaml", "west-1 west-2 fabrikam")]
    [InlineData("customers/new/a.yaml", "west-1 west-2 fabrikam")]
    [InlineData("isv-stack/IsvStack.cs Pulumi.west-2.yaml", "west-1 west-2 fabrikam")]
    public async Task A_file_of_one_stack_touches_it_alone_and_any_other_file_all(string files, string expected)
    {
        await GitAsync("init --quiet");
        await CommitAsync("before", "README.md");
        await CommitAsync("after", files == "customers/west-1/contoso ü.yaml" ? [files] : files.Split(' '));

        var (names, _) = await ChooseAsync(Fleet, "HEAD^1");

        Assert.Equal(expected, names);
    }

    [Theory]
    [InlineData("[", "the list of stacks is not JSON")]
    [InlineData("[]", "with at least one")]
    [InlineData("{}", "must be a JSON list of objects")]
    [InlineData("""[{ "name": "a b", "side": "isv" }]""", "must be of letters, digits")]
    [InlineData("""[{ "name": "../a", "side": "isv" }]""", "must be of letters, digits")]
    [InlineData("""[{ "name": "a", "side": "vendor" }]""", "must be isv or customer")]
    [InlineData("""[{ "name": "a", "side": "isv", "stak": "b" }]""", "the stack a has stak, which is not known")]
    [InlineData("""[{ "name": "a", "side": "isv", "paths": "b" }]""", "paths a list of texts")]
    [InlineData("""[{ "name": "a", "side": "isv" }, { "name": "A", "side": "isv" }]""", "two stacks have the same name")]
    public async Task A_list_that_is_wrong_is_refused(string stacks, string sentence)
    {
        var answer = await RunAsync(stacks, "");

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains(sentence, answer.Error);
    }

    private async Task<(string Names, string Matrix)> ChooseAsync(string stacks, string start = "")
    {
        var answer = await RunAsync(stacks, start);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        var output = _folder.Read("output").Split('\n');
        Assert.StartsWith("matrix=", output[0], StringComparison.Ordinal);
        return (output[1]["names=".Length..], output[0]["matrix=".Length..]);
    }

    private Task<Answer> RunAsync(string stacks, string start) => Shell.RunAsync(
        _folder.Path,
        CompositeAction.Read("stacks").Steps[0],
        "stacks",
        "",
        [("STACKS", stacks), ("BASE", start), ("GITHUB_OUTPUT", "output")]);

    private async Task CommitAsync(string message, params string[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.Of(file))!);
            await File.WriteAllTextAsync(_folder.Of(file), message, TestContext.Current.CancellationToken);
        }

        await GitAsync("add --all");
        await GitAsync($"-c user.name=a -c user.email=a@b commit --quiet --message {message}");
    }

    private async Task GitAsync(string arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder.Path })!;
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, git.ExitCode);
    }
}

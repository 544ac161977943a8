using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli;

/// <summary>What the programs log, as people and other programs get to see it.</summary>
public sealed class WhenTheProgramsLogInARun : IDisposable
{
    private const string Awaiting = "fabrikam: awaiting its key;";
    private const string Hint = "Installs 'Contoso Data'.";

    private readonly ProjectCopy _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_preview_shows_it_for_the_stack_that_it_is_about()
    {
        var answer = await SimAsync("preview", "--project", "isv");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains(
            $"Diagnostics:\n  pulumi:pulumi:Stack (xtcmk-isv-dev):\n    {Awaiting}",
            answer.Out.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_previews_document_has_it_and_a_review_finds_nothing_in_it()
    {
        await _project.UpAsync();

        var document = await SimAsync("preview", "--json", "--show-sames");
        var review = await Tool.RunWithInputAsync(System.Text.Encoding.UTF8.GetBytes(document.Out), "review", "-");

        var line = Assert.Single(JsonNode.Parse(document.Out)!["diagnostics"]!.AsArray())!;
        Assert.Equal("info", line["severity"]!.ToString());
        Assert.StartsWith(Hint, line["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal((0, ""), (review.ExitCode, review.Error));
    }

    [Fact]
    public async Task An_update_that_is_refused_shows_it_all_the_same()
    {
        _project
            .Edit("customer-stack/Pulumi.dev.yaml", "name: kv-fabrikam-cmk", "name: kv-fabrikam-cmk\n    existing: true")
            .Edit("customer-stack/Pulumi.dev.yaml", "  xtcmk-customer:location: westeurope\n", "");

        var answer = await SimAsync("up");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(Hint, answer.Out + answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_story_shows_each_line_once()
    {
        var answer = await Tool.RunAsync("try", "--root", _project.Folder, "--format", "json");

        var steps = JsonNode.Parse(answer.Out)!["steps"]!.AsArray();
        var lines = steps
            .SelectMany(step => step!["diagnostics"]!.AsArray().Select(line => (Step: step["id"]!.ToString(), Text: line!.ToString())))
            .ToList();
        Assert.Equal(["customer-first", "isv-identity", "customer-access"], lines.Select(line => line.Step));
        Assert.StartsWith($"pulumi:pulumi:Stack (xtcmk-isv-dev): {Awaiting}", lines[1].Text, StringComparison.Ordinal);
        Assert.StartsWith($"pulumi:pulumi:Stack (xtcmk-customer-dev): {Hint}", lines[2].Text, StringComparison.Ordinal);
    }

    private Task<Answer> SimAsync(params string[] arguments) => Tool.RunAsync(["sim", .. arguments, "--root", _project.Folder]);
}

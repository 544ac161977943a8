using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>The scripts of actions/issues, with a function in place of GitHub's own tool that keeps what it was sent.</summary>
public sealed class WhenIssuesAreWritten : IDisposable
{
    /// <summary>Beyond it, GitHub refuses a body.</summary>
    private const int MostCharacters = 65_536;

    private readonly WorkflowFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Where_all_is_well_no_issue_is_opened()
    {
        Report("west-1", 0, "fine");

        Assert.Equal("", await RunAsync(["west-1"]));
    }

    [Theory]
    [InlineData(1, "a link does not hold")]
    [InlineData(2, "cannot be determined")]
    public async Task Where_it_is_not_one_is_opened_with_the_report(int code, string sentence)
    {
        Report("west-1", 0, "fine");
        Report("west-2", code, "## west-2\n\nthe grant is gone");

        var calls = await RunAsync(["west-1", "west-2"]);

        Assert.Equal("POST repos/contoso/keys/issues title=The chain of trust does not hold in the isv tenant\n", calls);
        var body = _folder.Read("sent-1");
        Assert.StartsWith($"- **west-2**: {sentence}\n- 1 more: all is well\n\n", body, StringComparison.Ordinal);
        Assert.Contains("/contoso/keys/actions/runs/7\n", body);
        Assert.EndsWith("the grant is gone\n", body, StringComparison.Ordinal);
        Assert.DoesNotContain("fine", body);
    }

    [Fact]
    public async Task A_stack_without_a_report_cannot_be_determined()
    {
        var calls = await RunAsync(["west-1"]);

        Assert.StartsWith("POST repos/contoso/keys/issues title=", calls, StringComparison.Ordinal);
        Assert.Contains("- **west-1**: cannot be determined\n", _folder.Read("sent-1"));
    }

    [Fact]
    public async Task The_issue_that_is_open_is_updated()
    {
        Report("west-1", 1, "the grant is gone");

        var calls = await RunAsync(["west-1"], "12\tThe chain of trust does not hold in the isv tenant");

        Assert.Equal("PATCH repos/contoso/keys/issues/12 \nPOST repos/contoso/keys/issues/12/comments \n", calls);
        Assert.Contains("the grant is gone", _folder.Read("sent-1"));
        Assert.DoesNotContain("the grant is gone", _folder.Read("sent-2"));
    }

    [Fact]
    public async Task The_issue_is_closed_once_all_is_well()
    {
        Report("west-1", 0, "fine");

        var calls = await RunAsync(["west-1"], "12\tThe chain of trust does not hold in the isv tenant");

        Assert.Equal(
            "POST repos/contoso/keys/issues/12/comments \nPATCH repos/contoso/keys/issues/12 state=closed state_reason=completed\n", calls);
        Assert.Contains("All is well again.", _folder.Read("sent-1"));
    }

    [Fact]
    public async Task Another_tenants_issue_is_left_alone()
    {
        Report("west-1", 1, "the grant is gone");

        var calls = await RunAsync(["west-1"], "12\tThe chain of trust does not hold in the customer tenant");

        Assert.StartsWith("POST repos/contoso/keys/issues title=", calls, StringComparison.Ordinal);
    }

    /// <summary>Reports of 60,000 characters each, as the tool writes them at most.</summary>
    [Theory]
    [InlineData('x', 2)]
    [InlineData('x', 40)]
    [InlineData('❌', 40)]
    [InlineData('x', 256)]
    public async Task The_body_fits_GitHubs_limit_and_names_what_it_omits(char letter, int stacks)
    {
        var names = Enumerable.Range(1, stacks).Select(number => $"{new string('w', 50)}-{number}").ToList();
        foreach (var (index, name) in names.Index())
            Report(name, index == stacks - 1 ? 1 : 2, string.Join('\n', Enumerable.Repeat(new string(letter, 99), 600)));

        await RunAsync(names);

        var body = _folder.Read("sent-1");
        Assert.InRange(body.Length, 15_000, MostCharacters);
        Assert.InRange(Encoding.UTF8.GetByteCount(body), 15_000, MostCharacters);
        Assert.StartsWith($"- **{names[^1]}**: a link does not hold\n", body, StringComparison.Ordinal);
        Assert.Contains($"\n*The rest of the report of {names[^1]} is with the run.*\n", body);
        Assert.Equal(stacks > 2, body.Contains(" more reports do not fit here, and are with the run.*", StringComparison.Ordinal));
        Assert.DoesNotContain('\uFFFD', body);
    }

    private void Report(string name, int code, string report)
    {
        var folder = Directory.CreateDirectory(_folder.Of($"reports/{name}")).FullName;
        File.WriteAllText(Path.Combine(folder, "code"), $"{code}\n");
        File.WriteAllText(Path.Combine(folder, "report.md"), report + "\n");
    }

    /// <param name="open">The issues that are open: number, tab, title.</param>
    /// <returns>The calls that change something, one a line.</returns>
    private async Task<string> RunAsync(IReadOnlyList<string> stacks, string open = "")
    {
        Shell.NeedsJq();
        File.WriteAllText(_folder.Of("issues"), open.Length > 0 ? open + "\n" : "");
        File.WriteAllText(_folder.Of("called"), "");
        const string stub = """
            gh() {
              if [ "$2" = --paginate ]; then cat issues; return; fi
              local number fields="" argument
              number=$(($(wc -l < called) + 1))
              for argument in "${@:5}"; do
                case "$argument" in
                  body=@*) cp "${argument#body=@}" "sent-$number" ;;
                  --field | --silent) ;;
                  *) fields="$fields${fields:+ }$argument" ;;
                esac
              done
              echo "$3 $4 $fields" >> called
            }
            """;
        var all = new JsonArray([.. stacks.Select(name => (JsonNode)new JsonObject { ["name"] = name, ["tenant"] = "isv" })]);

        var answer = await Shell.RunAsync(_folder.Path, CompositeAction.Read("issues").Steps[0], "issues", stub, [
            ("FOLDER", "reports"), ("ALL", all.ToJsonString()), ("GITHUB_SERVER_URL", "https://github.com"),
            ("GITHUB_REPOSITORY", "contoso/keys"), ("GITHUB_RUN_ID", "7"),
        ]);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        return _folder.Read("called");
    }
}

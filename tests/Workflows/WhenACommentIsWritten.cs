using System.Text.Json.Nodes;
using XtCmkInfra.Tests.Cli;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>The comment on a pull request, with functions in place of GitHub's own tool and of curl.</summary>
public sealed class WhenACommentIsWritten
{
    private const string Marker = "<!-- xtcmk-review -->";

    [Theory]
    [InlineData("", "--method POST repos/contoso/keys/issues/12/comments --field body=@comment.md --silent")]
    [InlineData("77", "--method PATCH repos/contoso/keys/issues/comments/77 --field body=@comment.md --silent")]
    [InlineData("77\n78", "--method PATCH repos/contoso/keys/issues/comments/77 --field body=@comment.md --silent")]
    public async Task The_comment_that_is_there_is_edited(string ids, string call)
    {
        using var folder = new WorkflowFolder();
        File.WriteAllText(folder.Of("ids"), ids);

        var answer = await OnGitHubAsync(folder, """
            gh() { if [ "$2" = --paginate ]; then echo "$3" > listed; cat ids; else shift; echo "$*" > called; fi; }
            """);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal("repos/contoso/keys/issues/12/comments\n", folder.Read("listed"));
        Assert.Equal($"{call}\n", folder.Read("called"));
    }

    [Fact]
    public async Task Only_the_bots_own_comment_is_ours()
    {
        Shell.NeedsJq();
        using var folder = new WorkflowFolder();
        File.WriteAllText(folder.Of("comments.json"), $$"""
            [
              { "id": 1, "user": { "login": "mallory" }, "body": "{{Marker}} mine" },
              { "id": 2, "user": { "login": "github-actions[bot]" }, "body": "quoted: {{Marker}}" },
              { "id": 3, "user": { "login": "github-actions[bot]" }, "body": "{{Marker}}\nours" }
            ]
            """);

        var answer = await OnGitHubAsync(folder, """
            gh() { if [ "$2" = --paginate ]; then jq -r "$5" comments.json; else echo "$4" > called; fi; }
            """);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal("repos/contoso/keys/issues/comments/3\n", folder.Read("called"));
    }

    [Theory]
    [InlineData(null, false, "0", "POST threads closed\n")]
    [InlineData(null, false, "1", "POST threads active\n")]
    [InlineData("keys Build Service (contoso)", false, "1", "PATCH threads/5/comments/1 \nPATCH threads/5 active\n")]
    [InlineData("keys Build Service (contoso)", false, "0", "PATCH threads/5/comments/1 \nPATCH threads/5 closed\n")]
    [InlineData("keys Build Service (contoso)", true, "0", "POST threads closed\n")]
    [InlineData("Mallory", false, "1", "POST threads active\n")]
    public async Task In_Azure_Repos_it_is_a_thread_that_is_resolved_when_clean(string? author, bool isDeleted, string code, string calls)
    {
        Shell.NeedsJq();
        using var folder = new WorkflowFolder();
        File.WriteAllText(folder.Of("comment.md"), $"{Marker}\n### \"quoted\" & more\n");
        JsonObject[] threads = author is null ? [] :
        [
            new()
            {
                ["id"] = 5,
                ["isDeleted"] = isDeleted,
                ["comments"] = new JsonArray(new JsonObject
                {
                    ["id"] = 1, ["content"] = $"{Marker}\nours", ["author"] = new JsonObject { ["displayName"] = author },
                }),
            },
        ];
        File.WriteAllText(folder.Of("threads.json"), new JsonObject { ["value"] = new JsonArray([.. threads]) }.ToJsonString());
        // Of curl's arguments: the method stands before the address.
        const string stub = """
            curl() {
              local method address previous=""
              for argument in "$@"; do
                if [ "$previous" = --request ]; then method=$argument; fi
                case "$argument" in pull-request/*) address=${argument#pull-request/} ;; esac
                previous=$argument
              done
              if [ "$method" = GET ]; then cat threads.json; else
                cat > body.json
                echo "$method ${address%%\?*} $(jq -r '.status // ""' body.json)" >> called
                jq -r '.content // .comments[0].content // empty' body.json >> written
              fi
            }
            """;

        var answer = await Shell.RunAsync(
            folder.Path,
            $"bash '{Path.Combine(Repository.Root, "pipelines", "azure", "comment.sh")}'",
            new Dictionary<string, string>
            {
                ["PULL_REQUEST"] = "pull-request", ["COMMENT"] = "comment.md", ["CODE"] = code, ["TOKEN"] = "t",
            },
            stub);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal(calls, folder.Read("called"));
        Assert.Equal(folder.Read("comment.md") + "\n", folder.Read("written"));
    }

    private static Task<Answer> OnGitHubAsync(WorkflowFolder folder, string gh) => Shell.RunAsync(
        folder.Path,
        CompositeAction.Read("review").Step("Write the comment, or edit the one that is there"),
        "review",
        gh,
        [("GITHUB_REPOSITORY", "contoso/keys"), ("PULL_REQUEST", "12")]);
}

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary><c>xtcmk rules</c>: every rule, as docs/rules.md has them, or for programs.</summary>
internal static class RulesCommand
{
    public static Command Create(CommandContext context)
    {
        var format = Options.Format("How to answer: markdown, or json for programs.", "markdown", "json");
        var command = new Command("rules", "List every rule: its code, how bad it is, what it means and what to do.") { format };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(format) == "json")
                context.WriteJson(AnswerJson.Write(Json()));
            else
                context.Out.Write(Document());
            return ExitCode.Clean;
        });
        return command;
    }

    /// <summary>A page of Markdown, the worst rules first.</summary>
    public static string Document() =>
        "# Rules\n\n<!-- markdownlint-disable MD013 -->\n\n"
        + "What `xtcmk` says of the chain of trust: one set of rules for every verb. `xtcmk rules` prints this page.\n"
        + "The code is what `--allow` and `xtcmk.yaml` take.\n"
        + string.Concat(Rules.All.GroupBy(rule => rule.Severity).Select(severity =>
            $"\n## {severity.Key}\n" + string.Concat(severity.Select(rule =>
                $"\n### `{rule.Code}`\n\n{rule.Title}.\n\n"
                + (rule.Holds is null ? "" : $"- If it holds: {rule.Holds}.\n")
                + $"- It means: {rule.Meaning}\n- To do: {rule.Remedy}\n"))));

    private static JsonObject Json() => new()
    {
        ["schema"] = "xtcmk/rules/1",
        ["rules"] = new JsonArray([.. Rules.All.Select(rule => (JsonNode)new JsonObject
        {
            ["code"] = rule.Code,
            ["severity"] = rule.Severity.Word(),
            ["effect"] = JsonNamingPolicy.CamelCase.ConvertName(rule.Effect.ToString()),
            ["title"] = rule.Title,
            ["holds"] = rule.Holds,
            ["meaning"] = rule.Meaning,
            ["remedy"] = rule.Remedy,
        })]),
    };
}

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
        var format = Options.Format("The form of the output: markdown, or json for programs.", "markdown", "json");
        var command = new Command("rules", "List every rule with its severity, meaning and remedy.") { format };
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
        + "One set of rules judges the chain of trust in every verb. `xtcmk rules` prints this page.\n"
        + "`--allow` and `xtcmk.yaml` accept a finding by its code. The title states what is true if the rule is broken.\n"
        + string.Concat(Rules.All.GroupBy(rule => rule.Severity).Select(severity =>
            $"\n## {severity.Key}\n" + string.Concat(severity.Select(rule =>
                $"\n### `{rule.Code}`\n\n{rule.Title}.\n\n"
                + (rule.Holds is null ? "" : $"- If it holds: {rule.Holds}.\n")
                + $"- It means: {rule.Meaning}\n- To do: {rule.Remedy}\n"
                + (rule.Source is { } page ? $"- Microsoft: <{page}>\n" : "")))));

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
            ["source"] = rule.Source,
        })]),
    };
}

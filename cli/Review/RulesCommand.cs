using System.CommandLine;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary><c>xtcmk rules</c>: every rule, as docs/rules.md has them.</summary>
internal static class RulesCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("rules", "List every rule: its code, how bad it is, what it means and what to do.");
        command.SetAction(_ =>
        {
            context.Out.Write(Document());
            return ExitCode.Clean;
        });
        return command;
    }

    /// <summary>A page of Markdown, the worst rules first.</summary>
    public static string Document() =>
        "# Rules\n\n"
        + "What `xtcmk` says of the chain of trust: one set of rules for every verb. `xtcmk rules` prints this page.\n"
        + "The code is what `--allow` takes.\n"
        + string.Concat(Rules.All.GroupBy(rule => rule.Severity).Select(severity =>
            $"\n## {severity.Key}\n" + string.Concat(severity.Select(rule =>
                $"\n### `{rule.Code}`\n{rule.Title}.\n\n"
                + (rule.Holds is null ? "" : $"- If it holds: {rule.Holds}.\n")
                + $"- It means: {rule.Meaning}\n- To do: {rule.Remedy}\n"))));
}

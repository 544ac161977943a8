using System.CommandLine;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Check;

/// <summary><c>xtcmk check</c>: the settings of both sides and what they say of each other; nothing is deployed.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        var stack = new Option<string?>("--stack")
        {
            Description = "Report on the stacks of this name only (default: every stack that has settings).",
        };
        var format = Options.Format("The form of the output: text, or json for programs.", "text", "json");
        var root = Projects.RootOption();

        const string what = "Check both sides' settings, handoff records and references, without signing in.";
        var command = new Command("check", what)
        {
            stack, format, root,
        };
        command.SetAction(parsed =>
        {
            var stacks = CheckedStacks.Read(context, Projects.Locate(parsed.GetValue(root)));
            var references = new References(stacks).Check();
            var names = stacks.Names.Where(IsMeant).ToList();
            if (names.Count == 0)
            {
                throw new BadInputException(parsed.GetValue(stack) is { } missing
                    ? Missing(missing, stacks)
                    : "no stack has settings: there is no Pulumi.*.yaml.");
            }

            List<string> mistakes = [.. stacks.Mistakes.Concat(references.Mistakes).Where(IsMeant)];
            List<string> notes = [.. references.Notes.Where(IsMeant)];
            if (parsed.GetValue(format) == "json")
                context.WriteJson(AnswerJson.Write(Json(names, mistakes, notes)));
            else
                context.Out.Write(Text(names, references.Referring.Count(IsMeant), mistakes, notes));
            return mistakes.Count > 0 ? ExitCode.Findings : ExitCode.Clean;

            bool IsMeant(string line) =>
                parsed.GetValue(stack) is not { } only || line.Split(':')[0].EndsWith($"/{only}", StringComparison.Ordinal);
        });
        return command;
    }

    private static string Missing(string stack, CheckedStacks stacks)
    {
        var known = stacks.Names.Select(name => name.Split('/')[1]).Distinct().ToList();
        var meant = NearestName.Of(stack, known) is { } near ? $"did you mean {near}?" : $"there are {string.Join(", ", known)}.";
        return $"--stack {stack}: there is no Pulumi.{stack}.yaml on either side; {meant}";
    }

    private static string Text(List<string> names, int references, List<string> mistakes, List<string> notes)
    {
        var all = $"{Count(names.Count, "stack")}, {Count(references, "reference")}";
        var verdict = mistakes.Count == 0 ? $"{all}: no mistake." : $"{all}: {Count(mistakes.Count, "mistake")}.";
        return string.Concat(mistakes.Prepend(verdict).Concat(notes.Select(note => $"Note: {note}.")).Select(line => $"{line}\n"));
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static JsonObject Json(List<string> names, List<string> mistakes, List<string> notes) => new()
    {
        ["schema"] = "xtcmk/check/1", ["stacks"] = Texts(names), ["mistakes"] = Texts(mistakes), ["notes"] = Texts(notes),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}

using System.Text;
using XtCmkInfra.Cli.Sim.Az;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

/// <summary>docs/simulate.md, whose list of commands is made from the table of commands.</summary>
internal static class ReferencePage
{
    public const string File = "docs/simulate.md";

    private const string First = "\n### az ";
    private const string Next = "\n## Not modelled\n";

    /// <summary>The page as it stands, with the list as it must be.</summary>
    public static string Text()
    {
        var text = System.IO.File.ReadAllText(Path.Combine(Repository.Root, File));
        var page = new StringBuilder(text[..text.IndexOf(First, StringComparison.Ordinal)]);
        foreach (var group in AzCommands.All.GroupBy(command => command.Path[0]))
        {
            page.Append($"{First}{group.Key}\n\n| command | what it does | options |\n|---|---|---|\n");
            foreach (var command in group)
                page.Append($"| `{command.Name}` | {command.Summary} | {string.Join(' ', command.Options.Select(Option))} |\n");
        }

        return page.Append(text[text.IndexOf(Next, StringComparison.Ordinal)..]).ToString();
    }

    private static string Option(AzOption option) => $"`{string.Join("`/`", option.Names)}`{(option.IsRequired ? "!" : "")}";
}

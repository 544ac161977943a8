using System.CommandLine;
using System.Reflection;

namespace XtCmkInfra.Cli.Completion;

/// <summary><c>xtcmk completion</c>: what a shell runs once, so that it completes verbs and options by asking the tool itself.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = "xtcmk.bash", ["zsh"] = "xtcmk.zsh", ["fish"] = "xtcmk.fish", ["powershell"] = "xtcmk.ps1",
    };

    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("SHELL")
        {
            Description = "bash, zsh, fish or powershell. The script's first line says where it belongs.",
        };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);

        var command = new Command("completion", "Print the script that completes verbs and options in a shell.") { shell };
        command.SetAction(parsed =>
        {
            using var script = new StreamReader(
                Assembly.GetExecutingAssembly().GetManifestResourceStream($"completion/{Scripts[parsed.GetRequiredValue(shell)]}")!);
            context.Out.Write(script.ReadToEnd());
            return ExitCode.Clean;
        });
        return command;
    }
}

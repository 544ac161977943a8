using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using XtCmkInfra.Tests.Cli;

namespace XtCmkInfra.Tests.Docs;

/// <summary>The commands of README.md, block after block in one shell, in a copy of the projects.</summary>
public sealed partial class WhenTheReadmesCommandsAreRun
{
    private const string Bash = "/bin/bash";

    /// <summary>
    /// What stands for programs that a test does not start: building and testing, of which this is a part; the story, which has its own
    /// tests; and git, since the copy is no repository. Every command that fails leaves a line.
    /// </summary>
    private const string Programs = """
        set -m
        xtcmk() { [ "$*" = try ] || command dotnet "$TOOL" "$@"; }
        dotnet() { case "$1 $2" in "run build.cs") echo "$3" >> "$DONE" ;; "tool install") ;; *) return 1 ;; esac; }
        git() { [ "$*" = "checkout Pulumi.dev.yaml" ] && cp "$ORIGINAL/Pulumi.dev.yaml" .; }
        trap 'echo "$? $BASH_COMMAND" >> "$FAILED"' ERR

        """;

    [Fact]
    public async Task Each_does_what_is_said_of_it()
    {
        Assert.SkipUnless(File.Exists(Bash), "There is no bash on this machine.");
        using var project = new ProjectCopy();
        var (done, failed) = (Path.Combine(project.Folder, "done.txt"), Path.Combine(project.Folder, "failed.txt"));
        var commands = string.Join("\n", CommandBlock.In("README.md").Select(block => block.Text));

        var answer = await RunAsync(project.Folder, Programs + Ports().Replace(commands, FreePort()));

        // The review finds what the edit does, and ends with 1, as the text says.
        Assert.Equal(["1 xtcmk review -"], File.Exists(failed) ? File.ReadAllLines(failed) : []);
        Assert.Equal("", Unexpected(answer.Error));
        Assert.Contains("SIMULATED: 1 critical.", answer.Out);
        Assert.Contains("SIMULATED: Every link holds", answer.Out);
        Assert.Contains("CRITICAL  The account goes to Microsoft-managed keys (account-microsoft-keys)", answer.Out);
        var verbs = File.ReadAllText(Path.Combine(Repository.Root, "build.cs"));
        Assert.All(File.ReadAllLines(done), verb => Assert.Contains($"(\"{verb}\",", verbs));
    }

    [Fact]
    public void Every_block_that_looks_like_commands_is_one() => Assert.Equal(
        Looks().Count(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))), CommandBlock.In("README.md").Count);

    /// <summary>What serves says where it does, and that it does, and is told to end.</summary>
    private static string Unexpected(string errors) => string.Join("\n", errors.Split('\n').Where(line =>
        line.Length > 0 && line != "xtcmk: Stopped." && !line.StartsWith("Serving ", StringComparison.Ordinal)
        && !line.StartsWith("[1]+  Terminated", StringComparison.Ordinal)));

    private static async Task<Answer> RunAsync(string folder, string script)
    {
        var start = new ProcessStartInfo(Bash, ["--noprofile", "--norc", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["TOOL"] = Path.Combine(AppContext.BaseDirectory, "xtcmk.dll");
        start.Environment["ORIGINAL"] = Repository.Root;
        start.Environment["DONE"] = Path.Combine(folder, "done.txt");
        start.Environment["FAILED"] = Path.Combine(folder, "failed.txt");
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new Answer(process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The port that the text names may be taken on this machine.</summary>
    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString();
    }

    [GeneratedRegex(@"\b8443\b")]
    private static partial Regex Ports();

    /// <summary>An indented line after an empty one that begins with the name of a program.</summary>
    [GeneratedRegex("(?<=\n\n)    (dotnet|xtcmk|az|git|echo|kill)\\b")]
    private static partial Regex Looks();
}

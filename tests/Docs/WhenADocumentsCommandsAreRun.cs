using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using XtCmkInfra.Tests.Cli;

namespace XtCmkInfra.Tests.Docs;

/// <summary>The commands of a document, block after block in one shell, in a copy of the projects.</summary>
public sealed partial class WhenADocumentsCommandsAreRun
{
    private const string Bash = "/bin/bash";

    /// <summary>
    /// What stands for programs that a test does not start: building and testing, of which this is a part; the story, which has its own
    /// tests; and git, since the copy is no repository. Where a person types the key's name, --revoke has it. Every command that fails
    /// leaves a line.
    /// </summary>
    private const string Programs = """
        set -m
        xtcmk() {
            case "$1 $2" in
                "try ") ;;
                "key disable") command dotnet "$TOOL" "$@" --revoke contoso-data --yes ;;
                *) command dotnet "$TOOL" "$@" ;;
            esac
        }
        dotnet() { case "$1 $2" in "run build.cs") echo "$3" >> "$DONE" ;; "tool install") ;; *) return 1 ;; esac; }
        git() { [ "$*" = "checkout Pulumi.dev.yaml" ] && cp "$ORIGINAL/Pulumi.dev.yaml" .; }
        trap 'echo "$? $BASH_COMMAND" >> "$FAILED"' ERR

        """;

    [Fact]
    public async Task The_readmes_run_as_written()
    {
        var (answer, failed) = await RunAsync("README.md");

        Assert.Equal([], failed);
        Assert.Equal("", Unexpected(answer.Error));
    }

    [Fact]
    public async Task The_guide_to_the_simulator_runs_as_written()
    {
        var (answer, failed) = await RunAsync("docs/simulate.md");

        // The review finds what the edit does, and verify that the key is disabled: both end with 1.
        Assert.Equal(["1", "1"], failed.Select(line => line.Split(' ')[0]));
        Assert.Equal("", Unexpected(answer.Error));
        Assert.Contains("SIMULATED: 1 critical.", answer.Out);
        Assert.Contains("SIMULATED: Every link that is visible from here holds", answer.Out);
        Assert.Contains("CRITICAL  The account is encrypted with a Microsoft-managed key (account-microsoft-keys)", answer.Out);
        Assert.Contains("(key-disabled, high)", answer.Out);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/simulate.md")]
    public void Every_block_that_looks_like_commands_is_one(string file) =>
        Assert.Equal(Looks().Count(Documents.Read(file)), CommandBlock.In(file).Count);

    /// <returns>What was printed, and a line for each command that failed, with its exit code.</returns>
    private static async Task<(Answer Answer, string[] Failed)> RunAsync(string file)
    {
        Assert.SkipUnless(File.Exists(Bash), "There is no bash on this machine.");
        using var project = new ProjectCopy();
        var (done, failed) = (Path.Combine(project.Folder, "done.txt"), Path.Combine(project.Folder, "failed.txt"));
        var commands = string.Join("\n", CommandBlock.In(file).Select(block => block.Text));

        var answer = await RunInAsync(project.Folder, Programs + Ports().Replace(commands, FreePort()));
        var verbs = File.ReadAllText(Path.Combine(Repository.Root, "build.cs"));
        Assert.All(File.ReadAllLines(done), verb => Assert.Contains($"(\"{verb}\",", verbs));
        return (answer, File.Exists(failed) ? File.ReadAllLines(failed) : []);
    }

    /// <summary>What serves says where it does, and that it does, and is ended.</summary>
    private static string Unexpected(string errors) => string.Join("\n", errors.Split('\n').Where(line =>
        line.Length > 0 && line != "xtcmk: Stopped." && !line.StartsWith("Serving ", StringComparison.Ordinal)
        && !line.StartsWith("[1]+  Terminated", StringComparison.Ordinal)));

    private static async Task<Answer> RunInAsync(string folder, string script)
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
    [GeneratedRegex("(?<=\n\n) {4,}(dotnet|xtcmk|az|git|echo|kill)\\b")]
    private static partial Regex Looks();
}

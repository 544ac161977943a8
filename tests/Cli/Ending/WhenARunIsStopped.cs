using System.Net;
using System.Net.Sockets;
using System.Text;
using XtCmkInfra.Cli;
using XtCmkInfra.Tests.Cli.Verify;

namespace XtCmkInfra.Tests.Cli.Ending;

public sealed class WhenARunIsStopped(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private const string Stopped = "xtcmk: Stopped.";

    public static TheoryData<string> Lines => [.. VerbRun.Lines.Where(line => line != "--version")];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_verb_that_has_not_begun_reports_it(string line)
    {
        await using var run = new VerbRun();
        var (output, error) = (new StringWriter(), new StringWriter());

        var exitCode = await run.RunAsync(new CommandContext(output, error), line, new CancellationToken(canceled: true));

        Assert.Equal((2, "", Stopped), (exitCode, output.ToString(), error.ToString().TrimEnd()));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_verb_that_does_not_end_is_not_waited_for(string line)
    {
        await using var run = new VerbRun();
        using var stop = new CancellationTokenSource();
        using var output = new Stuck(stop);
        var error = new StringWriter();

        var exitCode = await run.RunAsync(new CommandContext(output, error) { Grace = TimeSpan.Zero }, line, stop.Token);

        Assert.Equal((2, Stopped), (exitCode, error.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n')[^1]));
    }

    [Theory]
    [InlineData("TERM", "verify --isv {isv} --customer {customer}")]
    [InlineData("TERM", "verify --isv {isv}")]
    [InlineData("TERM", "key status https://kv-fabrikam.vault.azure.net/keys/cmk")]
    [InlineData("TERM", "key rotate https://kv-fabrikam.vault.azure.net/keys/cmk --yes")]
    public async Task A_process_that_waits_for_Azure_ends_in_its_own_words(string signal, string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using var tool = new VerifyTool(shared.World);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var arguments = line.Replace("{isv}", $"'{tool.Vendor}'", StringComparison.Ordinal)
            .Replace("{customer}", $"'{tool.Customer}'", StringComparison.Ordinal);
        using var process = Shell.Start(
            $"exec {Shell.Tool} {arguments} --endpoint https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port} --certificate "
                + $"'{tool.Certificate}'");
        using var asked = await silent.AcceptSocketAsync(TestContext.Current.CancellationToken);

        await Shell.RunAsync($"kill -{signal} {process.Id}");
        var answer = await Shell.EndAsync(process);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith(Stopped, answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("TERM", "review -")]
    [InlineData("TERM", "verify --isv -")]
    public async Task A_process_that_waits_for_its_input_ends_at_once(string signal, string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using var process = Shell.Start($"exec {Shell.Tool} {line}");
        // More than a pipe holds: once it is written, the tool has begun to read.
        await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(new string(' ', 1 << 20)),
            TestContext.Current.CancellationToken);

        await Shell.RunAsync($"kill -{signal} {process.Id}");
        var answer = await Shell.EndAsync(process);

        Assert.Equal((2, "", Stopped), (answer.ExitCode, answer.Out, answer.Error.TrimEnd()));
    }

    [Fact]
    public async Task A_service_ends_as_it_is_meant_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using var project = new ProjectCopy();
        await project.UpAsync();
        using var process = Shell.Start($"exec {Shell.Tool} sim serve --root '{project.Folder}'");
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        await Shell.RunAsync($"kill -TERM {process.Id}");
        var answer = await Shell.EndAsync(process);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Out));
        Assert.DoesNotContain(Stopped, answer.Error);
    }

    /// <summary>Somebody presses Ctrl+C while an answer is written that nobody reads.</summary>
    private sealed class Stuck(CancellationTokenSource stop) : TextWriter
    {
        private readonly ManualResetEventSlim _end = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Wait();

        public override void Write(string? value) => Wait();

        protected override void Dispose(bool disposing)
        {
            _end.Set();
            base.Dispose(disposing);
        }

        private void Wait()
        {
            if (!stop.IsCancellationRequested)
                stop.Cancel();
            _end.Wait(TestContext.Current.CancellationToken);
        }
    }
}

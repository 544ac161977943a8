using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Sim.Az;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>
/// Lets bash scripts run as they stand, with <c>az</c> being <c>xtcmk sim az</c> in this process: a function that hands its arguments over
/// on the loopback interface, since a process for each call would take longer than all else.
/// </summary>
internal sealed class AzServer : IDisposable
{
    private const string Bash = "/bin/bash";

    private readonly SimulatedAzure _azure;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _folder = Directory.CreateTempSubdirectory("xtcmk-az-").FullName;
    private AzProfile _profile = AzProfile.SignedOut;
    private int _count;

    public AzServer(SimulatedAzure azure, string subscription)
    {
        _azure = azure;
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        File.WriteAllText(Path.Combine(_folder, "az.sh"), $$"""
            az() {
                local code path
                exec 9<>/dev/tcp/127.0.0.1/{{port}}
                printf '%s\0' "$#" "$@" >&9
                read -r code path <&9
                exec 9>&-
                cat "$path.out"
                cat "$path.err" >&2
                return "$code"
            }

            """);
        Assert.Equal(0, Run(["login"]).ExitCode);
        Assert.Equal(0, Run(["account", "set", "--subscription", subscription]).ExitCode);
        _ = ServeAsync();
    }

    /// <summary>Every command so far, as a line.</summary>
    public List<string> Commands { get; } = [];

    public async Task<Answer> RunAsync(string folder, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Bash), "There is no bash on this machine.");
        var start = new ProcessStartInfo(Bash, ["--noprofile", "--norc", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["BASH_ENV"] = Path.Combine(_folder, "az.sh");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Answer(process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var count = int.Parse(await WordAsync(stream), System.Globalization.CultureInfo.InvariantCulture);
                var arguments = new string[count];
                for (var index = 0; index < count; index++)
                    arguments[index] = await WordAsync(stream);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(Reply(arguments)));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private string Reply(string[] arguments)
    {
        var (exitCode, output, error) = Run(arguments);
        var path = Path.Combine(_folder, $"{++_count}");
        File.WriteAllText(path + ".out", output);
        File.WriteAllText(path + ".err", error);
        return $"{exitCode} {path}\n";
    }

    private (int ExitCode, string Output, string Error) Run(string[] arguments)
    {
        Commands.Add(string.Join(' ', arguments));
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = AzTool.Run(
            new CommandContext(output, error), arguments, _ => new AzTenants(_azure, _profile, profile => _profile = profile));
        return (exitCode, output.ToString(), error.ToString());
    }

    private static async Task<string> WordAsync(NetworkStream stream)
    {
        var word = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one);
            if (one[0] == 0)
                return Encoding.UTF8.GetString([.. word]);
            word.Add(one[0]);
        }
    }
}

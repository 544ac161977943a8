using System.Net.Sockets;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli;

/// <summary>Waits for a simulator that was started a moment ago: <c>xtcmk sim serve &amp;</c>, and the next command right after.</summary>
internal static class SimulatorReadiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The simulator at an endpoint, once it answers and has left its certificate.</summary>
    /// <exception cref="BadInputException">It has not, in the time that the context allows.</exception>
    public static async Task<SimulatedEndpoint> ConnectAsync(
        CommandContext context, Uri endpoint, string certificateFile, CancellationToken cancellation)
    {
        var begin = context.Time.GetTimestamp();
        while (endpoint.IsLoopback && context.Time.GetElapsedTime(begin) < context.Patience
            && !(File.Exists(certificateFile) && await AnswersAsync(endpoint, cancellation)))
            await Task.Delay(Pause, context.Time, cancellation);
        var simulated = SimulatedEndpoint.Read(endpoint, certificateFile);
        return await AnswersAsync(endpoint, cancellation) ? simulated : throw new BadInputException(
            $"Nothing answers at --endpoint {endpoint}. Start 'xtcmk sim serve', and use the address that it prints.");
    }

    private static async Task<bool> AnswersAsync(Uri endpoint, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

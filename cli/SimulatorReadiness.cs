using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli;

/// <summary>Waits for a simulator that was started a moment ago: <c>xtcmk sim serve &amp;</c>, and the next command right after.</summary>
internal static class SimulatorReadiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a server on this machine has for its half of a handshake.</summary>
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    /// <summary>The simulator at an endpoint, once it answers with its certificate.</summary>
    /// <exception cref="BadInputException">It does not, in the time that the context allows; or something else answers there.</exception>
    public static async Task<SimulatedEndpoint> ConnectAsync(
        CommandContext context, Uri endpoint, string certificateFile, CancellationToken cancellation)
    {
        var begin = context.Time.GetTimestamp();
        string? mistake = null;
        while (endpoint.IsLoopback && (mistake = await MistakeAsync(endpoint, certificateFile, cancellation)) is not null
            && context.Time.GetElapsedTime(begin) < context.Patience)
            await Task.Delay(Pause, context.Time, cancellation);
        // An endpoint elsewhere, and a certificate that cannot be read, are reported here.
        var simulated = SimulatedEndpoint.Read(endpoint, certificateFile);
        return mistake is null ? simulated : throw new BadInputException(mistake);
    }

    /// <returns>Null where the simulator with the certificate answers.</returns>
    private static async Task<string?> MistakeAsync(Uri endpoint, string certificateFile, CancellationToken cancellation)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(certificateFile);
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellation);
            await using var stream = new SslStream(
                client.GetStream(), false, (_, presented, _, _) => presented?.GetRawCertData().SequenceEqual(certificate.RawData) == true);
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = endpoint.Host }, cancellation)
                .WaitAsync(Handshake, cancellation);
            return null;
        }
        catch (SocketException)
        {
            return $"Nothing answers at --endpoint {endpoint}. Start 'xtcmk sim serve', and use the address that it prints.";
        }
        catch (Exception wrong) when (wrong is AuthenticationException or IOException or UnauthorizedAccessException
            or CryptographicException or ArgumentException or TimeoutException)
        {
            return $"--endpoint {endpoint} is not the simulator with the certificate {certificateFile}. "
                + "Use the address that 'xtcmk sim serve' prints, and its certificate with --certificate.";
        }
    }
}

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XtCmkInfra.Azure;

/// <summary>
/// A simulated Azure that is served on this machine, or answers in this process. Clients keep Azure's own addresses; only the connection
/// goes to the simulator instead, whatever the host, and only a server with the one certificate is trusted, for this endpoint alone.
/// </summary>
internal sealed class SimulatedEndpoint
{
    private readonly Func<HttpMessageHandler> _createHandler;

    /// <param name="endpoint">https://127.0.0.1:{port}, as <c>xtcmk sim serve</c> prints it.</param>
    /// <param name="certificate">The server's; its private key is not needed.</param>
    /// <exception cref="BadInputException">The endpoint is not on this machine, or not HTTPS.</exception>
    public SimulatedEndpoint(Uri endpoint, X509Certificate2 certificate)
    {
        var host = HostOf(endpoint);
        Uri = endpoint;
        var (server, data) = (new IPEndPoint(host, endpoint.Port), certificate.RawData);
        _createHandler = () => Connect(server, data);
    }

    private SimulatedEndpoint(Uri endpoint, HttpMessageHandler handler) => (Uri, _createHandler) = (endpoint, () => handler);

    /// <summary>The address of an endpoint on this machine.</summary>
    private static IPAddress HostOf(Uri endpoint)
    {
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme != Uri.UriSchemeHttps || endpoint.AbsolutePath != "/" || endpoint.Query.Length > 0)
        {
            throw new BadInputException(
                $"'{endpoint}' is not an endpoint of a simulator: use https://127.0.0.1:PORT, as 'xtcmk sim serve' prints it.");
        }

        var host = endpoint.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(endpoint.Host, out var address) ? address : null;
        if (host is null || !IPAddress.IsLoopback(host))
        {
            throw new BadInputException(
                $"--endpoint {endpoint} is not on this machine, and no cloud's management host. "
                    + "Use https://127.0.0.1:PORT, as 'xtcmk sim serve' prints it.");
        }

        return host;
    }

    public Uri Uri { get; }

    /// <summary>A simulated Azure that answers in this process.</summary>
    public static SimulatedEndpoint InProcess(HttpMessageHandler handler) => new(new Uri("https://localhost"), handler);

    /// <summary>Reads the certificate that a server has left in a PEM file.</summary>
    /// <exception cref="BadInputException">The file cannot be read, or the endpoint is refused.</exception>
    public static SimulatedEndpoint Read(Uri endpoint, string certificateFile)
    {
        // A wrong endpoint is reported before a certificate that it has none of.
        HostOf(endpoint);
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(certificateFile);
            return new SimulatedEndpoint(endpoint, certificate);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            var what = !File.Exists(certificateFile) ? "there is no such file"
                : wrong is CryptographicException ? "it is not a certificate"
                : wrong.Message;
            throw new BadInputException(
                $"{certificateFile}: the certificate of the simulator at {endpoint} cannot be read: {what.TrimEnd('.')}. "
                    + "Start 'xtcmk sim serve', or name the file with --certificate.");
        }
    }

    /// <summary>
    /// Sends requests for any host to the simulator. Proxies and redirections are not followed: they would lead elsewhere.
    /// </summary>
    public HttpMessageHandler CreateHandler() => _createHandler();

    private static SocketsHttpHandler Connect(IPEndPoint address, byte[] certificate) => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
        SslOptions = new SslClientAuthenticationOptions
        {
            // Nothing but this one certificate counts, so no other need be looked for.
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            },
            RemoteCertificateValidationCallback = (_, presented, _, _) =>
                presented is not null && presented.GetRawCertData().AsSpan().SequenceEqual(certificate),
        },
    };
}

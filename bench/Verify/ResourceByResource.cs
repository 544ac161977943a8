using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace XtCmkInfra.Bench.Verify;

/// <summary>
/// What a program does that asks for each account of a stack by its id, one after the other: the least of its kind, since it signs in once,
/// uses no SDK, and looks at nothing but the accounts.
/// </summary>
internal static class ResourceByResource
{
    private const string Management = "https://management.azure.com";

    /// <returns>How many accounts have the customer's key.</returns>
    public static async Task<int> AskAsync(string endpoint, string certificateFile, string outputs)
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(outputs));
        using var client = Client(new Uri(endpoint), X509CertificateLoader.LoadCertificateFromFile(certificateFile));
        var tenant = document.RootElement.GetProperty("handoff").GetProperty("tenantId").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(client, tenant!));
        var count = 0;
        foreach (var promise in document.RootElement.GetProperty("accounts").EnumerateObject())
        {
            var id = promise.Value.GetProperty("accountId").GetString();
            using var account = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri($"{Management}{id}?api-version=2024-01-01")));
            if (account.RootElement.GetProperty("properties").GetProperty("encryption").GetProperty("keySource").ValueEquals("Microsoft.Keyvault"))
                count++;
        }

        return count;
    }

    private static async Task<string> SignInAsync(HttpClient client, string tenant)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Simulator.Http.SimulatedOperator.ClientId.Value,
            ["client_secret"] = "any",
            ["scope"] = $"{Management}/.default",
        });
        using var answer = await client.PostAsync(new Uri($"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"), form);
        answer.EnsureSuccessStatusCode();
        using var token = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return token.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Whatever the host, it connects to the simulator, and trusts no certificate but that one's.</summary>
    private static HttpClient Client(Uri endpoint, X509Certificate2 certificate) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, endpoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, given, _, _) => given is not null && given.GetRawCertData().AsSpan().SequenceEqual(certificate.RawData),
        },
    });
}

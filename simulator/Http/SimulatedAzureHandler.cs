using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.WebUtilities;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// Answers Azure's clients in the same process, as a <see cref="SimulatedAzureServer"/> answers them: with no port, no certificate and no
/// connection in between. It may be given to any number of clients, and outlives them.
/// </summary>
public sealed class SimulatedAzureHandler : HttpMessageHandler
{
    private readonly SimulatedAzure _azure;
    private readonly HostRouter _router;
    private int _count;

    public SimulatedAzureHandler(SimulatedAzure azure)
    {
        _azure = azure;
        _router = new HostRouter(azure, new BearerTokens(), new SimulatedAzureServerOptions());
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reply = SimulatedAzureServer.Answer(await ReadAsync(request, cancellationToken), _router);
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            RequestMessage = request, Content = new ByteArrayContent(reply.Body),
        };
        response.Headers.Date = _azure.Clock.GetUtcNow();
        if (reply.ContentType is { } type)
            response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        foreach (var (name, value) in reply.Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    private async Task<Request> ReadAsync(HttpRequestMessage message, CancellationToken cancellation)
    {
        var uri = message.RequestUri!;
        var authorization = message.Headers.Authorization;
        return new Request(
            new RequestLine(Interlocked.Increment(ref _count), message.Method.Method, uri.Host, uri.PathAndQuery),
            $"https://{uri.Host}",
            Uri.UnescapeDataString(uri.AbsolutePath).TrimEnd('/') is { Length: > 0 } path ? path : "/",
            QueryHelpers.ParseQuery(uri.Query)
                .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            authorization is { Scheme: "Bearer", Parameter: var token } ? token : null,
            message.Content is { } content ? await content.ReadAsByteArrayAsync(cancellation) : []);
    }
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// Answers over HTTPS, on the loopback interface alone, as Azure Resource Manager, Microsoft Graph, Microsoft Entra's token service, Key
/// Vault and the blob service do, from a simulated cloud. The header Host decides which of Azure's hosts is meant; people with curl put
/// that host before the path instead: <c>https://127.0.0.1:{port}/management.azure.com/subscriptions/…</c>.
/// </summary>
public sealed class SimulatedAzureServer : IAsyncDisposable
{
    private const int LargestBody = 64 * 1024;

    private readonly Lock _counting = new();
    private readonly Queue<ServedRequest> _served = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly SimulatedAzure _azure;
    private readonly SimulatedAzureServerOptions _options;
    private readonly BearerTokens _tokens = new();
    private readonly HostRouter _router;
    private readonly WebApplication _host;
    private int _count;
    private bool _isDisposed;

    private SimulatedAzureServer(SimulatedAzure azure, SimulatedAzureServerOptions options)
    {
        _azure = azure;
        _options = options;
        _router = new HostRouter(azure, _tokens, options);
        Certificate = ServerCertificate.Create(options.RealTime.GetUtcNow());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, options.Port, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.UseHttps(Certificate);
            });
        });
        _host = builder.Build();
        _host.Run(ServeAsync);
    }

    /// <summary>
    /// The certificate of this run, with its private key; a client gets <see cref="X509Certificate2.ExportCertificatePem"/>.
    /// </summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>https://127.0.0.1:{port}/</summary>
    public Uri Endpoint =>
        new(_host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>
    /// What was served last, at most <see cref="SimulatedAzureServerOptions.KeptRequests"/>, in the order in which it came in.
    /// </summary>
    public IReadOnlyList<ServedRequest> Requests
    {
        get
        {
            lock (_counting)
                return [.. _served.OrderBy(request => request.Line.Number)];
        }
    }

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SimulatedAzureServer> StartAsync(
        SimulatedAzure azure, SimulatedAzureServerOptions? options = null, CancellationToken cancellation = default)
    {
        var server = new SimulatedAzureServer(azure, options ?? new SimulatedAzureServerOptions());
        try
        {
            await server._host.StartAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The text of a token that the cloud's token service has issued, for the header Authorization.</summary>
    public string Bearer(AccessToken token) => _tokens.Write(token);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        await _stopping.CancelAsync();
        await _host.DisposeAsync();
        Certificate.Dispose();
        _stopping.Dispose();
    }

    /// <summary>The id that a request has in its answer: its number, in the form of a GUID.</summary>
    internal static string IdOf(RequestLine line) => $"00000000-0000-4000-8000-{line.Number.ToString("x12", CultureInfo.InvariantCulture)}";

    /// <summary>The header Date is of the simulated time, so that clients reckon the ages of what they read with it.</summary>
    private async Task ServeAsync(HttpContext context)
    {
        var request = await ReadAsync(context);
        context.Response.Headers.Date = _azure.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (_options.Latency > TimeSpan.Zero)
            await Task.Delay(_options.Latency, _options.RealTime, _stopping.Token);
        var fault = _options.Fault?.Invoke(request.Line);
        var reply = Reply(request, fault).With("x-ms-request-id", IdOf(request.Line)).With("request-id", IdOf(request.Line));
        var served = new ServedRequest(
            request.Line, fault is Fault.ClosedConnection ? null : reply.Status, reply.IsUnknown, reply.IsChange, fault);
        lock (_counting)
        {
            _served.Enqueue(served);
            if (_served.Count > _options.KeptRequests)
                _served.Dequeue();
        }

        _options.Served?.Invoke(served);
        await ReplyWriter.WriteAsync(context, reply, fault, _options.RealTime, _stopping.Token);
    }

    private Reply Reply(Request request, Fault? fault)
    {
        var endpoint = _router.At(request.Host);
        switch (fault)
        {
            case Fault.Status status:
                var shape = endpoint ?? _router.Default;
                const string why = "A fault for tests, injected by the simulator.";
                return shape.Refuse(request, new AzureException(status.Code, shape.CodeOf(status.Code), why, innerCode: status.InnerCode));
            case Fault.EmptyPage page:
                return (endpoint ?? _router.Default).EmptyPage(page.MoreFollow ? request.With() : null);
            case Fault.Redirect redirect:
                return new Reply(302, [], null).With("Location", redirect.To.AbsoluteUri);
            case Fault.Altered altered:
                var answer = Reply(request, fault: null);
                return answer with
                {
                    Status = altered.HttpStatus ?? answer.Status,
                    Body = altered.Body is { } body ? Encoding.UTF8.GetBytes(body(Encoding.UTF8.GetString(answer.Body))) : answer.Body,
                };
            default:
                return Answer(request, _router);
        }
    }

    /// <summary>What the service at the request's host answers; what none knows is refused, and marked as such.</summary>
    internal static Reply Answer(Request request, HostRouter router)
    {
        if (router.At(request.Host) is not { } endpoint)
            return Unknown(request, router.Default);
        try
        {
            return endpoint.Answer(request) ?? Unknown(request, endpoint);
        }
        catch (AzureException refusal)
        {
            var isUnknown = refusal.Status == 501 || refusal.Code is "InvalidResourceNamespace" or "InvalidResourceType";
            return endpoint.Refuse(request, refusal) with { IsUnknown = isUnknown };
        }
    }

    private static Reply Unknown(Request request, Endpoint endpoint)
    {
        var refusal = new AzureException(
            404, endpoint.CodeOf(404), $"The simulator does not know the call {request.Line}; see docs/fidelity.md.");
        return endpoint.Refuse(request, refusal) with { IsUnknown = true };
    }

    private async Task<Request> ReadAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _count);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, _stopping.Token);
        var (host, path) = (context.Request.Host.Host, context.Request.Path.Value is { Length: > 0 } given ? given : "/");
        var baseUri = $"https://{host}";
        if (host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)))
        {
            var slash = path.IndexOf('/', 1) is var found && found < 0 ? path.Length : found;
            (host, path) = (path[1..slash], path[slash..]);
            baseUri = $"https://{context.Request.Host}/{host}";
        }

        var line = new RequestLine(number, context.Request.Method, host, (path.Length > 0 ? path : "/") + context.Request.QueryString);
        var authorization = context.Request.Headers.Authorization.ToString();
        const string scheme = "Bearer ";
        return new Request(
            line,
            baseUri,
            path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/",
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? authorization[scheme.Length..].Trim() : null,
            body.ToArray());
    }
}

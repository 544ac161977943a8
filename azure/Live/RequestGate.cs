namespace XtCmkInfra.Azure;

/// <summary>
/// Lets so many requests through at once, whatever tenants they are for. Whoever waits before a retry waits outside, so that a tenant that
/// asks to come back later keeps no other one waiting.
/// </summary>
internal sealed class RequestGate : DelegatingHandler
{
    private readonly SemaphoreSlim gate;

    private RequestGate(HttpMessageHandler inner, int atOnce)
        : base(inner) => gate = new SemaphoreSlim(atOnce);

    /// <param name="simulated">A simulator that every request goes to; null for the hosts that the requests name.</param>
    public static RequestGate Before(SimulatedEndpoint? simulated, int atOnce) => new(
        simulated?.CreateHandler() ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, atOnce);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            gate.Dispose();
        base.Dispose(disposing);
    }
}

using System.Net;

namespace XtCmkInfra.Azure;

/// <summary>
/// Makes a request again where Azure.Core's clients would: Microsoft Graph's own handler knows 429, 503 and 504 alone, and gives up where a
/// connection breaks. Nothing but reads goes through it.
/// </summary>
/// <param name="delay">Before the first retry, where the answer has no Retry-After; it doubles each time.</param>
internal sealed class TransientFailureHandler(int retries, TimeSpan delay) : DelegatingHandler
{
    /// <summary>As Azure.Core's.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(100);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var tried = 0; ; tried++)
        {
            var wait = delay * Math.Pow(2, tried);
            try
            {
                var response = await TryAsync(request, cancellationToken);
                if (tried == retries || !IsTransient(response.StatusCode))
                    return response;
                wait = RetryAfter(response) ?? wait;
                response.Dispose();
            }
            catch (Exception broken) when (tried < retries && !cancellationToken.IsCancellationRequested
                && broken is HttpRequestException or IOException or OperationCanceledException)
            {
            }

            await Task.Delay(wait, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> TryAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestTry);
        var response = await base.SendAsync(request, limit.Token);
        // A body that is cut is a try that failed, too.
        await response.Content.LoadIntoBufferAsync(limit.Token);
        return response;
    }

    private static bool IsTransient(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout;

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - DateTimeOffset.UtcNow).Ticks)),
        _ => null,
    };
}

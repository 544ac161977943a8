using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace XtCmkInfra.Simulator.Http;

/// <summary>Sends an answer, or what a fault makes of it.</summary>
internal static class ReplyWriter
{
    private const int Pieces = 10;
    private static readonly byte[] Noise = Encoding.Latin1.GetBytes("}\"{ \u00ff\u00fe\u0000 <nothing of the kind>");

    /// <param name="stopping">Ends what would otherwise never end.</param>
    public static async Task WriteAsync(HttpContext context, Reply reply, Fault? fault, TimeProvider time, CancellationToken stopping)
    {
        if (fault is Fault.ClosedConnection)
        {
            context.Abort();
            return;
        }

        var body = fault is Fault.Garbage ? Noise : reply.Body;
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = body.Length;
        foreach (var (name, value) in reply.Headers)
            context.Response.Headers[name] = value;
        if (fault is Fault.Status { RetryAfter: { } after })
            context.Response.Headers.RetryAfter = ((long)after.TotalSeconds).ToString(CultureInfo.InvariantCulture);

        if (fault is Fault.Altered { Date: { } date })
            context.Response.Headers.Date = date.ToString("R", CultureInfo.InvariantCulture);
        if (fault is Fault.NoDate)
            context.Response.Headers.Date = "";

        switch (fault)
        {
            case Fault.HalfBody:
                await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), stopping);
                await context.Response.Body.FlushAsync(stopping);
                context.Abort();
                break;
            case Fault.SlowBody slow:
                using (var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted))
                    await WriteSlowlyAsync(context.Response, body, slow.Pause, time, ending.Token);
                break;
            default:
                await context.Response.Body.WriteAsync(body, stopping);
                break;
        }
    }

    private static async Task WriteSlowlyAsync(
        HttpResponse response, byte[] body, TimeSpan pause, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            foreach (var piece in body.Chunk(Math.Max(1, (body.Length + Pieces - 1) / Pieces)))
            {
                await response.Body.WriteAsync(piece, cancellation);
                await response.Body.FlushAsync(cancellation);
                await Task.Delay(pause, time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller has lost patience, or the server stops: in either case the body ends here.
            response.HttpContext.Abort();
        }
    }
}

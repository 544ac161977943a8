using System.Net;

namespace XtCmkInfra.Simulator.Http;

/// <summary>How a <see cref="SimulatedAzureServer"/> answers.</summary>
public sealed record SimulatedAzureServerOptions
{
    /// <summary>The port on the loopback interface; 0 for one that is free.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The most entries of a page, where a caller asks for no fewer. Azure does not document its page sizes; Microsoft Graph and Key
    /// Vault have smaller ones of their own, 100 and 25, which still hold.
    /// </summary>
    public int PageSize { get; init; } = 250;

    /// <summary>How long every request waits for its answer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>What goes wrong with a request; null for nothing. Asked once for each request, in the order of their numbers.</summary>
    public Func<RequestLine, Fault?>? Fault { get; init; }

    /// <summary>Called for every request just before its answer is sent, from several threads.</summary>
    public Action<ServedRequest>? Served { get; init; }

    /// <summary>How many requests are remembered: a server may run for days.</summary>
    public int KeptRequests { get; init; } = 10_000;

    /// <summary>Where callers seem to call from; without an address no rule of a vault's firewall can match them.</summary>
    public IPAddress? CallersAddress { get; init; }

    /// <summary>
    /// The real time, for delays and for the certificate's validity, which TLS holds against the real time. What is reported of the
    /// simulated cloud has the cloud's own time.
    /// </summary>
    public TimeProvider RealTime { get; init; } = TimeProvider.System;
}

/// <summary>The first line of a request, and the host that it is meant for.</summary>
/// <param name="Number">From 1, in the order in which the requests came in.</param>
/// <param name="Host">Azure's host, for example management.azure.com, however it was addressed.</param>
/// <param name="PathAndQuery">As Azure's host would get it.</param>
public sealed record RequestLine(int Number, string Method, string Host, string PathAndQuery)
{
    public override string ToString() => $"{Method} https://{Host}{PathAndQuery}";
}

/// <summary>A request and what became of it.</summary>
/// <param name="Status">The HTTP status; null where the connection was closed instead.</param>
/// <param name="IsUnknown">The simulator does not know such a call, so no Azure client should have made it here.</param>
/// <param name="IsChange">It has changed the simulated cloud.</param>
public sealed record ServedRequest(RequestLine Line, int? Status, bool IsUnknown, bool IsChange, Fault? Fault)
{
    public override string ToString() => $"{Status?.ToString() ?? "closed"} {Line}";
}

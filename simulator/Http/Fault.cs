namespace XtCmkInfra.Simulator.Http;

/// <summary>What goes wrong with one request, so that clients can be tried on it. The simulated cloud does not change.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>An error in the shape of the addressed service instead of the answer.</summary>
    /// <param name="Code">The HTTP status, for example 429.</param>
    /// <param name="RetryAfter">The header of that name, in whole seconds.</param>
    /// <param name="InnerCode">Key Vault's finer code, for example ForbiddenByFirewall.</param>
    public sealed record Status(int Code, TimeSpan? RetryAfter = null, string? InnerCode = null) : Fault;

    /// <summary>The connection closes without an answer.</summary>
    public sealed record ClosedConnection : Fault;

    /// <summary>The answer's head and the first half of its body, and then the connection closes.</summary>
    public sealed record HalfBody : Fault;

    /// <summary>The status and type of the answer, with a body that is nothing of the kind.</summary>
    public sealed record Garbage : Fault;

    /// <summary>A page without entries instead of the answer.</summary>
    /// <param name="MoreFollow">
    /// Whether it links to the page that was asked for, as Azure may do. Without a link a client cannot know that entries are missing.
    /// </param>
    public sealed record EmptyPage(bool MoreFollow = false) : Fault;

    /// <summary>The answer in pieces of a tenth, with a pause after each of them.</summary>
    /// <param name="Pause">With <see cref="Timeout.InfiniteTimeSpan"/> nothing follows the first piece.</param>
    public sealed record SlowBody(TimeSpan Pause) : Fault;

    /// <summary>The answer with another body, another status or the time of another moment.</summary>
    /// <param name="Body">Null leaves the body as it is.</param>
    /// <param name="HttpStatus">Null leaves it as it is.</param>
    /// <param name="Date">What the header Date says; null leaves it as it is.</param>
    public sealed record Altered(Func<string, string>? Body = null, int? HttpStatus = null, DateTimeOffset? Date = null) : Fault;

    /// <summary>A redirection to elsewhere instead of the answer.</summary>
    public sealed record Redirect(Uri To) : Fault;

    /// <summary>The answer, with an empty header Date: as good as without one, which this server cannot leave out.</summary>
    public sealed record NoDate : Fault;
}

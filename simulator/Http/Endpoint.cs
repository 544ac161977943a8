using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>One of Azure's services as its host answers: which calls it knows, and the shape of its refusals.</summary>
internal abstract class Endpoint
{
    /// <returns>Null for a call that the endpoint does not know.</returns>
    /// <exception cref="AzureException">The call is refused.</exception>
    public abstract Reply? Answer(Request request);

    public abstract Reply Refuse(Request request, AzureException refusal);

    /// <summary>The code with which the service most often answers a status.</summary>
    public abstract string CodeOf(int status);

    /// <param name="next">Where the next page is; null on the last page.</param>
    public abstract Reply EmptyPage(string? next);
}

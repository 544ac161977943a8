using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// A client that every simulated tenant knows without having registered it, and that may do everything in the tenant that it signs in
/// to: the HTTP form of <see cref="Caller.Operator"/>. It signs in as an application does, with any secret.
/// </summary>
public static class SimulatedOperator
{
    public static readonly ApplicationId ClientId = ApplicationId.Parse("0be4a70e-0000-4000-8000-000000000001").Value!;

    internal static readonly ObjectId Principal = ObjectId.Parse("0be4a70e-0000-4000-8000-000000000002").Value!;

    internal static bool Is(AccessToken token) => token.Application == ClientId;
}

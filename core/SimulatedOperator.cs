namespace XtCmkInfra.Core;

/// <summary>
/// A client that every simulated tenant knows without having registered it, and that may do everything in the tenant that it signs in
/// to. It signs in as an application does, with any secret.
/// </summary>
public static class SimulatedOperator
{
    public static readonly ApplicationId ClientId = ApplicationId.Parse("0be4a70e-0000-4000-8000-000000000001").Value!;

    public static readonly ObjectId Principal = ObjectId.Parse("0be4a70e-0000-4000-8000-000000000002").Value!;
}

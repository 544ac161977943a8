namespace XtCmkInfra.Core;

/// <summary>
/// A client that every simulated tenant knows without having registered it, and that may do everything in the tenant that it signs in
/// to. It signs in as an application does, with any secret.
/// </summary>
public static class SimulatedOperator
{
    public static readonly ApplicationId ClientId = ApplicationId.Parse("0be4a70e-0000-4000-8000-000000000001").Value!;

    /// <summary>
    /// The person who is signed in to each simulated tenant with <c>xtcmk sim az</c>: a user like any other, who may do to keys and data
    /// what their roles give. The settings of the customer's dev stack name this person as their crypto officer.
    /// </summary>
    public static readonly ObjectId Person = ObjectId.Parse("5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f").Value!;

    public static readonly ObjectId Principal = ObjectId.Parse("0be4a70e-0000-4000-8000-000000000002").Value!;
}

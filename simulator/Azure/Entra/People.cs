using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

public sealed partial class SimulatedAzure
{
    /// <summary>Lets a person be in a tenant whose object id is known beforehand, as people are who stand in a stack's settings.</summary>
    /// <remarks>One who is there already stays as they are.</remarks>
    public void AddUser(TenantId tenant, ObjectId id, string name, string? userPrincipalName = null) =>
        AddPrincipal(tenant, new Principal(id, "User", name, UserPrincipalName: userPrincipalName));

    /// <summary>Lets a group be in a tenant whose object id is known beforehand.</summary>
    public void AddGroup(TenantId tenant, ObjectId id, string name) => AddPrincipal(tenant, new Principal(id, "Group", name));

    private void AddPrincipal(TenantId tenant, Principal principal)
    {
        lock (Gate)
            Tenant(tenant).Principals.TryAdd(principal.Id.Value, principal);
    }
}

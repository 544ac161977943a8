using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

public sealed partial class SimulatedAzure
{
    /// <summary>Lets a person be in a tenant whose object id is known beforehand, as people are who stand in a stack's settings.</summary>
    public void AddUser(TenantId tenant, ObjectId id, string name) => AddPrincipal(tenant, new Principal(id, "User", name));

    /// <summary>Lets a group be in a tenant whose object id is known beforehand.</summary>
    public void AddGroup(TenantId tenant, ObjectId id, string name) => AddPrincipal(tenant, new Principal(id, "Group", name));

    private void AddPrincipal(TenantId tenant, Principal principal)
    {
        lock (Gate)
            Tenant(tenant).Principals[principal.Id.Value] = principal;
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>Who is in the groups of one tenant.</summary>
internal sealed class GroupMembers(SimulatedAzure azure, TenantId tenantId)
{
    private Tenant Tenant => azure.State.Tenants[tenantId.Value];

    /// <param name="body"><c>@odata.id</c>: the address of the directory object, which ends in its id.</param>
    public JsonObject Add(Principal group, JsonObject body)
    {
        var address = Requests.Read(body, RequestJson.Default.ReferenceBody, "Request_BadRequest").Address;
        var id = address[(address.LastIndexOf('/') + 1)..];
        if (!Tenant.Principals.TryGetValue(id, out var member))
            throw Graph.NotFound($"directory object '{id}'");
        if (member.Id == group.Id)
            throw Graph.Bad("a group cannot be a member of itself");
        var members = Tenant.Members.GetValueOrDefault(group.Id.Value) ?? [];
        if (members.Contains(member.Id))
            throw Graph.Bad($"'{id}' is a member of the group already; one or more added object references already exist");
        members.Add(member.Id);
        Tenant.Members[group.Id.Value] = members;
        return [];
    }

    public Principal Remove(Principal group, string id) =>
        Tenant.Members.GetValueOrDefault(group.Id.Value) is { } members
            && members.RemoveAll(member => ResourceId.Same(member.Value, id)) > 0
            ? group
            : throw Graph.NotFound($"member '{id}' of the group '{group.Id}'");

    public IEnumerable<Principal> In(Principal group) =>
        (Tenant.Members.GetValueOrDefault(group.Id.Value) ?? []).Select(member => Tenant.Principals[member.Value]);

    /// <summary>The groups that somebody is in, directly or through other groups.</summary>
    public IEnumerable<Principal> Of(Principal member) => Tenant.GroupsOf(member.Id).Select(group => Tenant.Principals[group.Value]);
}

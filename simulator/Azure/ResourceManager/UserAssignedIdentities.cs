using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record IdentityBody(string? Location = null, IReadOnlyDictionary<string, string>? Tags = null);

internal sealed class UserAssignedIdentities(SimulatedAzure azure) : ResourceType(azure, TypeName, "2023-01-31", "2024-11-30")
{
    public const string TypeName = "Microsoft.ManagedIdentity/userAssignedIdentities";

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion)
    {
        var request = Requests.Read(body, RequestJson.Default.IdentityBody);
        if (AzureNames.UserAssignedIdentity(id.Name) is { Ok: false, Mistake: var mistake })
            throw new AzureException(400, "InvalidResourceName", $"{mistake}.");
        var location = Requests.Location(request.Location);
        var resourceId = Render(id);
        var existing = State.Identities.GetValueOrDefault(resourceId);
        if (existing is not null)
            Requests.SameLocation(resourceId, existing.Location, location);

        var identity = (existing ?? Create(id, resourceId, location)) with { Tags = Requests.Within(TagLimits.OfResources, request.Tags) };
        State.Identities[resourceId] = identity;
        return Answer(identity);
    }

    public override JsonObject? Get(ResourceId id) => State.Identities.TryGetValue(Render(id), out var identity) ? Answer(identity) : null;

    public override bool Delete(ResourceId id)
    {
        if (!State.Identities.Remove(Render(id), out var identity))
            return false;
        var tenant = State.Tenants[identity.TenantId.Value];
        tenant.Principals.Remove(identity.PrincipalId.Value);
        tenant.ServicePrincipals.Remove(identity.ClientId.Value);
        Azure.ResourceManager.RoleAssignments.DeleteIn(identity.Id);
        return true;
    }

    public override IEnumerable<Listed> List(ResourceId scope) => State.Identities.Values
        .Where(identity => ResourceId.IsWithin(identity.Id, scope.ToString()))
        .Select(identity => new Listed(identity.Id, () => Answer(identity)));

    public override void DeleteIn(string groupId)
    {
        foreach (var id in State.Identities.Keys.Where(id => ResourceId.IsWithin(id, groupId)).ToList())
            Delete(ResourceId.Parse(id));
    }

    /// <summary>With the identity comes its service principal, which is what a role assignment can name.</summary>
    private UserAssignedIdentity Create(ResourceId id, string resourceId, string location)
    {
        var tenant = Azure.TenantOf(id.Subscription);
        var identity = new UserAssignedIdentity(
            resourceId,
            id.Name,
            tenant.Id,
            location,
            ObjectId.Parse(Azure.Ids.NextGuid("identity principal", resourceId)).Value!,
            ApplicationId.Parse(Azure.Ids.NextGuid("identity client", resourceId)).Value!);
        tenant.Principals[identity.PrincipalId.Value] = new Principal(
            identity.PrincipalId,
            "ServicePrincipal",
            identity.Name,
            AppId: identity.ClientId,
            OwnerTenantId: tenant.Id,
            IsManagedIdentity: true);
        tenant.ServicePrincipals[identity.ClientId.Value] = identity.PrincipalId;
        return identity;
    }

    private static JsonObject Answer(UserAssignedIdentity identity) => new()
    {
        ["id"] = identity.Id,
        ["name"] = identity.Name,
        ["type"] = TypeName,
        ["location"] = identity.Location,
        ["tags"] = Requests.Tags(identity.Tags),
        ["properties"] = new JsonObject
        {
            ["tenantId"] = identity.TenantId.Value,
            ["principalId"] = identity.PrincipalId.Value,
            ["clientId"] = identity.ClientId.Value,
        },
    };
}

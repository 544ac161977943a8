using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record HsmRoleAssignmentBody(HsmRoleAssignmentProperties Properties);

internal sealed record HsmRoleAssignmentProperties(string RoleDefinitionId, string PrincipalId);

/// <summary>
/// The local role assignments of a managed HSM, as <c>PUT {hsm}{scope}/providers/Microsoft.Authorization/roleAssignments/{name}</c>
/// makes them. The caller is the HSM's own administrator: nobody else may.
/// </summary>
public sealed class HsmRoleAssignments
{
    private readonly SimulatedAzure _azure;

    internal HsmRoleAssignments(SimulatedAzure azure) => _azure = azure;

    /// <param name="hsm">The HSM's name.</param>
    /// <param name="scope">/, /keys or /keys/{name}.</param>
    /// <param name="name">A GUID of the caller's.</param>
    /// <param name="body">properties: roleDefinitionId, principalId.</param>
    public JsonObject Put(string hsm, string scope, string name, JsonObject body)
    {
        lock (_azure.Gate)
        {
            var store = Find(hsm);
            var request = Requests.Read(body, RequestJson.Default.HsmRoleAssignmentBody).Properties;
            if (!Guid.TryParseExact(name, "D", out _))
                throw Bad($"'{name}' is no name for a role assignment: it must be a GUID");
            if (scope is not ("/" or "/keys") && !IsKeyScope(scope))
                throw Bad($"'{scope}' is not a scope; use /, /keys or /keys/{{name}}");
            if (Roles.Of("/" + request.RoleDefinitionId) != Roles.ManagedHsmCryptoServiceEncryptionUser)
                throw AzureException.NotModelled($"the managed HSM's role '{request.RoleDefinitionId}'");
            if (ObjectId.Parse(request.PrincipalId) is not { Ok: true, Value: { } principal })
                throw Bad($"'{request.PrincipalId}' is not the object id of a principal");
            if (store.RoleAssignments.TryGetValue(name, out var existing) && existing.PrincipalId != principal)
                throw Conflict($"the role assignment '{name}' exists, for another principal");
            var twins = store.RoleAssignments.Values.Where(other => other.PrincipalId == principal && ResourceId.Same(other.Scope, scope));
            if (existing is null && twins.Any())
                throw Conflict($"the principal '{principal}' already has the role at '{scope}'");
            var assignment = new HsmRoleAssignment(name, scope, request.RoleDefinitionId, principal);
            store.RoleAssignments[name] = assignment;
            return Answer(assignment);
        }
    }

    /// <returns>False where there was nothing to delete.</returns>
    public bool Delete(string hsm, string name)
    {
        lock (_azure.Gate)
            return Find(hsm).RoleAssignments.Remove(name);
    }

    /// <summary>Those at exactly one scope.</summary>
    public IReadOnlyList<JsonObject> List(string hsm, string scope)
    {
        lock (_azure.Gate)
            return [.. Find(hsm).RoleAssignments.Values.Where(assignment => ResourceId.Same(assignment.Scope, scope)).Select(Answer)];
    }

    private ManagedHsm Find(string hsm) => _azure.State.ManagedHsms.GetValueOrDefault(hsm)
        ?? throw new AzureException(404, "VaultNotFound", $"There is no managed HSM '{hsm}'.");

    private static bool IsKeyScope(string scope) =>
        scope.StartsWith("/keys/", StringComparison.OrdinalIgnoreCase) && AzureNames.Key(scope["/keys/".Length..]).Ok;

    private static JsonObject Answer(HsmRoleAssignment assignment) => new()
    {
        ["id"] = $"{assignment.Scope.TrimEnd('/')}/providers/{RoleAssignments.TypeName}/{assignment.Name}",
        ["name"] = assignment.Name,
        ["type"] = RoleAssignments.TypeName,
        ["properties"] = new JsonObject
        {
            ["scope"] = assignment.Scope,
            ["roleDefinitionId"] = assignment.DefinitionId,
            ["principalId"] = assignment.PrincipalId.Value,
        },
    };

    private static AzureException Bad(string what) => new(400, "BadParameter", $"The role assignment is refused: {what}.");

    private static AzureException Conflict(string what) => new(409, "RoleAssignmentExists", $"The role assignment is refused: {what}.");
}

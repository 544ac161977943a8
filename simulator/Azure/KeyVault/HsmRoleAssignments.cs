using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record HsmRoleAssignmentBody(HsmRoleAssignmentProperties Properties);

internal sealed record HsmRoleAssignmentProperties(string RoleDefinitionId, string PrincipalId);

/// <summary>
/// The local role assignments of a managed HSM, as <c>PUT {hsm}{scope}/providers/Microsoft.Authorization/roleAssignments/{name}</c>
/// makes them.
/// </summary>
public sealed class HsmRoleAssignments
{
    private readonly SimulatedAzure _azure;

    internal HsmRoleAssignments(SimulatedAzure azure) => _azure = azure;

    /// <param name="hsm">The HSM's name.</param>
    /// <param name="scope">/, /keys or /keys/{name}.</param>
    /// <param name="name">A GUID of the caller's.</param>
    /// <param name="body">properties: roleDefinitionId, principalId.</param>
    /// <param name="caller">The HSM's administrator, unless given.</param>
    public JsonObject Put(string hsm, string scope, string name, JsonObject body, Caller? caller = null)
    {
        lock (_azure.Gate)
        {
            var store = Find(hsm, caller);
            var request = Requests.Read(body, RequestJson.Default.HsmRoleAssignmentBody).Properties;
            if (!Guid.TryParseExact(name, "D", out _))
                throw Bad($"'{name}' is no name for a role assignment: it must be a GUID");
            if (scope is not ("/" or "/keys") && !IsKeyScope(scope))
                throw Bad($"'{scope}' is not a scope; use /, /keys or /keys/{{name}}");
            if (Roles.Of("/" + request.RoleDefinitionId) is not { } role || !LocalRole.All.Contains(role))
                throw AzureException.NotModelled($"the managed HSM's role '{request.RoleDefinitionId}'");
            if (ObjectId.Parse(request.PrincipalId) is not { Ok: true, Value: { } principal })
                throw Bad($"'{request.PrincipalId}' is not the object id of a principal");
            if (store.RoleAssignments.TryGetValue(name, out var existing) && existing.PrincipalId != principal)
                throw Conflict($"the role assignment '{name}' exists, for another principal");
            var twins = store.RoleAssignments.Values.Where(other =>
                other.PrincipalId == principal && ResourceId.Same(other.Scope, scope) && Roles.Of("/" + other.DefinitionId) == role);
            if (existing is null && twins.Any())
                throw Conflict($"the principal '{principal}' already has the role at '{scope}'");
            var assignment = new HsmRoleAssignment(name, scope, request.RoleDefinitionId, principal);
            store.RoleAssignments[name] = assignment;
            return Answer(assignment);
        }
    }

    /// <returns>False where there was nothing to delete.</returns>
    public bool Delete(string hsm, string name, Caller? caller = null)
    {
        lock (_azure.Gate)
            return Find(hsm, caller).RoleAssignments.Remove(name);
    }

    /// <summary>Those at exactly one scope.</summary>
    public IReadOnlyList<JsonObject> List(string hsm, string scope, Caller? caller = null)
    {
        lock (_azure.Gate)
        {
            return [.. Find(hsm, caller).RoleAssignments.Values
                .Where(assignment => ResourceId.Same(assignment.Scope, scope))
                .Select(Answer)];
        }
    }

    /// <summary>Those at every scope.</summary>
    public IReadOnlyList<JsonObject> ListAll(string hsm, Caller? caller = null)
    {
        lock (_azure.Gate)
            return [.. Find(hsm, caller).RoleAssignments.Values.Select(Answer)];
    }

    /// <summary>The definitions of the local roles, as the HSM answers them.</summary>
    public IReadOnlyList<JsonObject> Definitions(string hsm, Caller? caller = null)
    {
        lock (_azure.Gate)
        {
            _ = Find(hsm, caller);
            return [.. LocalRole.All.Select(role => new JsonObject
            {
                ["id"] = $"Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/{role.DefinitionName}",
                ["name"] = role.DefinitionName,
                ["type"] = RoleDefinitions.TypeName,
                ["properties"] = new JsonObject
                {
                    ["roleName"] = role.Name, ["type"] = "AKVBuiltInRole", ["assignableScopes"] = new JsonArray("/"),
                },
            })];
        }
    }

    /// <summary>
    /// Activates a managed HSM: the first download of its security domain. What is downloaded is not made here, since nothing can be
    /// restored from it.
    /// </summary>
    /// <exception cref="AzureException">The caller is not its administrator, or it is activated already.</exception>
    public void Activate(string hsm, Caller caller)
    {
        lock (_azure.Gate)
        {
            var store = Home(hsm);
            if (caller is Caller.Bearer { Token: var token })
            {
                _azure.KeyAccess.RequireToken(store, token);
                if (!store.RoleAssignments.Values.Any(one =>
                    one.PrincipalId == token.Principal && Roles.Of("/" + one.DefinitionId) == Roles.ManagedHsmAdministrator))
                    throw new AzureException(403, "Forbidden", $"'{token.Principal}' is not an administrator of the managed HSM '{hsm}'.");
            }

            store.IsActivated = true;
        }
    }

    private ManagedHsm Find(string hsm, Caller? caller)
    {
        var store = Home(hsm);
        _azure.KeyAccess.RequireManagement(store, caller ?? Caller.Operator);
        return store;
    }

    private ManagedHsm Home(string hsm) => _azure.KeyStores.NamedHsm(hsm) is { Deleted: null } found
        ? found
        : throw new AzureException(404, "VaultNotFound", $"There is no managed HSM '{hsm}'.");

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

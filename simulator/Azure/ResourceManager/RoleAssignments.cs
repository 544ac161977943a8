using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record RoleAssignmentBody(RoleAssignmentProperties Properties);

internal sealed record RoleAssignmentProperties(
    string RoleDefinitionId, string PrincipalId, string? PrincipalType = null, string? Description = null);

internal sealed class RoleAssignments(SimulatedAzure azure, RoleDefinitions definitions) : ResourceType(azure, TypeName, "2022-04-01")
{
    public const string TypeName = "Microsoft.Authorization/roleAssignments";

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion)
    {
        var request = Requests.Read(body, RequestJson.Default.RoleAssignmentBody).Properties;
        if (!Guid.TryParseExact(id.Name, "D", out _))
            throw new AzureException(400, "InvalidRoleAssignmentId", $"'{id.Name}' is no name for a role assignment: it must be a GUID.");
        var scope = Scope(id);
        var tenant = Azure.TenantOf(id.Subscription);
        var role = Definition(request.RoleDefinitionId, id.Subscription, tenant.Id, scope);
        var principal = Principal(request, tenant);

        var siblings = State.RoleAssignments.GetValueOrDefault(scope) ?? [];
        var existing = siblings.Find(other => ResourceId.Same(other.Name, id.Name));
        var isTaken = tenant.RoleAssignments.TryGetValue(id.Name, out var takenAt);
        if (isTaken && (existing is null || existing.PrincipalId != principal.Id || existing.DefinitionName != role))
        {
            throw new AzureException(
                400,
                "RoleAssignmentUpdateNotPermitted",
                $"The role assignment '{id.Name}' exists at '{takenAt}'; its principal, role and scope cannot be changed.");
        }

        if (existing is null && siblings.Any(other => other.PrincipalId == principal.Id && other.DefinitionName == role))
        {
            throw new AzureException(
                409, "RoleAssignmentExists", $"The principal '{principal.Id}' already has the role '{role}' at '{scope}'.");
        }

        var assignment = existing is not null
            ? existing with { Description = request.Description }
            : new RoleAssignment(
                id.Name,
                scope,
                role,
                $"/subscriptions/{id.Subscription}/providers/{RoleDefinitions.TypeName}/{role}",
                principal.Id,
                principal.Kind,
                Azure.Now,
                request.Description);
        siblings.RemoveAll(other => other == existing);
        siblings.Add(assignment);
        State.RoleAssignments[scope] = siblings;
        tenant.RoleAssignments[id.Name] = scope;
        return Answer(assignment);
    }

    public override JsonObject? Get(ResourceId id) =>
        State.RoleAssignments.GetValueOrDefault(id.Scope!.ToString())?.Find(other => ResourceId.Same(other.Name, id.Name)) is { } found
            ? Answer(found)
            : null;

    public override bool Delete(ResourceId id)
    {
        var scope = id.Scope!.ToString();
        if (State.RoleAssignments.GetValueOrDefault(scope) is not { } siblings
            || siblings.RemoveAll(other => ResourceId.Same(other.Name, id.Name)) == 0)
            return false;
        if (siblings.Count == 0)
            State.RoleAssignments.Remove(scope);
        Azure.TenantOf(id.Subscription).RoleAssignments.Remove(id.Name);
        return true;
    }

    /// <summary>Those at the scope, those that it inherits and those below it, as Azure lists them without a filter.</summary>
    public override IEnumerable<Listed> List(ResourceId scope)
    {
        var at = scope.ToString();
        return State.RoleAssignments
            .Where(entry => ResourceId.IsWithin(entry.Key, at) || ResourceId.IsWithin(at, entry.Key))
            .SelectMany(entry => entry.Value)
            .Select(assignment => new Listed(IdOf(assignment), () => Answer(assignment)));
    }

    /// <summary>What is deleted takes along the role assignments on it and on its parts.</summary>
    public override void DeleteIn(string groupId)
    {
        foreach (var scope in State.RoleAssignments.Keys.Where(scope => ResourceId.IsWithin(scope, groupId)).ToList())
        {
            foreach (var assignment in State.RoleAssignments[scope])
                Azure.TenantOf(ResourceId.Parse(scope).Subscription).RoleAssignments.Remove(assignment.Name);
            State.RoleAssignments.Remove(scope);
        }
    }

    private string Scope(ResourceId id)
    {
        var scope = id.Scope!;
        if (scope.Type is not null)
            Azure.ResourceManager.RequireResource(scope);
        return scope.ToString();
    }

    /// <returns>The GUID of a role's definition, which can be assigned at the scope.</returns>
    private string Definition(string definitionId, SubscriptionId subscription, TenantId tenant, string scope)
    {
        const string Provider = $"/providers/{RoleDefinitions.TypeName}/";
        var name = definitionId[(definitionId.LastIndexOf('/') + 1)..];
        var isHere = ResourceId.Same(definitionId, Provider + name)
            || ResourceId.Same(definitionId, $"/subscriptions/{subscription}{Provider}{name}");
        if (isHere && BuiltInRole.Named(name) is { Role.DefinitionName: var builtIn })
            return builtIn;
        if (!isHere || definitions.OfTenant(name, tenant) is not { } own)
        {
            throw new AzureException(
                400, "RoleDefinitionDoesNotExist", $"There is no role definition '{definitionId}' in subscription '{subscription}'.");
        }

        return RoleDefinitions.CanBeAssignedAt(own, scope)
            ? own.Name
            : throw new AzureException(
                400,
                "RoleDefinitionScopeNotAllowed",
                $"The role '{own.RoleName}' cannot be assigned at '{scope}'; its assignable scopes forbid it.");
    }

    private static Principal Principal(RoleAssignmentProperties request, Tenant tenant)
    {
        if (ObjectId.Parse(request.PrincipalId) is not { Ok: true, Value: { } principalId })
            throw new AzureException(400, "InvalidPrincipalId", $"'{request.PrincipalId}' is not the object id of a principal.");
        var type = Requests.Word("InvalidPrincipalType", "principalType", request.PrincipalType, "User", "Group", "ServicePrincipal");
        if (!tenant.Principals.TryGetValue(principalId.Value, out var principal))
        {
            throw new AzureException(
                400, "PrincipalNotFound", $"There is no principal '{principalId}' in the directory '{tenant.Id}' of the subscription.");
        }

        return type is null || type == principal.Kind
            ? principal
            : throw new AzureException(
                400, "UnmatchedPrincipalType", $"The principal '{principalId}' is a {principal.Kind}, not a {type}.");
    }

    private static string IdOf(RoleAssignment assignment) => $"{assignment.Scope}/providers/{TypeName}/{assignment.Name}";

    private static JsonObject Answer(RoleAssignment assignment) => new()
    {
        ["id"] = IdOf(assignment),
        ["name"] = assignment.Name,
        ["type"] = TypeName,
        ["properties"] = new JsonObject
        {
            ["roleDefinitionId"] = assignment.DefinitionId,
            ["principalId"] = assignment.PrincipalId.Value,
            ["principalType"] = assignment.PrincipalType,
            ["scope"] = assignment.Scope,
            ["description"] = assignment.Description,
            ["createdOn"] = Json.Time(assignment.Created),
        },
    };
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record RoleDefinitionBody(RoleDefinitionProperties Properties);

internal sealed record RoleDefinitionProperties(
    string RoleName,
    IReadOnlyList<RolePermissionBody> Permissions,
    IReadOnlyList<string> AssignableScopes,
    string? Description = null,
    string? Type = null);

internal sealed record RolePermissionBody(
    IReadOnlyList<string>? Actions = null,
    IReadOnlyList<string>? NotActions = null,
    IReadOnlyList<string>? DataActions = null,
    IReadOnlyList<string>? NotDataActions = null)
{
    public RolePermission ToPermission() => new(Actions ?? [], NotActions ?? [], DataActions ?? [], NotDataActions ?? []);
}

/// <summary>The definitions of roles: those built in, which can only be read, and those of a tenant's own making.</summary>
internal sealed class RoleDefinitions(SimulatedAzure azure) : ResourceType(azure, TypeName, "2022-04-01")
{
    public const string TypeName = "Microsoft.Authorization/roleDefinitions";

    private const string OwnType = "CustomRole";

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion)
    {
        var request = Requests.Read(body, RequestJson.Default.RoleDefinitionBody).Properties;
        if (!Guid.TryParseExact(id.Name, "D", out _))
            throw new AzureException(400, "InvalidRoleDefinitionId", $"'{id.Name}' is no name for a role definition: it must be a GUID.");
        if (BuiltInRole.Named(id.Name) is { } builtIn)
            throw new AzureException(400, "RoleDefinitionIsBuiltIn", $"'{builtIn.Role}' is built in and cannot be changed.");
        Requests.Word("InvalidRoleType", "type", request.Type, OwnType);
        if (request.Permissions.Count == 0 || request.RoleName.Length is 0 or > 128)
            throw new AzureException(400, "InvalidRoleDefinition", "A role needs a name of 1 to 128 characters, and permissions.");
        var tenant = Azure.TenantOf(id.Subscription);
        RequireScopes(request.AssignableScopes, tenant);
        var existing = OfTenant(id.Name, tenant.Id);
        if (OfTenant(tenant.Id).Any(role => role.RoleName == request.RoleName && role.Name != id.Name))
        {
            throw new AzureException(
                409, "RoleDefinitionWithSameNameExists", $"There is a role '{request.RoleName}' in the tenant '{tenant.Id}' already.");
        }

        var role = new CustomRole(
            id.Name,
            tenant.Id,
            request.RoleName,
            request.Description,
            [.. request.Permissions.Select(permission => permission.ToPermission())],
            request.AssignableScopes,
            existing?.Created ?? Azure.Now);
        State.CustomRoles[role.Name] = role;
        return Answer(Subscription(id), role);
    }

    public override JsonObject? Get(ResourceId id) => BuiltInRole.Named(id.Name) is { } role ? Answer(Subscription(id), role)
        : OfTenant(id.Name, Azure.TenantOf(id.Subscription).Id) is { } own ? Answer(Subscription(id), own)
        : null;

    public override bool Delete(ResourceId id)
    {
        if (BuiltInRole.Named(id.Name) is { } builtIn)
            throw new AzureException(400, "RoleDefinitionIsBuiltIn", $"'{builtIn.Role}' is built in and cannot be deleted.");
        if (OfTenant(id.Name, Azure.TenantOf(id.Subscription).Id) is not { } role)
            return false;
        if (State.RoleAssignments.Values.Any(
            siblings => siblings.Exists(assignment => ResourceId.Same(assignment.DefinitionName, role.Name))))
        {
            throw new AzureException(
                400,
                "RoleDefinitionHasAssignments",
                $"The role '{role.RoleName}' is assigned to somebody; delete those assignments first.");
        }

        return State.CustomRoles.Remove(role.Name);
    }

    public override IEnumerable<Listed> List(ResourceId scope)
    {
        var subscription = Subscription(scope);
        return BuiltInRole.All
            .Select(role => new Listed(IdOf(subscription, role.Role.DefinitionName), () => Answer(subscription, role)))
            .Concat(OfTenant(Azure.TenantOf(scope.Subscription).Id)
                .Where(role => CanBeAssignedAt(role, scope.ToString()))
                .Select(role => new Listed(IdOf(subscription, role.Name), () => Answer(subscription, role))));
    }

    public override void DeleteIn(string groupId)
    {
    }

    public static bool CanBeAssignedAt(CustomRole role, string scope) =>
        role.AssignableScopes.Any(assignable => ResourceId.IsWithin(scope, assignable.TrimEnd('/')));

    public CustomRole? OfTenant(string name, TenantId tenant) =>
        State.CustomRoles.GetValueOrDefault(name) is { } role && role.TenantId == tenant ? role : null;

    /// <param name="scope">A subscription, or nothing for the tenant.</param>
    public static JsonObject Answer(string scope, BuiltInRole role) =>
        Answer(scope, role.Role.DefinitionName, role.Role.Name, "BuiltInRole", role.Description, [role.Permission], ["/"]);

    private static JsonObject Answer(string scope, CustomRole role) =>
        Answer(scope, role.Name, role.RoleName, OwnType, role.Description, role.Permissions, role.AssignableScopes);

    private static JsonObject Answer(
        string scope,
        string name,
        string roleName,
        string type,
        string? description,
        IReadOnlyList<RolePermission> permissions,
        IReadOnlyList<string> assignableScopes) => new()
        {
            ["id"] = IdOf(scope, name),
            ["name"] = name,
            ["type"] = TypeName,
            ["properties"] = new JsonObject
            {
                ["roleName"] = roleName,
                ["type"] = type,
                ["description"] = description,
                ["assignableScopes"] = Json.Array(assignableScopes),
                ["permissions"] = Json.Array(permissions.Select(permission => new JsonObject
                {
                    ["actions"] = Json.Array(permission.Actions),
                    ["notActions"] = Json.Array(permission.NotActions),
                    ["dataActions"] = Json.Array(permission.DataActions),
                    ["notDataActions"] = Json.Array(permission.NotDataActions),
                })),
            },
        };

    private IEnumerable<CustomRole> OfTenant(TenantId tenant) => State.CustomRoles.Values.Where(role => role.TenantId == tenant);

    private void RequireScopes(IReadOnlyList<string> scopes, Tenant tenant)
    {
        if (scopes.Count == 0)
            throw new AzureException(400, "InvalidRoleDefinition", "A role needs at least one assignable scope.");
        foreach (var scope in scopes)
        {
            var id = ResourceId.Parse(scope.TrimEnd('/'));
            if (!State.Subscriptions.TryGetValue(id.Subscription.Value, out var owner) || owner != tenant.Id)
            {
                throw new AzureException(
                    400,
                    "LinkedInvalidPropertyId",
                    $"The assignable scope '{scope}' is not in a subscription of the tenant '{tenant.Id}'.");
            }
        }
    }

    private static string Subscription(ResourceId id) => $"/subscriptions/{id.Subscription}";

    private static string IdOf(string scope, string name) => $"{scope}/providers/{TypeName}/{name}";
}

using System.IO.Enumeration;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>Whether Azure RBAC gives somebody a right on data: by a role at the resource or above it, also through groups.</summary>
internal sealed class RoleAccess(SimulatedAzure azure)
{
    /// <param name="resourceId">The narrowest scope that counts, for example a key's resource id.</param>
    /// <param name="action">For example Microsoft.KeyVault/vaults/keys/read.</param>
    public bool AllowsData(TenantId tenant, ObjectId principal, string resourceId, string action)
    {
        List<ObjectId> holders = [principal, .. azure.State.Tenants[tenant.Value].GroupsOf(principal)];
        return ScopesOf(resourceId)
            .SelectMany(scope => azure.State.RoleAssignments.GetValueOrDefault(scope) ?? [])
            .Any(assignment => holders.Contains(assignment.PrincipalId) && RoleAllows(assignment.DefinitionName, action));
    }

    /// <summary>The permissions of a role, built in or of the tenant's own.</summary>
    public IReadOnlyList<RolePermission> PermissionsOf(string definitionName) => BuiltInRole.Named(definitionName) is { } builtIn
        ? [builtIn.Permission]
        : azure.State.CustomRoles.GetValueOrDefault(definitionName)?.Permissions ?? [];

    /// <summary>What one permission excludes, another one of the same role may still give.</summary>
    private bool RoleAllows(string definitionName, string action) => PermissionsOf(definitionName).Any(permission =>
        Matches(permission.DataActions, action) && !Matches(permission.NotDataActions, action));

    private static bool Matches(IReadOnlyList<string>? patterns, string action) =>
        (patterns ?? []).Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, action));

    /// <summary>The resource itself and all that it is a part of, up to the subscription.</summary>
    private static IEnumerable<string> ScopesOf(string resourceId)
    {
        yield return resourceId;
        var id = ResourceId.Parse(resourceId);
        for (; id.Names.Count > 1; id = id.Parent)
            yield return id.Parent.ToString();
        yield return id.GroupId;
        yield return $"/subscriptions/{id.Subscription}";
    }
}

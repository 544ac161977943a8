using System.Text.Json.Serialization;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed class Tenant
{
    public required TenantId Id { get; init; }

    public required string Name { get; init; }

    public required Cloud Cloud { get; init; }

    /// <summary>The tenant's policy on whether people who are no administrators may install applications.</summary>
    public bool UsersMayInstallApplications { get; set; } = true;

    /// <summary>The applications registered here: from object id to application id.</summary>
    public ByName<ApplicationId> Applications { get; init; } = new();

    /// <summary>Users, groups and service principals by object id.</summary>
    public ByName<Principal> Principals { get; init; } = new();

    /// <summary>By the object id of a group: those who are in it, groups among them.</summary>
    public ByName<List<ObjectId>> Members { get; init; } = new();

    /// <summary>From application id to the object id of its service principal here.</summary>
    public ByName<ObjectId> ServicePrincipals { get; init; } = new();

    /// <summary>The names of role assignments, which are unique in a tenant, with their scopes.</summary>
    public ByName<string> RoleAssignments { get; init; } = new();

    /// <summary>The groups that somebody is in, directly or through other groups.</summary>
    public IReadOnlyList<ObjectId> GroupsOf(ObjectId member)
    {
        List<ObjectId> found = [];
        for (var next = -1; next < found.Count; next++)
        {
            var who = next < 0 ? member : found[next];
            found.AddRange(Members
                .Where(group => group.Value.Contains(who) && !found.Exists(known => ResourceId.Same(known.Value, group.Key)))
                .Select(group => Principals[group.Key].Id));
        }

        return found;
    }
}

internal sealed class Application
{
    public required ObjectId Id { get; init; }

    public required ApplicationId AppId { get; init; }

    public required TenantId TenantId { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string DisplayName { get; set; }

    public required string SignInAudience { get; set; }

    public List<Credential> Passwords { get; init; } = [];

    public List<Credential> Certificates { get; init; } = [];

    public List<FederatedCredential> FederatedCredentials { get; init; } = [];

    [JsonIgnore]
    public bool IsMultitenant => Core.SignInAudience.IsMultitenant(SignInAudience);
}

/// <summary>That a password or certificate exists; what it is does not matter here, for nothing signs in with it.</summary>
internal sealed record Credential(string KeyId, string? DisplayName, DateTimeOffset Start, DateTimeOffset End);

internal sealed record FederatedCredential(
    string Id, string Name, string Issuer, string Subject, IReadOnlyList<string> Audiences, string? Description = null);

/// <param name="Kind">User, Group or ServicePrincipal: what a role assignment calls the principal's type.</param>
/// <param name="AppId">Of a service principal.</param>
/// <param name="OwnerTenantId">Of a service principal: the tenant where its application is registered.</param>
/// <param name="IsManagedIdentity">Of a service principal: it belongs to a managed identity and goes with it.</param>
/// <param name="UserPrincipalName">Of a user.</param>
internal sealed record Principal(
    ObjectId Id,
    string Kind,
    string DisplayName,
    bool AccountEnabled = true,
    ApplicationId? AppId = null,
    TenantId? OwnerTenantId = null,
    bool IsManagedIdentity = false,
    string? UserPrincipalName = null);

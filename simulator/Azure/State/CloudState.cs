using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// Everything that the simulated cloud knows, as plain data: what is saved and loaded. Names and ids are looked up without
/// regard to case, as Azure does. It holds private keys in the clear: this cloud is a toy, and nothing real may be put into it.
/// What requests and answers look like is no part of it, so that those can follow Azure without another saved form.
/// </summary>
internal sealed class CloudState
{
    public required DateTimeOffset Now { get; set; }

    /// <summary>The key of the platform itself, which wraps the data keys of accounts with Microsoft-managed keys.</summary>
    public required byte[] PlatformKey { get; init; }

    public Dictionary<string, int> IdCounts { get; init; } = new(StringComparer.Ordinal);

    public ByName<Tenant> Tenants { get; init; } = new();

    /// <summary>From subscription id to the id of its tenant.</summary>
    public ByName<TenantId> Subscriptions { get; init; } = new();

    /// <summary>By application (client) id.</summary>
    public ByName<Application> Applications { get; init; } = new();

    /// <summary>By resource id.</summary>
    public ByName<ResourceGroup> ResourceGroups { get; init; } = new();

    /// <summary>By resource id.</summary>
    public ByName<UserAssignedIdentity> Identities { get; init; } = new();

    /// <summary>By name, which is unique across all tenants.</summary>
    public ByName<StorageAccount> StorageAccounts { get; init; } = new();

    /// <summary>By name, which is unique across all tenants, soft-deleted vaults included.</summary>
    public ByName<Vault> Vaults { get; init; } = new();

    /// <summary>By name.</summary>
    public ByName<ManagedHsm> ManagedHsms { get; init; } = new();

    /// <summary>The roles of the tenants' own making, by the GUID of the definition.</summary>
    public ByName<CustomRole> CustomRoles { get; init; } = new();

    /// <summary>By scope, so that a check of access looks at a few short lists, however many customers there are.</summary>
    public ByName<List<RoleAssignment>> RoleAssignments { get; init; } = new();
}

internal sealed record ResourceGroup(
    string Id, string Name, SubscriptionId SubscriptionId, string Location, IReadOnlyDictionary<string, string>? Tags = null);

internal sealed record UserAssignedIdentity(
    string Id,
    string Name,
    TenantId TenantId,
    string Location,
    ObjectId PrincipalId,
    ApplicationId ClientId,
    IReadOnlyDictionary<string, string>? Tags = null)
{
    /// <summary>Who else may speak as it.</summary>
    public IReadOnlyList<FederatedCredential> Credentials { get; init; } = [];
}

/// <param name="Name">The GUID of the definition.</param>
internal sealed record CustomRole(
    string Name,
    TenantId TenantId,
    string RoleName,
    string? Description,
    IReadOnlyList<RolePermission> Permissions,
    IReadOnlyList<string> AssignableScopes,
    DateTimeOffset Created);

internal sealed record RolePermission(
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> NotActions,
    IReadOnlyList<string> DataActions,
    IReadOnlyList<string> NotDataActions);

/// <param name="DefinitionName">The GUID of the role's definition.</param>
internal sealed record RoleAssignment(
    string Name,
    string Scope,
    string DefinitionName,
    string DefinitionId,
    ObjectId PrincipalId,
    string PrincipalType,
    DateTimeOffset Created,
    string? Description = null);

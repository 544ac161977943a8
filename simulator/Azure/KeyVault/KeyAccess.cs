using System.Net;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// Who may do what with keys: the token's tenant and audience, the vault's firewall, and Azure RBAC, access policies or the local
/// roles of a managed HSM. What no rule allows is denied.
/// </summary>
internal sealed class KeyAccess(SimulatedAzure azure)
{
    public void Require(IKeyStore store, Caller caller, KeyOperation operation, string keyName)
    {
        if (caller is not Caller.Bearer bearer)
            return;
        RequireToken(store, bearer.Token);
        RequireActivation(store);
        RequireFirewall(store, bearer.IsTrustedService, bearer.Address);
        RequireRight(store, bearer.Token.Principal, operation, keyName);
    }

    /// <summary>Holds that somebody may see and change the role assignments of a managed HSM.</summary>
    public void RequireManagement(ManagedHsm hsm, Caller caller)
    {
        if (caller is not Caller.Bearer { Token: var token })
            return;
        RequireToken(hsm, token);
        RequireActivation(hsm);
        if (!LocalRolesOf(hsm, token.Principal, "").Any(LocalRole.Manages))
            throw Forbidden("ForbiddenByRbac", $"'{token.Principal}' has no local role of '{hsm.Name}' that manages role assignments");
    }

    /// <summary>Holds that a managed HSM has been activated; a vault needs nothing of the sort.</summary>
    public static void RequireActivation(IKeyStore store)
    {
        if (store is ManagedHsm { IsActivated: false })
            throw Forbidden("HsmNotActivated", $"'{store.Name}' is not activated: download its security domain first");
    }

    public void RequireToken(IKeyStore store, AccessToken token)
    {
        if (token.Tenant != store.TenantId)
        {
            throw Unauthorized(
                "AKV10032", $"the token is of tenant '{token.Tenant}', but '{store.Name}' trusts its own tenant '{store.TenantId}' only");
        }

        var audience = azure.KeyStores.AudienceOf(store);
        if (token.Audience.TrimEnd('/') != audience)
            throw Unauthorized("AKV10022", $"the token is for '{token.Audience}', but '{store.Name}' needs one for '{audience}'");
        if (azure.Now >= token.Expires)
            throw Unauthorized("TokenExpired", $"the token expired at {Json.Time(token.Expires)}");
    }

    /// <summary>Source: Microsoft, "Configure Azure Key Vault networking settings"; the REST reference of networkAcls.</summary>
    public static void RequireFirewall(IKeyStore store, bool isTrustedService, IPAddress? address)
    {
        if (store is not Vault { Settings: var settings })
            return;
        var firewall = settings.Firewall ?? VaultFirewall.Open;
        if (isTrustedService && firewall.Bypass == "AzureServices")
            return;
        if (settings.PublicNetworkAccess == "Disabled")
            throw Forbidden("ForbiddenByConnection", $"'{store.Name}' takes no calls from public networks");
        var isListed = address is not null
            && (firewall.Addresses ?? []).Any(listed => IpRange.Parse(listed) is { } range && range.Contains(address));
        if (firewall.DefaultAction != "Allow" && !isListed)
        {
            var who = isTrustedService ? "trusted Azure services are not let past it" : "the caller's address is on no rule";
            throw Forbidden("ForbiddenByFirewall", $"the firewall of '{store.Name}' denies the call: {who}");
        }
    }

    public void RequireRight(IKeyStore store, ObjectId principal, KeyOperation operation, string keyName)
    {
        string What() => $"'{principal}' cannot do {operation} with key '{keyName}' of '{store.Name}'";
        switch (store)
        {
            case Vault { Settings.IsRbac: true } vault when !IsAllowedByRole(vault, principal, operation, keyName):
                throw Forbidden("ForbiddenByRbac", $"{What()}: no role gives it Microsoft.KeyVault/vaults/{operation.DataAction}");
            case Vault { Settings.IsRbac: not true } vault when !IsAllowedByPolicy(vault, principal, operation):
                throw Forbidden("ForbiddenByPolicy", $"{What()}: no access policy gives it the permission {operation.Permission}");
            case ManagedHsm hsm when !IsAllowedLocally(hsm, principal, operation, keyName):
                throw Forbidden("ForbiddenByRbac", $"{What()}: no local role of the managed HSM gives it that");
            default:
                return;
        }
    }

    private bool IsAllowedByRole(Vault vault, ObjectId principal, KeyOperation operation, string keyName) => azure.Roles.AllowsData(
        vault.TenantId,
        principal,
        keyName.Length == 0 ? vault.Id : $"{vault.Id}/keys/{keyName}",
        $"Microsoft.KeyVault/vaults/{operation.DataAction}");

    private bool IsAllowedByPolicy(Vault vault, ObjectId principal, KeyOperation operation) => HoldersOf(vault, principal)
        .SelectMany(holder => vault.Settings.AccessPolicies.Where(policy => policy.PrincipalId == holder))
        .SelectMany(policy => policy.Keys ?? [])
        .Any(permission => ResourceId.Same(permission, operation.Permission)
            || (ResourceId.Same(permission, "all") && operation != KeyOperation.Purge));

    private bool IsAllowedLocally(ManagedHsm hsm, ObjectId principal, KeyOperation operation, string keyName) =>
        LocalRolesOf(hsm, principal, keyName).Any(role => LocalRole.Allows(role, operation));

    private IEnumerable<Role?> LocalRolesOf(ManagedHsm hsm, ObjectId principal, string keyName)
    {
        var holders = HoldersOf(hsm, principal);
        return hsm.RoleAssignments.Values
            .Where(assignment => holders.Contains(assignment.PrincipalId)
                && (assignment.Scope is "/" or "/keys" || ResourceId.Same(assignment.Scope, $"/keys/{keyName}")))
            .Select(assignment => Roles.Of(assignment.DefinitionId));
    }

    /// <summary>Somebody and the groups that they are in.</summary>
    private List<ObjectId> HoldersOf(IKeyStore store, ObjectId principal) =>
        [principal, .. azure.State.Tenants[store.TenantId.Value].GroupsOf(principal)];

    private static AzureException Unauthorized(string innerCode, string why) =>
        new(401, "Unauthorized", $"{innerCode}: The token is not accepted: {why}.", innerCode: innerCode);

    private static AzureException Forbidden(string innerCode, string why) =>
        new(403, "Forbidden", $"The call is refused: {why}.", innerCode: innerCode);
}

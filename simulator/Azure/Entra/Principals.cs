using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>The service principals, users and groups of one tenant.</summary>
internal sealed class Principals(SimulatedAzure azure, TenantId tenantId, bool isAdministrator)
{
    public const string Kind = "service principal";

    private Tenant Tenant => azure.State.Tenants[tenantId.Value];

    /// <summary>What the id of a service principal is made from.</summary>
    public static string NameOf(TenantId tenant, ApplicationId application) => $"{tenant} {application}";

    /// <summary>Installs an application: makes its service principal in this tenant.</summary>
    public JsonObject Install(JsonObject body)
    {
        var request = Requests.Read(body, RequestJson.Default.ServicePrincipalBody, "Request_BadRequest");
        if (!isAdministrator && !Tenant.UsersMayInstallApplications)
        {
            throw new AzureException(
                403, "Authorization_RequestDenied", "This tenant lets only administrators install applications, and the caller is none.");
        }

        if (request.AppId is null || ApplicationId.Parse(request.AppId) is not { Ok: true, Value: { } appId })
            throw Graph.Bad($"'{request.AppId}' is not the appId of an application");
        var application = azure.State.Applications.GetValueOrDefault(appId.Value);
        var isReachable = application is not null
            && azure.State.Tenants[application.TenantId.Value].Cloud == Tenant.Cloud
            && (application.TenantId == tenantId || application.IsMultitenant);
        if (application is null || !isReachable)
            throw Graph.Bad($"the appId '{appId}' belongs to no application that can be installed in tenant '{tenantId}'");
        if (Tenant.ServicePrincipals.TryGetValue(appId.Value, out var existing))
            throw Graph.Taken($"the application '{appId}' has the service principal '{existing}' in this tenant already");

        var principal = new Principal(
            ObjectId.Parse(azure.Ids.NextGuid(Kind, NameOf(tenantId, appId))).Value!,
            "ServicePrincipal",
            application.DisplayName,
            request.AccountEnabled ?? true,
            appId,
            application.TenantId);
        Tenant.Principals[principal.Id.Value] = principal;
        Tenant.ServicePrincipals[appId.Value] = principal.Id;
        return Answer(principal);
    }

    public JsonObject CreateUser(JsonObject body)
    {
        var request = Requests.Read(body, RequestJson.Default.UserBody, "Request_BadRequest");
        if (request is not { DisplayName: { } name, AccountEnabled: { } enabled, UserPrincipalName: { } upn }
            || request is not { MailNickname: not null, PasswordProfile: not null })
            throw Graph.Bad("a user needs accountEnabled, displayName, mailNickname, userPrincipalName and passwordProfile");
        if (Tenant.Principals.Values.Any(other => other.UserPrincipalName is { } taken && ResourceId.Same(taken, upn)))
            throw Graph.Taken($"there is a user '{upn}' already");
        return Add(new Principal(NewId("user", upn), "User", name, enabled, UserPrincipalName: upn));
    }

    public JsonObject CreateGroup(JsonObject body)
    {
        var request = Requests.Read(body, RequestJson.Default.GroupBody, "Request_BadRequest");
        return request is { DisplayName: { } name, MailEnabled: not null, MailNickname: not null, SecurityEnabled: not null }
            ? Add(new Principal(NewId("group", name), "Group", name))
            : throw Graph.Bad("a group needs displayName, mailEnabled, mailNickname and securityEnabled");
    }

    public Principal Find(GraphPath path)
    {
        var id = !path.IsByAppId ? path.Key!
            : Tenant.ServicePrincipals.TryGetValue(path.Key!, out var found) ? found.Value
            : "";
        return Tenant.Principals.TryGetValue(id, out var principal) && principal.Kind == KindOf(path.Collection)
            ? principal
            : throw Graph.NotFound($"{KindOf(path.Collection)} '{path.Key}'");
    }

    public IEnumerable<Principal> List(string collection) =>
        Tenant.Principals.Values.Where(principal => principal.Kind == KindOf(collection));

    public Principal Update(Principal principal, JsonObject body)
    {
        var enabled = principal.Kind == "User"
            ? Enabled(Requests.Read(body, RequestJson.Default.UserBody, "Request_BadRequest"))
            : Enabled(Requests.Read(body, RequestJson.Default.ServicePrincipalBody, "Request_BadRequest"));
        return Tenant.Principals[principal.Id.Value] = principal with { AccountEnabled = enabled ?? principal.AccountEnabled };
    }

    /// <summary>Role assignments of the principal stay behind and give nothing to anybody; its successor has another object id.</summary>
    public Principal Delete(Principal principal)
    {
        if (principal.IsManagedIdentity)
            throw Graph.Bad("the service principal of a managed identity goes with the identity, and not otherwise");
        Tenant.Principals.Remove(principal.Id.Value);
        Tenant.Members.Remove(principal.Id.Value);
        foreach (var members in Tenant.Members.Values)
            members.Remove(principal.Id);
        if (principal.AppId is not null)
            Tenant.ServicePrincipals.Remove(principal.AppId.Value);
        return principal;
    }

    public JsonObject Answer(Principal principal)
    {
        var answer = new JsonObject { ["id"] = principal.Id.Value, ["displayName"] = principal.DisplayName };
        if (principal.Kind != "Group")
            answer["accountEnabled"] = principal.AccountEnabled;
        if (principal.UserPrincipalName is not null)
            answer["userPrincipalName"] = principal.UserPrincipalName;
        if (principal.AppId is not null)
        {
            answer["appId"] = principal.AppId.Value;
            answer["appDisplayName"] = principal.DisplayName;
            answer["appOwnerOrganizationId"] = principal.OwnerTenantId!.Value;
            answer["servicePrincipalType"] = principal.IsManagedIdentity ? "ManagedIdentity" : "Application";
            answer["signInAudience"] = azure.State.Applications.GetValueOrDefault(principal.AppId.Value)?.SignInAudience;
            answer["passwordCredentials"] = new JsonArray();
            answer["keyCredentials"] = new JsonArray();
        }

        return answer;
    }

    private JsonObject Add(Principal principal)
    {
        Tenant.Principals[principal.Id.Value] = principal;
        return Answer(principal);
    }

    private ObjectId NewId(string kind, string name) => ObjectId.Parse(azure.Ids.NextGuid(kind, $"{tenantId} {name}")).Value!;

    private static string KindOf(string collection) => collection switch
    {
        "users" => "User",
        "groups" => "Group",
        _ => "ServicePrincipal",
    };

    private static bool? Enabled(UserBody request) =>
        request == new UserBody(AccountEnabled: request.AccountEnabled) ? request.AccountEnabled : throw OnlyEnabled();

    private static bool? Enabled(ServicePrincipalBody request) => request.AppId is null ? request.AccountEnabled : throw OnlyEnabled();

    private static AzureException OnlyEnabled() => AzureException.NotModelled("changes of principals other than of accountEnabled");
}

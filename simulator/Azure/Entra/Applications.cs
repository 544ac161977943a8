using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>The application registrations of one tenant.</summary>
internal sealed class Applications(SimulatedAzure azure, TenantId tenantId)
{
    public const string Kind = "application";

    private Tenant Tenant => azure.State.Tenants[tenantId.Value];

    public Application Find(GraphPath path)
    {
        var appId = path.IsByAppId ? path.Key! : Tenant.Applications.GetValueOrDefault(path.Key!)?.Value;
        return appId is not null && azure.State.Applications.TryGetValue(appId, out var application) && application.TenantId == tenantId
            ? application
            : throw Graph.NotFound($"application '{path.Key}'");
    }

    public IEnumerable<Application> List() => Tenant.Applications.Values.Select(appId => azure.State.Applications[appId.Value]);

    /// <summary>What the ids of an application are made from.</summary>
    public static string NameOf(TenantId tenant, string displayName) => $"{tenant} {displayName}";

    public JsonObject Create(JsonObject body)
    {
        var request = Requests.Read(body, RequestJson.Default.ApplicationBody, "Request_BadRequest");
        if (request.DisplayName is not { } displayName)
            throw Graph.Bad("an application needs a displayName");
        request = Checked(request);
        var name = NameOf(tenantId, displayName);
        var application = new Application
        {
            Id = ObjectId.Parse(azure.Ids.NextGuid("application object", name)).Value!,
            AppId = ApplicationId.Parse(azure.Ids.NextGuid(Kind, name)).Value!,
            TenantId = tenantId,
            Created = azure.Now,
            DisplayName = "",
            SignInAudience = "AzureADMyOrg",
        };
        Apply(application, request);
        azure.State.Applications[application.AppId.Value] = application;
        Tenant.Applications[application.Id.Value] = application.AppId;
        return Answer(application);
    }

    public Application Update(Application application, JsonObject body)
    {
        Apply(application, Checked(Requests.Read(body, RequestJson.Default.ApplicationBody, "Request_BadRequest")));
        return application;
    }

    /// <summary>Its service principal in this tenant goes with it; those in other tenants stay behind, without use.</summary>
    public Application Delete(Application application)
    {
        azure.State.Applications.Remove(application.AppId.Value);
        Tenant.Applications.Remove(application.Id.Value);
        if (Tenant.ServicePrincipals.Remove(application.AppId.Value, out var principal))
            Tenant.Principals.Remove(principal.Value);
        return application;
    }

    public JsonObject AddPassword(Application application, JsonObject body)
    {
        var request = Requests.Read(body, RequestJson.Default.AddPasswordBody, "Request_BadRequest").PasswordCredential;
        var password = new Credential(
            azure.Ids.NextGuid("password", application.AppId.Value),
            request?.DisplayName,
            request?.StartDateTime ?? azure.Now,
            request?.EndDateTime ?? azure.Now.AddYears(2));
        application.Passwords.Add(password);
        return Answer(password);
    }

    public static JsonObject RemovePassword(Application application, JsonObject body)
    {
        var request = Requests.Read(body, RequestJson.Default.RemovePasswordBody, "Request_BadRequest");
        return application.Passwords.RemoveAll(password => ResourceId.Same(password.KeyId, request.KeyId)) > 0
            ? []
            : throw Graph.Bad($"the application has no password '{request.KeyId}'");
    }

    public static JsonObject Answer(Application application) => new()
    {
        ["id"] = application.Id.Value,
        ["appId"] = application.AppId.Value,
        ["displayName"] = application.DisplayName,
        ["signInAudience"] = application.SignInAudience,
        ["createdDateTime"] = Json.Time(application.Created),
        ["identifierUris"] = new JsonArray(),
        ["passwordCredentials"] = Json.Array(application.Passwords.Select(Answer)),
        ["keyCredentials"] = Json.Array(application.Certificates.Select(Answer)),
    };

    private static ApplicationBody Checked(ApplicationBody request)
    {
        if (request.DisplayName is { } name && AzureNames.DisplayName(name) is { Ok: false, Mistake: var mistake })
            throw Graph.Bad(mistake);
        return request with
        {
            SignInAudience = Requests.Word(
                "Request_BadRequest",
                "signInAudience",
                request.SignInAudience,
                "AzureADMyOrg",
                SignInAudience.MultipleOrgs,
                SignInAudience.AndPersonalAccounts,
                "PersonalMicrosoftAccount"),
        };
    }

    private void Apply(Application application, ApplicationBody request)
    {
        application.DisplayName = request.DisplayName ?? application.DisplayName;
        application.SignInAudience = request.SignInAudience ?? application.SignInAudience;
        if (request.KeyCredentials is not { } certificates)
            return;
        application.Certificates.Clear();
        application.Certificates.AddRange(certificates.Select(certificate => new Credential(
            azure.Ids.NextGuid("certificate", application.AppId.Value),
            certificate.DisplayName,
            certificate.StartDateTime ?? azure.Now,
            certificate.EndDateTime ?? azure.Now.AddYears(1))));
    }

    private static JsonObject Answer(Credential credential) => new()
    {
        ["keyId"] = credential.KeyId,
        ["displayName"] = credential.DisplayName,
        ["startDateTime"] = Json.Time(credential.Start),
        ["endDateTime"] = Json.Time(credential.End),
    };
}

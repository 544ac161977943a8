using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Stacks.Providers;

/// <summary><c>azuread:index/application:Application</c>, through Microsoft Graph. Ids are <c>/applications/{object id}</c>.</summary>
internal sealed class ApplicationProvider : ResourceProvider
{
    public override string Type => "azuread:index/application:Application";

    public override IReadOnlyList<string> ReplacedBy => [];

    public override Provided Create(SignedIn account, string name, JsonObject inputs)
    {
        var made = account.Azure.Graph(account.Tenant).Post("/applications", (JsonObject)inputs.DeepClone());
        return Provide(made);
    }

    public override Provided Update(SignedIn account, string id, JsonObject inputs)
    {
        account.Azure.Graph(account.Tenant).Patch(id, (JsonObject)inputs.DeepClone());
        return Read(account, id)!;
    }

    public override Provided? Read(SignedIn account, string id) => OrGone(() => Provide(account.Azure.Graph(account.Tenant).Get(id)));

    public override void Delete(SignedIn account, string id) => account.Azure.Graph(account.Tenant).Delete(id);

    /// <summary>What the provider makes of Graph's answer, for the resource and for the look-up alike.</summary>
    internal static Provided Provide(JsonObject answer)
    {
        var objectId = answer["id"]!.GetValue<string>();
        var id = $"/applications/{objectId}";
        return new Provided(id, new JsonObject
        {
            ["id"] = id,
            ["objectId"] = objectId,
            ["clientId"] = answer["appId"]?.DeepClone(),
            ["displayName"] = answer["displayName"]?.DeepClone(),
            ["signInAudience"] = answer["signInAudience"]?.DeepClone(),
        });
    }
}

/// <summary>An application's federated credential. Ids are <c>{application's object id}/federatedIdentityCredential/{id}</c>.</summary>
internal sealed class FederatedCredentialProvider : ResourceProvider
{
    private const string Separator = "/federatedIdentityCredential/";

    public override string Type => "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential";

    public override IReadOnlyList<string> ReplacedBy => ["applicationId", "displayName"];

    public override Provided Create(SignedIn account, string name, JsonObject inputs)
    {
        var application = inputs["applicationId"]!.GetValue<string>();
        var body = Body(inputs);
        body["name"] = inputs["displayName"]?.DeepClone();
        return Provide(application, account.Azure.Graph(account.Tenant).Post($"{application}/federatedIdentityCredentials", body));
    }

    public override Provided Update(SignedIn account, string id, JsonObject inputs)
    {
        account.Azure.Graph(account.Tenant).Patch(Path(id), Body(inputs));
        return Read(account, id)!;
    }

    public override Provided? Read(SignedIn account, string id) =>
        OrGone(() => Provide($"/applications/{id.Split(Separator)[0]}", account.Azure.Graph(account.Tenant).Get(Path(id))));

    public override void Delete(SignedIn account, string id) => account.Azure.Graph(account.Tenant).Delete(Path(id));

    private static JsonObject Body(JsonObject inputs) => new(inputs
        .Where(input => input.Key is not "applicationId" and not "displayName")
        .Select(input => KeyValuePair.Create(input.Key, input.Value?.DeepClone())));

    private static string Path(string id) =>
        $"/applications/{id.Replace(Separator, "/federatedIdentityCredentials/", StringComparison.Ordinal)}";

    private static Provided Provide(string application, JsonObject answer)
    {
        var credentialId = answer["id"]!.GetValue<string>();
        return new Provided(application["/applications/".Length..] + Separator + credentialId, new JsonObject
        {
            ["applicationId"] = application,
            ["credentialId"] = credentialId,
            ["displayName"] = answer["name"]?.DeepClone(),
            ["description"] = answer["description"]?.DeepClone(),
            ["issuer"] = answer["issuer"]?.DeepClone(),
            ["subject"] = answer["subject"]?.DeepClone(),
            ["audiences"] = answer["audiences"]?.DeepClone(),
        });
    }
}

/// <summary>An application's service principal. Ids are <c>/servicePrincipals/{object id}</c>.</summary>
internal sealed class ServicePrincipalProvider : ResourceProvider
{
    public override string Type => "azuread:index/servicePrincipal:ServicePrincipal";

    public override IReadOnlyList<string> ReplacedBy => ["clientId"];

    public override Provided Create(SignedIn account, string name, JsonObject inputs)
    {
        var graph = account.Azure.Graph(account.Tenant);
        var clientId = inputs["clientId"]!.GetValue<string>();
        return inputs["useExisting"]?.GetValue<bool>() == true
            && OrGone(() => graph.Get($"/servicePrincipals(appId='{clientId}')")) is { } existing
            ? Provide(existing)
            : Provide(graph.Post("/servicePrincipals", new JsonObject { ["appId"] = clientId }));
    }

    public override Provided Update(SignedIn account, string id, JsonObject inputs) => Read(account, id)
        ?? throw new AzureException(404, "Request_ResourceNotFound", $"There is no service principal '{id}'.");

    public override Provided? Read(SignedIn account, string id) => OrGone(() => Provide(account.Azure.Graph(account.Tenant).Get(id)));

    public override void Delete(SignedIn account, string id) => account.Azure.Graph(account.Tenant).Delete(id);

    private static Provided Provide(JsonObject answer)
    {
        var objectId = answer["id"]!.GetValue<string>();
        var id = $"/servicePrincipals/{objectId}";
        return new Provided(id, new JsonObject
        {
            ["id"] = id,
            ["objectId"] = objectId,
            ["clientId"] = answer["appId"]?.DeepClone(),
            ["displayName"] = answer["displayName"]?.DeepClone(),
            ["accountEnabled"] = answer["accountEnabled"]?.DeepClone(),
        });
    }
}

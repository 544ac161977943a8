using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// The federated identity credentials of an application. As in Azure, an issuer, subject or audience that nobody has is taken
/// without complaint; it shows only when a token is to be exchanged.
/// </summary>
internal sealed partial class FederatedCredentials(SimulatedAzure azure)
{
    private const int Most = EntraLimits.FederatedCredentialsOfApplication;
    private const int LongestText = 600;

    public JsonObject Create(Application application, JsonObject body)
    {
        var request = Requests.Read(body, RequestJson.Default.FederatedCredentialBody, "Request_BadRequest");
        if (request.Name is not { } name || !NameForm().IsMatch(name))
        {
            throw Graph.Bad(
                $"'{request.Name}' is no name for a federated credential: use 3 to 120 letters, digits, hyphens and underscores, "
                + "beginning with a letter or digit");
        }

        if (application.FederatedCredentials.Exists(other => ResourceId.Same(other.Name, name)))
            throw Graph.Taken($"the application has a federated credential '{name}' already");
        if (application.FederatedCredentials.Count >= Most)
            throw Graph.Bad($"an application has at most {Most} federated credentials");
        var credential = Checked(application, new FederatedCredential("", name, "", "", []), request);
        credential = credential with { Id = azure.Ids.NextGuid("federated credential", $"{application.AppId} {name}") };
        application.FederatedCredentials.Add(credential);
        return Answer(credential);
    }

    public static FederatedCredential Update(Application application, string key, JsonObject body)
    {
        var request = Requests.Read(body, RequestJson.Default.FederatedCredentialBody, "Request_BadRequest");
        var existing = Find(application, key);
        if (request.Name is not null && request.Name != existing.Name)
            throw Graph.Bad("the name of a federated credential cannot be changed");
        var changed = Checked(application, existing, request);
        application.FederatedCredentials[application.FederatedCredentials.IndexOf(existing)] = changed;
        return changed;
    }

    public static FederatedCredential Delete(Application application, string key)
    {
        var credential = Find(application, key);
        application.FederatedCredentials.Remove(credential);
        return credential;
    }

    /// <summary>By id or by name.</summary>
    public static FederatedCredential Find(Application application, string key) =>
        application.FederatedCredentials.Find(credential => ResourceId.Same(credential.Id, key) || ResourceId.Same(credential.Name, key))
            ?? throw Graph.NotFound($"federated credential '{key}' of the application '{application.AppId}'");

    public static JsonObject Answer(FederatedCredential credential) => new()
    {
        ["id"] = credential.Id,
        ["name"] = credential.Name,
        ["issuer"] = credential.Issuer,
        ["subject"] = credential.Subject,
        ["audiences"] = Json.Array(credential.Audiences),
        ["description"] = credential.Description,
    };

    private static FederatedCredential Checked(Application application, FederatedCredential existing, FederatedCredentialBody request)
    {
        var changed = existing with
        {
            Issuer = request.Issuer ?? existing.Issuer,
            Subject = request.Subject ?? existing.Subject,
            Audiences = request.Audiences ?? existing.Audiences,
            Description = request.Description ?? existing.Description,
        };
        if (changed.Audiences is not [{ Length: > 0 and <= LongestText }])
            throw Graph.Bad("audiences must hold exactly one audience");
        if (changed.Issuer.Length is 0 or > LongestText || changed.Subject.Length is 0 or > LongestText)
            throw Graph.Bad($"issuer and subject must have 1 to {LongestText} characters");
        if (changed.Description is { Length: > LongestText })
            throw Graph.Bad($"the description must have at most {LongestText} characters");
        var isTwin = application.FederatedCredentials.Exists(other =>
            other.Id != changed.Id && other.Issuer == changed.Issuer && other.Subject == changed.Subject);
        return isTwin ? throw Graph.Taken("the application has a federated credential of this issuer and subject already") : changed;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{2,119}\\z")]
    private static partial Regex NameForm();
}

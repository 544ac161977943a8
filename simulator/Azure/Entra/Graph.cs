using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// Microsoft Graph of one tenant: paths and JSON bodies as its REST interface takes and answers them. It knows
/// <c>applications</c> (by object id or as <c>applications(appId='…')</c>) with <c>addPassword</c>, <c>removePassword</c> and
/// <c>federatedIdentityCredentials</c>, <c>servicePrincipals</c> (likewise by application id), <c>users</c> and <c>groups</c> with
/// <c>members</c>; of each of these <c>transitiveMemberOf</c>.
/// </summary>
public sealed class Graph
{
    private readonly SimulatedAzure _azure;
    private readonly Applications _applications;
    private readonly FederatedCredentials _federatedCredentials;
    private readonly Principals _principals;
    private readonly GroupMembers _members;

    internal Graph(SimulatedAzure azure, TenantId tenant, bool isAdministrator)
    {
        _azure = azure;
        _applications = new Applications(azure, tenant);
        _federatedCredentials = new FederatedCredentials(azure);
        _principals = new Principals(azure, tenant, isAdministrator);
        _members = new GroupMembers(azure, tenant);
    }

    /// <exception cref="AzureException">The request is refused; nothing has changed.</exception>
    public JsonObject Post(string path, JsonObject body) => Do(path, request => request switch
    {
        { Collection: "applications", Key: null } => _applications.Create(body),
        { Collection: "applications", Child: "addPassword", ChildKey: null } => _applications.AddPassword(Application(request), body),
        { Collection: "applications", Child: "removePassword", ChildKey: null } => Applications.RemovePassword(Application(request), body),
        { Collection: "applications", Child: "federatedIdentityCredentials", ChildKey: null } =>
            _federatedCredentials.Create(Application(request), body),
        { Collection: "servicePrincipals", Key: null } => _principals.Install(body),
        { Collection: "users", Key: null } => _principals.CreateUser(body),
        { Collection: "groups", Key: null } => _principals.CreateGroup(body),
        { Collection: "groups", Child: "members", ChildKey: "$ref" } => _members.Add(_principals.Find(request), body),
        _ => throw Unknown(path),
    });

    public JsonObject Get(string path) => Do(path, request => request switch
    {
        { Collection: "applications", Key: not null, Child: null } => Applications.Answer(Application(request)),
        { Collection: "applications", Child: "federatedIdentityCredentials", ChildKey: { } key } =>
            FederatedCredentials.Answer(FederatedCredentials.Find(Application(request), key)),
        { Collection: "servicePrincipals" or "users" or "groups", Key: not null, Child: null } =>
            _principals.Answer(_principals.Find(request)),
        _ => throw Unknown(path),
    });

    /// <summary>The <c>value</c> of a collection.</summary>
    public IReadOnlyList<JsonObject> List(string path) => Do(path, request => request switch
    {
        { Collection: "applications", Key: null } => (IReadOnlyList<JsonObject>)[.. _applications.List().Select(Applications.Answer)],
        { Collection: "applications", Child: "federatedIdentityCredentials", ChildKey: null } =>
            [.. Application(request).FederatedCredentials.Select(FederatedCredentials.Answer)],
        { Collection: "servicePrincipals" or "users" or "groups", Key: null } =>
            [.. _principals.List(request.Collection).Select(_principals.Answer)],
        { Collection: "groups", Child: "members", ChildKey: null } =>
            [.. _members.In(_principals.Find(request)).Select(_principals.Answer)],
        { Collection: "servicePrincipals" or "users" or "groups", Child: "transitiveMemberOf", ChildKey: null } =>
            [.. _members.Of(_principals.Find(request)).Select(_principals.Answer)],
        _ => throw Unknown(path),
    });

    public void Patch(string path, JsonObject body) => Do<object>(path, request => request switch
    {
        { Collection: "applications", Key: not null, Child: null } => _applications.Update(Application(request), body),
        { Collection: "applications", Child: "federatedIdentityCredentials", ChildKey: { } key } =>
            FederatedCredentials.Update(Application(request), key, body),
        { Collection: "servicePrincipals" or "users", Key: not null, Child: null } => _principals.Update(_principals.Find(request), body),
        _ => throw Unknown(path),
    });

    public void Delete(string path) => Do<object>(path, request => request switch
    {
        { Collection: "applications", Key: not null, Child: null } => _applications.Delete(Application(request)),
        { Collection: "applications", Child: "federatedIdentityCredentials", ChildKey: { } key } =>
            FederatedCredentials.Delete(Application(request), key),
        { Collection: "servicePrincipals" or "users" or "groups", Key: not null, Child: null } =>
            _principals.Delete(_principals.Find(request)),
        { Collection: "groups", Child: "members", ChildKey: { } member } => _members.Remove(_principals.Find(request), member),
        _ => throw Unknown(path),
    });

    internal static AzureException NotFound(string what) =>
        new(404, "Request_ResourceNotFound", $"There is no {what} in this tenant.");

    internal static AzureException Bad(string what) => new(400, "Request_BadRequest", $"The request is refused: {what}.");

    internal static AzureException Taken(string what) =>
        new(409, "Request_MultipleObjectsWithSameKeyValue", $"The request is refused: {what}.");

    private Application Application(GraphPath request) => _applications.Find(request);

    private T Do<T>(string path, Func<GraphPath, T> what)
    {
        lock (_azure.Gate)
            return what(GraphPath.Parse(path) ?? throw Unknown(path));
    }

    private static AzureException Unknown(string path) =>
        new(400, "BadRequest", $"The simulated Microsoft Graph does not know the request '{path}'.");
}

/// <summary>A path such as <c>applications(appId='…')/federatedIdentityCredentials/{id}</c>, taken apart.</summary>
/// <param name="Key">The object id, or with <paramref name="IsByAppId"/> the application id; null for the whole collection.</param>
internal sealed record GraphPath(string Collection, string? Key, bool IsByAppId, string? Child, string? ChildKey)
{
    public static GraphPath? Parse(string path)
    {
        var segments = path.Trim('/').Split('/');

        // The reference to a member is what is deleted, not the member.
        if (segments is [_, _, "members", _, "$ref"])
            segments = segments[..^1];
        var alternate = segments[0].IndexOf("(appId='", StringComparison.Ordinal);
        if (alternate > 0 && segments[0].EndsWith("')", StringComparison.Ordinal))
        {
            var appId = segments[0][(alternate + "(appId='".Length)..^2];
            segments = [segments[0][..alternate], appId, .. segments[1..]];
        }

        return segments is { Length: >= 1 and <= 4 } && segments.All(segment => segment.Length > 0)
            ? new GraphPath(
                segments[0], segments.ElementAtOrDefault(1), alternate > 0, segments.ElementAtOrDefault(2), segments.ElementAtOrDefault(3))
            : null;
    }
}

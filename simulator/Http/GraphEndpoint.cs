using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// Microsoft Graph v1.0 of one cloud, for reading; the token decides which tenant is meant. Any principal of a tenant may read its
/// directory.
/// </summary>
internal sealed partial class GraphEndpoint(SimulatedAzure azure, Cloud cloud, BearerTokens tokens, int pageSize) : Endpoint
{
    private const string Bad = "Request_BadRequest";
    private const string NextLink = "@odata.nextLink";
    private const int UsualPage = 100;
    private const int MostPage = 999;

    private static readonly Dictionary<string, IReadOnlyList<string>> Properties = new()
    {
        ["applications"] =
        [
            "id", "appId", "displayName", "signInAudience", "createdDateTime", "identifierUris", "passwordCredentials", "keyCredentials",
            "isDisabled", "disabledByMicrosoftStatus",
        ],
        ["servicePrincipals"] =
        [
            "id", "appId", "displayName", "accountEnabled", "appDisplayName", "appOwnerOrganizationId", "servicePrincipalType",
            "signInAudience", "passwordCredentials", "keyCredentials", "isDisabled", "disabledByMicrosoftStatus",
        ],
        ["federatedIdentityCredentials"] = ["id", "name", "issuer", "subject", "audiences", "description"],
        ["users"] = ["id", "displayName", "accountEnabled", "userPrincipalName"],
        ["groups"] = ["id", "displayName"],
    };

    public override Reply? Answer(Request request)
    {
        if (!request.IsGet || request.Segments is not ["v1.0", _, ..])
            return null;
        var graph = azure.Graph(Caller(request).Tenant);
        var path = request.Path["/v1.0/".Length..];
        return GraphPath.Parse(path) switch
        {
            { Collection: "applications", Child: "federatedIdentityCredentials" } credential => credential.ChildKey is null
                ? List(request, graph, path, credential.Child)
                : Get(request, graph, path, credential.Child),
            { Collection: "servicePrincipals", Key: not null, Child: "transitiveMemberOf", ChildKey: null } =>
                Reply.Ok(Value(graph.List(path).Select(GroupObject), null)),
            { Child: null } found when Properties.ContainsKey(found.Collection) => found.Key is null
                ? List(request, graph, path, found.Collection)
                : Get(request, graph, path, found.Collection),
            _ => null,
        };
    }

    public override Reply Refuse(Request request, AzureException refusal)
    {
        var body = refusal.ToJson();
        body["error"]!["innerError"] = new JsonObject
        {
            ["date"] = azure.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss"),
            ["request-id"] = SimulatedAzureServer.IdOf(request.Line),
            ["client-request-id"] = SimulatedAzureServer.IdOf(request.Line),
        };
        var reply = Reply.Json(refusal.Status, body);
        var authority = $"https://{cloud.LoginHost}/common/oauth2/authorize";
        return refusal.Status == 401 ? reply.With("WWW-Authenticate", $"Bearer realm=\"\", authorization_uri=\"{authority}\"") : reply;
    }

    public override string CodeOf(int status) => status switch
    {
        401 => "InvalidAuthenticationToken",
        403 => "Authorization_RequestDenied",
        404 => "Request_ResourceNotFound",
        429 => "TooManyRequests",
        503 => "serviceNotAvailable",
        _ => "generalException",
    };

    public override Reply EmptyPage(string? next) => Reply.Ok(Value([], next));

    private Reply Get(Request request, Graph graph, string path, string collection)
    {
        request.AllowParameters(Bad, "$select");
        var body = Selected(graph.Get(path), request.Parameter("$select"), collection);
        body.Insert(0, "@odata.context", Context(collection) + "/$entity");
        return Reply.Ok(body);
    }

    private Reply List(Request request, Graph graph, string path, string collection)
    {
        request.AllowParameters(Bad, "$select", "$filter", "$top", "$skiptoken", "$count");
        IEnumerable<JsonObject> entries = graph.List(path);
        if (request.Parameter("$filter") is { } filter)
            entries = entries.Where(Filter(filter, collection));
        var size = Page.Size(request, "$top", Math.Min(pageSize, request.Parameter("$top") is null ? UsualPage : MostPage), MostPage, Bad);
        var page = Page.Of(entries, entry => entry["id"]!.GetValue<string>(), size, request.Parameter("$skiptoken"), Bad);
        var selected = page.Entries.Select(entry => Selected(entry, request.Parameter("$select"), collection));
        var body = Value(selected, Page.Next(request, page.Next));
        body.Insert(0, "@odata.context", Context(collection));
        if (request.Parameter("$count") == "true")
            body["@odata.count"] = entries.Count();
        return Reply.Ok(body);
    }

    private static Func<JsonObject, bool> Filter(string filter, string collection)
    {
        if (FilterForm().Match(filter) is not { Success: true } match || !Properties[collection].Contains(match.Groups["name"].Value))
        {
            throw new AzureException(
                400,
                "Request_UnsupportedQuery",
                $"The simulator does not know the $filter '{filter}' of {collection}; it knows property eq 'value'.");
        }

        var (name, value) = (match.Groups["name"].Value, match.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal));
        return entry => entry[name] is JsonValue found
            && found.TryGetValue<string>(out var text)
            && string.Equals(text, value, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonObject Selected(JsonObject entry, string? select, string collection)
    {
        foreach (var (name, value) in entry.ToList())
        {
            if (value is null && name != "description")
                entry.Remove(name);
        }

        if (select is null)
            return entry;
        var names = select.Split(',', StringSplitOptions.TrimEntries);
        if (names.FirstOrDefault(name => !Properties[collection].Contains(name)) is { } unknown)
            throw new AzureException(400, Bad, $"The simulator does not know the property '{unknown}' of {collection}.");
        foreach (var (name, _) in entry.ToList())
        {
            if (!names.Contains(name))
                entry.Remove(name);
        }

        return entry;
    }

    private static JsonObject GroupObject(JsonObject group)
    {
        group.Insert(0, "@odata.type", "#microsoft.graph.group");
        return group;
    }

    private static JsonObject Value(IEnumerable<JsonObject> entries, string? next)
    {
        var body = new JsonObject { ["value"] = Json.Array(entries) };
        if (next is not null)
            body[NextLink] = next;
        return body;
    }

    private string Context(string collection) => $"https://{cloud.GraphHost}/v1.0/$metadata#{collection}";

    private AccessToken Caller(Request request)
    {
        if (request.Bearer is null)
            throw Invalid("the access token is empty");
        if (tokens.Read(request.Bearer) is not { } token)
            throw Invalid("the access token is not one of this simulated cloud");
        if (token.Audience.TrimEnd('/') != $"https://{cloud.GraphHost}")
            throw Invalid($"its audience is '{token.Audience}', not https://{cloud.GraphHost}");
        return azure.Clock.GetUtcNow() < token.Expires ? token : throw Invalid("its lifetime is over");
    }

    private static AzureException Invalid(string why) =>
        new(401, "InvalidAuthenticationToken", $"The access token is not accepted: {why}.");

    [GeneratedRegex("^(?<name>[A-Za-z]+) eq '(?<value>([^']|'')*)'\\z")]
    private static partial Regex FilterForm();
}

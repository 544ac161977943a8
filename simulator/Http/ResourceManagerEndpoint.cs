using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// Azure Resource Manager of one cloud, for reading: tenants, subscriptions, and whatever types the simulated one knows, by id and as
/// lists. Any principal of a tenant may read all of its subscriptions.
/// </summary>
internal sealed partial class ResourceManagerEndpoint(SimulatedAzure azure, Cloud cloud, BearerTokens tokens, int pageSize) : Endpoint
{
    private readonly Subscriptions _subscriptions = new(azure);

    public override Reply? Answer(Request request)
    {
        if (!request.IsGet)
            return null;
        var caller = Caller(request);
        string[] path = [request.Segments[0].ToLowerInvariant(), .. request.Segments[1..]];
        var isGroup = path is ["subscriptions", _, { } groups, ..] && ResourceId.Same(groups, "resourceGroups");
        return path switch
        {
            ["tenants"] => Ok(request, _subscriptions.Tenants(caller.Tenant)),
            ["subscriptions"] => Ok(request, _subscriptions.List(caller.Tenant)),
            ["subscriptions", var id] => Ok(request, _subscriptions.Get(Within(id, caller))),
            ["subscriptions", var id, var providers, var name] when ResourceId.Same(providers, "providers") =>
                Ok(request, _subscriptions.Provider(Within(id, caller), name)),
            ["subscriptions", var id, _] when isGroup =>
                List(request, caller, $"/subscriptions/{Within(id, caller)}", ResourceGroups.TypeName),
            ["subscriptions", var id, _, _] when isGroup => Get(request, caller, id),
            ["providers", var space, var type, var name] when ResourceId.Same($"{space}/{type}", RoleDefinitions.TypeName) =>
                RoleDefinition(request, name),
            ["subscriptions", var id, ..] => Resource(request, caller, id),
            _ => null,
        };
    }

    public override Reply Refuse(Request request, AzureException refusal)
    {
        var reply = Reply.Json(refusal.Status, refusal.ToJson());
        if (refusal.Status != 401)
            return reply;
        var authority = $"https://{cloud.LoginHost}/organizations";
        return reply.With(
            "WWW-Authenticate", $"Bearer authorization_uri=\"{authority}\", error=\"invalid_token\", error_description=\"{refusal.Code}\"");
    }

    public override string CodeOf(int status) => status switch
    {
        401 => "InvalidAuthenticationToken",
        403 => "AuthorizationFailed",
        404 => "ResourceNotFound",
        429 => "TooManyRequests",
        503 => "ServerBusy",
        _ => "InternalServerError",
    };

    public override Reply EmptyPage(string? next) => Reply.Ok(Value([], next));

    private Reply? Resource(Request request, AccessToken caller, string subscription)
    {
        var path = request.Segments;
        var providers = path.Length - 1;
        while (providers > 1 && !ResourceId.Same(path[providers], "providers"))
            providers--;
        var rest = path.Skip(providers + 1).ToList();
        if (providers < 2 || rest.Count < 2)
            return null;
        if (rest.Count % 2 == 1)
            return Get(request, caller, subscription);

        _ = Within(subscription, caller);
        var parents = rest.Take(rest.Count - 1).ToList();
        var scope = string.Join('/', path.Take(rest.Count == 2 ? providers : path.Length - 1));
        var type = string.Join('/', parents.Where((_, index) => index == 0 || index % 2 == 1).Append(rest[^1]));
        return List(request, caller, "/" + scope, type);
    }

    private Reply Get(Request request, AccessToken caller, string subscription)
    {
        _ = Within(subscription, caller);
        request.AllowParameters("BadRequest", "api-version");
        return Reply.Ok(azure.ResourceManager.Get(request.Path, request.Parameter("api-version") ?? ""));
    }

    private Reply List(Request request, AccessToken caller, string scope, string type)
    {
        var isAssignments = type.StartsWith("Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase)
            && !ResourceId.Same(type, RoleDefinitions.TypeName);
        request.AllowParameters("BadRequest", ["api-version", "$skiptoken", isAssignments ? "$filter" : "$top"]);
        lock (azure.Gate)
        {
            var entries = azure.ResourceManager.Entries(scope, type, request.Parameter("api-version") ?? "");
            if (request.Parameter("$filter") is { } filter)
                entries = entries.Where(Filter(filter, scope, caller));
            var size = Page.Size(request, "$top", pageSize, 1000, "BadRequest");
            var page = Page.Of(entries, entry => entry.Id, size, request.Parameter("$skiptoken"), "InvalidSkipToken");
            return Reply.Ok(Value(page.Entries.Select(entry => Json.Compact(entry.Body())), Page.Next(request, page.Next)));
        }
    }

    private Func<Listed, bool> Filter(string filter, string scope, AccessToken caller)
    {
        if (FilterForm().Match(filter) is not { Success: true } match)
        {
            throw new AzureException(
                400,
                "BadRequest",
                $"The simulator does not know the $filter '{filter}'; "
                    + "it knows atScope(), and principalId eq '{id}' or assignedTo('{id}').");
        }

        var isAtScope = match.Groups["at"].Success;
        var principals = Principals(match, caller);
        return entry => entry.Body()["properties"] is JsonObject assignment
            && (!isAtScope || ResourceId.IsWithin(scope, assignment["scope"]!.GetValue<string>()))
            && (principals.Count == 0
                || principals.Contains(assignment["principalId"]!.GetValue<string>(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whose assignments are wanted: with assignedTo those of the principal's groups too. Empty for everybody's.</summary>
    private List<string> Principals(Match match, AccessToken caller)
    {
        var text = match.Groups["principal"].Value;
        if (text.Length == 0)
            return [];
        return match.Groups["transitive"].Success && ObjectId.Parse(text) is { Ok: true, Value: { } principal }
            ? [text, .. azure.State.Tenants[caller.Tenant.Value].GroupsOf(principal).Select(group => group.Value)]
            : [text];
    }

    private static Reply RoleDefinition(Request request, string name) => BuiltInRole.Named(name) is { } role
        ? Ok(request, RoleDefinitions.Answer("", role), ["2022-04-01"])
        : throw new AzureException(404, "RoleDefinitionDoesNotExist", $"There is no built-in role '{name}'.");

    private static Reply Ok(Request request, JsonObject body, IReadOnlyList<string>? versions = null)
    {
        request.AllowParameters("BadRequest", "api-version");
        if (request.Parameter("api-version") is not { Length: > 0 } version)
            throw new AzureException(400, "MissingApiVersionParameter", "The request has no api-version.");
        var known = versions ?? Subscriptions.ApiVersions;
        return known.Contains(version)
            ? Reply.Ok(body)
            : throw new AzureException(
                400, "InvalidApiVersionParameter", $"The API version '{version}' is not known here; known are {string.Join(", ", known)}.");
    }

    private static JsonObject Value(IEnumerable<JsonObject> entries, string? next)
    {
        var body = new JsonObject { ["value"] = Json.Array(entries) };
        if (next is not null)
            body["nextLink"] = next;
        return body;
    }

    private AccessToken Caller(Request request)
    {
        if (request.Bearer is null)
            throw new AzureException(401, "AuthenticationFailed", "The header Authorization with a bearer token is missing.");
        if (tokens.Read(request.Bearer) is not { } token)
            throw new AzureException(401, "InvalidAuthenticationToken", "The access token is not one of this simulated cloud.");
        if (token.Audience.TrimEnd('/') != $"https://{cloud.ManagementHost}")
        {
            throw new AzureException(
                401,
                "InvalidAuthenticationTokenAudience",
                $"The access token is for '{token.Audience}', not for https://{cloud.ManagementHost}.");
        }

        return azure.Clock.GetUtcNow() < token.Expires
            ? token
            : throw new AzureException(401, "ExpiredAuthenticationToken", $"The access token expired at {Json.Time(token.Expires)}.");
    }

    /// <summary>The id of a subscription, once it is certain that it is the caller's tenant's.</summary>
    private SubscriptionId Within(string subscription, AccessToken caller)
    {
        if (SubscriptionId.Parse(subscription) is not { Ok: true, Value: { } id })
            throw new AzureException(400, "InvalidSubscriptionId", $"'{subscription}' is not a subscription id.");
        var tenant = _subscriptions.TenantOf(id);
        return tenant == caller.Tenant
            ? id
            : throw new AzureException(
                401,
                "InvalidAuthenticationTokenTenant",
                $"The access token is of tenant '{caller.Tenant}', but the subscription '{id}' is of tenant '{tenant}'.");
    }

    [GeneratedRegex(
        @"^(?:(?<at>atScope\(\))"
        + @"|(?:(?<at>atScope\(\)) and )?(?:principalId eq '(?<principal>[^']+)'|(?<transitive>assignedTo)\('(?<principal>[^']+)'\)))\z")]
    private static partial Regex FilterForm();
}

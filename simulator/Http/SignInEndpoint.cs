using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// The sign-in host of one cloud: tokens for applications by a client secret, and the discovery that Azure.Identity does before. What a
/// secret is does not matter, for the simulator keeps none: an application that has one can sign in with any, one that has none cannot.
/// </summary>
internal sealed class SignInEndpoint(SimulatedAzure azure, Cloud cloud, BearerTokens tokens) : Endpoint
{
    private const string Scope = "/.default";

    public override Reply? Answer(Request request) => (request.Method, request.Segments) switch
    {
        ("GET", ["common", "discovery", "instance"]) => Reply.Ok(Instances()),
        ("POST", [var tenant, "oauth2", "v2.0", "token"]) => Reply.Ok(Token(Tenant(tenant), Form(request))),
        _ => null,
    };

    public override Reply Refuse(Request request, AzureException refusal)
    {
        var number = refusal.Code.StartsWith("AADSTS", StringComparison.Ordinal) ? refusal.Code["AADSTS".Length..] : "90020";
        var id = SimulatedAzureServer.IdOf(request.Line);
        var time = azure.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'");
        var message = refusal.Message.StartsWith("AADSTS", StringComparison.Ordinal)
            ? refusal.Message
            : $"AADSTS{number}: {refusal.Message}";
        return Reply.Json(refusal.Status, new JsonObject
        {
            ["error"] = ErrorOf(number, refusal.Status),
            ["error_description"] = $"{message} Trace ID: {id} Correlation ID: {id} Timestamp: {time}",
            ["error_codes"] = new JsonArray(int.Parse(number)),
            ["timestamp"] = time,
            ["trace_id"] = id,
            ["correlation_id"] = id,
            ["error_uri"] = $"https://{cloud.LoginHost}/error?code={number}",
        });
    }

    public override string CodeOf(int status) => status switch
    {
        401 => "AADSTS7000215",
        403 => "AADSTS53003",
        404 => "AADSTS90002",
        429 => "AADSTS90055",
        503 => "AADSTS90033",
        _ => "AADSTS90020",
    };

    public override Reply EmptyPage(string? next) => Reply.Ok(new JsonObject());

    /// <summary>Source: Microsoft, "Microsoft Entra authentication and authorization error codes"; the words are OAuth 2.0's.</summary>
    private static string ErrorOf(string number, int status) => number switch
    {
        "7000215" or "7000216" => "invalid_client",
        "700016" or "7000229" or "7000112" => "unauthorized_client",
        "70003" => "unsupported_grant_type",
        "1002012" => "invalid_scope",
        "500011" => "invalid_resource",
        _ => status >= 500 ? "temporarily_unavailable" : "invalid_request",
    };

    private JsonObject Token(TenantId tenant, Dictionary<string, string> form)
    {
        var grant = Required(form, "grant_type");
        if (grant != "client_credentials")
            throw Refused(400, "AADSTS70003", $"the simulator does not know the grant type '{grant}'; it knows client_credentials");
        var client = Required(form, "client_id");
        var audience = Audience(Required(form, "scope"), tenant);
        if (!form.ContainsKey("client_secret"))
            throw Refused(401, "AADSTS7000216", "a client_secret is needed; client assertions are not modelled over HTTP");
        var token = Issue(tenant, client, audience);
        var lifetime = (long)(token.Expires - azure.Clock.GetUtcNow()).TotalSeconds;
        return new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = lifetime,
            ["ext_expires_in"] = lifetime,
            ["access_token"] = tokens.Write(token),
        };
    }

    private AccessToken Issue(TenantId tenant, string client, string audience)
    {
        if (ApplicationId.Parse(client) is not { Ok: true, Value: { } application })
            throw Refused(400, "AADSTS700016", $"the application '{client}' is not known in tenant '{tenant}'");
        if (application == SimulatedOperator.ClientId)
            return azure.Tokens.Issue(tenant, SimulatedOperator.Principal, application, audience);
        lock (azure.Gate)
        {
            var principal = azure.Tokens.RequireServicePrincipal(application, tenant);
            return azure.State.Applications[application.Value].Passwords.Exists(password => azure.Clock.GetUtcNow() < password.End)
                ? azure.Tokens.Issue(tenant, principal, audience)
                : throw Refused(401, "AADSTS7000215", $"the application '{application}' has no valid client secret");
        }
    }

    private string Audience(string scope, TenantId tenant)
    {
        if (!scope.EndsWith(Scope, StringComparison.Ordinal))
            throw Refused(400, "AADSTS1002012", $"the scope '{scope}' does not end in {Scope}, as it must with client credentials");
        var audience = scope[..^Scope.Length];
        var host = audience.TrimEnd('/').Replace("https://", "", StringComparison.Ordinal);
        var isKnown = host == cloud.ManagementHost || host == cloud.GraphHost || host == cloud.VaultSuffix || host == cloud.ManagedHsmSuffix
            || host == BlobEndpoint.Resource || host.EndsWith($".blob.{cloud.StorageSuffix}", StringComparison.Ordinal);
        return isKnown && audience.StartsWith("https://", StringComparison.Ordinal)
            ? audience
            : throw Refused(400, "AADSTS500011", $"the resource '{audience}' is not known in tenant '{tenant}'");
    }

    private TenantId Tenant(string text)
    {
        if (TenantId.Parse(text) is not { Ok: true, Value: { } tenant })
            throw Refused(400, "AADSTS900023", $"'{text}' is not the id of a tenant; domain names are not modelled");
        lock (azure.Gate)
        {
            return azure.State.Tenants.TryGetValue(tenant.Value, out var found) && found.Cloud == cloud
                ? tenant
                : throw Refused(400, "AADSTS90002", $"there is no tenant '{tenant}'");
        }
    }

    private static Dictionary<string, string> Form(Request request) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body)).ToDictionary(field => field.Key, field => field.Value.ToString());

    private static string Required(Dictionary<string, string> form, string name) => form.GetValueOrDefault(name) is { Length: > 0 } value
        ? value
        : throw Refused(400, "AADSTS900144", $"the body lacks the parameter '{name}'");

    private JsonObject Instances() => new()
    {
        ["tenant_discovery_endpoint"] = $"https://{cloud.LoginHost}/common/v2.0/.well-known/openid-configuration",
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject
        {
            ["preferred_network"] = cloud.LoginHost,
            ["preferred_cache"] = cloud.LoginHost,
            ["aliases"] = new JsonArray(cloud.LoginHost),
        }),
    };

    private static AzureException Refused(int status, string code, string why) =>
        new(status, code, $"{code}: No token is issued, for {why}.");
}

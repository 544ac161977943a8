using System.Buffers.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// The data plane of key vaults and managed HSMs, version 7.4: read, rotate, enable and disable a key, and its rotation policy. The
/// caller's rights are those that the simulated vault gives.
/// </summary>
internal sealed class KeyVaultEndpoint(SimulatedAzure azure, BearerTokens tokens, SimulatedAzureServerOptions options) : Endpoint
{
    private const string Bad = "BadParameter";
    private const string ApiVersion = "7.4";
    private const int MostPage = 25;

    private readonly ManagedHsmRoles _roles = new(azure);

    public override Reply? Answer(Request request)
    {
        var store = Required(request.Host);
        var caller = Caller(request, store);
        if (store is ManagedHsm && _roles.Answer(request, store.Name, caller) is { } role)
            return Versioned(request, role);
        if (request.Segments is not ["keys", var name, .. var rest])
            return null;
        Func<KeyUri, Reply>? call = (request.Method, rest) switch
        {
            ("GET", [] or [""]) => key => Bundle(azure.KeyVault.GetKey(caller, key)),
            ("GET", ["versions"]) => key => Versions(request, caller, key),
            ("GET", ["rotationpolicy"]) => key => Reply.Ok(azure.KeyVault.GetRotationPolicy(caller, key)),
            ("GET", [_]) => key => Bundle(azure.KeyVault.GetKey(caller, key)),
            ("POST", ["rotate"]) => key => Bundle(azure.KeyVault.RotateKey(caller, key)),
            ("PATCH", [_]) => key => Bundle(azure.KeyVault.SetEnabled(caller, key, Enabled(request))),
            ("PUT", ["rotationpolicy"]) => key => Reply.Ok(azure.KeyVault.SetRotationPolicy(caller, key, Policy(request))),
            _ => null,
        };
        return call is null ? null : Versioned(request, () => call(Key(request.Host, name, rest)));
    }

    public override Reply Refuse(Request request, AzureException refusal)
    {
        var body = refusal.ToJson();
        // Of a token that it refuses, Key Vault gives the code in the message and nowhere else.
        if (refusal.Status == 401)
            body["error"]!.AsObject().Remove("innererror");
        var reply = Reply.Json(refusal.Status, body);
        return refusal.Status == 401 && Find(request.Host) is { } store
            ? reply.With("WWW-Authenticate", Challenge(store, refusal))
            : reply;
    }

    public override string CodeOf(int status) => status switch
    {
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "KeyNotFound",
        429 => "Throttled",
        503 => "ServiceUnavailable",
        _ => "InternalServerError",
    };

    public override Reply EmptyPage(string? next) => Reply.Ok(new JsonObject { ["value"] = new JsonArray(), ["nextLink"] = next });

    private static Reply Versioned(Request request, Func<Reply> answer)
    {
        request.AllowParameters(Bad, "api-version", "maxresults", "$skiptoken");
        var version = request.Parameter("api-version") ?? throw new AzureException(400, Bad, "The request has no api-version.");
        return version == ApiVersion
            ? answer() with { IsChange = !request.IsGet }
            : throw new AzureException(400, Bad, $"The API version '{version}' is not known here; known is {ApiVersion}.");
    }

    private Reply Bundle(KeyBundle bundle)
    {
        var body = bundle.ToJson();
        // Who rotates or disables a key need not be allowed to read it, but the answer has the public key all the same.
        var pair = azure.KeyVault.GetPublicKey(Azure.Caller.Operator, bundle.Id);
        body["key"]!["n"] = Base64Url.EncodeToString(pair.Modulus);
        body["key"]!["e"] = Base64Url.EncodeToString(pair.Exponent);
        return Reply.Ok(body);
    }

    private Reply Versions(Request request, Caller caller, KeyUri key)
    {
        var size = Page.Size(request, "maxresults", Math.Min(MostPage, options.PageSize), MostPage, Bad);
        var versions = azure.KeyVault.ListVersions(caller, key);
        var page = Page.Of(versions, version => version.Version, size, request.Parameter("$skiptoken"), Bad);
        return Reply.Ok(new JsonObject
        {
            ["value"] = Json.Array(page.Entries.Select(version => new JsonObject
            {
                ["kid"] = version.Id.ToString(),
                ["attributes"] = version.Attributes(),
            })),
            ["nextLink"] = Page.Next(request, page.Next),
        });
    }

    private static bool Enabled(Request request) => request.Json(Bad) switch
    {
        { Count: 1 } body when body["attributes"] is JsonObject { Count: 1 } attributes
            && attributes["enabled"] is JsonValue value && value.TryGetValue<bool>(out var enabled) => enabled,
        _ => throw AzureException.NotModelled("changes of a key other than of attributes.enabled"),
    };

    /// <summary>A policy may be sent back as it was answered; what is read-only in it has no effect.</summary>
    private static JsonObject Policy(Request request)
    {
        var policy = request.Json(Bad);
        policy.Remove("id");
        (policy["attributes"] as JsonObject)?.Remove("created");
        (policy["attributes"] as JsonObject)?.Remove("updated");
        return policy;
    }

    private static KeyUri Key(string host, string name, string[] rest)
    {
        var version = rest is [{ Length: > 0 } last] && last is not ("versions" or "rotationpolicy" or "rotate") ? "/" + last : "";
        var parsed = KeyUri.Parse($"https://{host}/keys/{name}{version}");
        return parsed.Ok ? parsed.Value : throw new AzureException(400, Bad, $"The request is refused: {parsed.Mistake}.");
    }

    private Caller Caller(Request request, IKeyStore store)
    {
        if (request.Bearer is null)
            throw new AzureException(401, "Unauthorized", "AKV10000: The request has no bearer token.", innerCode: "AKV10000");
        var token = tokens.Read(request.Bearer)
            ?? throw new AzureException(
                401, "Unauthorized", "AKV10046: The token is not one of this simulated cloud.", innerCode: "AKV10046");
        lock (azure.Gate)
            azure.KeyAccess.RequireToken(store, token);
        return token.Application == SimulatedOperator.ClientId ? Azure.Caller.Operator : Azure.Caller.With(token, options.CallersAddress);
    }

    private string Challenge(IKeyStore store, AzureException refusal)
    {
        lock (azure.Gate)
        {
            var cloud = azure.KeyStores.CloudOf(store);
            var authority = $"https://{cloud.LoginHost}/{store.TenantId}";
            var challenge = $"Bearer authorization=\"{authority}\", resource=\"{azure.KeyStores.AudienceOf(store)}\"";
            return refusal.InnerCode is null or "AKV10000"
                ? challenge
                : $"{challenge}, error=\"invalid_token\", error_description=\"{refusal.InnerCode}\"";
        }
    }

    private IKeyStore Required(string host) =>
        Find(host) ?? throw new AzureException(
            404, "VaultNotFound", $"Nothing answers at '{host}': there is no such vault or managed HSM.");

    private IKeyStore? Find(string host)
    {
        if (KeyUri.Parse($"https://{host}/keys/any") is not { Ok: true, Value: { } any })
            return null;
        try
        {
            lock (azure.Gate)
                return azure.KeyStores.At(any);
        }
        catch (AzureException)
        {
            return null;
        }
    }
}

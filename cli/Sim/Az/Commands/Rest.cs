using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az rest</c>, on Azure Resource Manager: what no command of its own reaches.</summary>
internal static class Rest
{
    public static readonly AzCommand[] All =
    [
        new("rest", "Call Azure Resource Manager.", Run,
            [AzOption.Of("--method -m", AzValues.One, "get", "get", "put", "patch", "delete"), "--url --uri -u!", "--body -b",
                AzOption.Of("--headers", AzValues.Some), "--resource"], Changes: true),
    ];

    private static JsonObject? Run(AzCall call)
    {
        var (path, version) = Address(call);
        var session = call.Session;
        switch (call.Text("--method"))
        {
            case "put":
                return session.Put(path, version, Body(call));
            case "patch":
                return session.Put(path, version, Merged(session.Get(path, version), Body(call)));
            case "delete":
                session.Delete(path, version);
                return null;
            default:
                return IsList(path, out var scope, out var type)
                    ? new JsonObject { ["value"] = AzShapes.List(session.List(scope, type, version)) }
                    : session.Get(path, version);
        }
    }

    private static (string Path, string Version) Address(AzCall call)
    {
        var cloud = call.Session.Cloud;
        var text = call.Required("--url")
            .Replace("{subscriptionId}", call.Session.Profile.Subscription?.Value ?? "", StringComparison.Ordinal);
        if (text.StartsWith('/'))
            text = $"https://{cloud.ManagementHost}{text}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || url.Host != cloud.ManagementHost)
            throw AzException.NotModelled($"requests to '{text}', but only to https://{cloud.ManagementHost}");
        const string name = "api-version=";
        var query = url.Query.TrimStart('?').Split('&');
        return query is [var only] && only.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            ? (Uri.UnescapeDataString(url.AbsolutePath).TrimEnd('/'), only[name.Length..])
            : throw new AzureException(400, "MissingApiVersionParameter", "The query must have an api-version, and nothing else here.");
    }

    private static JsonObject Body(AzCall call)
    {
        try
        {
            return JsonNode.Parse(call.Text("--body") ?? "{}") as JsonObject ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new AzException("argument --body: a JSON object is expected");
        }
    }

    /// <summary>A list is a path that ends in a type: the names stand before it in pairs.</summary>
    private static bool IsList(string path, out string scope, out string type)
    {
        (scope, type) = ("", "");
        var segments = path.Split('/');
        if (segments is ["", var subscriptions, _, var last]
            && subscriptions == "subscriptions"
            && last.Equals("resourceGroups", StringComparison.OrdinalIgnoreCase))
        {
            (scope, type) = (path[..path.LastIndexOf('/')], "Microsoft.Resources/resourceGroups");
            return true;
        }

        var at = Array.FindLastIndex(segments, segment => segment.Equals("providers", StringComparison.OrdinalIgnoreCase));
        if (at < 0 || (segments.Length - at) % 2 == 0)
            return false;
        var rest = segments[(at + 1)..];
        type = string.Join('/', rest.Where((_, index) => index == 0 || index % 2 == 1));
        scope = rest.Length == 2 ? string.Join('/', segments[..at]) : string.Join('/', segments[..^1]);
        return true;
    }

    /// <summary>
    /// What is there with what the request says in its place (JSON merge patch); what Azure only answers is left out. An identity that is
    /// set to null beside another is detached.
    /// </summary>
    private static JsonObject Merged(JsonObject current, JsonObject patch)
    {
        if ((string?)current["type"] != "Microsoft.Storage/storageAccounts")
            throw AzException.NotModelled("PATCH of anything but storage accounts");
        var body = new JsonObject
        {
            ["kind"] = current["kind"]!.DeepClone(),
            ["sku"] = new JsonObject { ["name"] = current["sku"]!["name"]!.DeepClone() },
            ["location"] = current["location"]!.DeepClone(),
            ["tags"] = (patch["tags"] ?? current["tags"])?.DeepClone(),
            ["properties"] = patch["properties"]?.DeepClone() ?? new JsonObject(),
        };
        if (patch["properties"]?["encryption"] is JsonObject wanted)
            body["properties"]!["encryption"] =
                Merge(StorageEncryption.AsRequest(current["properties"]!["encryption"]!.AsObject()), wanted);
        if (patch["identity"] is { } identity)
            body["identity"] = identity.DeepClone();
        return body;
    }

    private static JsonObject Merge(JsonObject old, JsonObject wanted)
    {
        foreach (var (name, value) in wanted)
            old[name] = old[name] is JsonObject was && value is JsonObject becomes
                ? Merge((JsonObject)was.DeepClone(), becomes)
                : value?.DeepClone();
        return old;
    }
}

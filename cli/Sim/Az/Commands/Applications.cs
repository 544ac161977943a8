using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az ad app</c>.</summary>
internal static class Applications
{
    private static readonly string[] Audiences =
        ["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"];

    public static readonly AzOption Id = "--id!";

    private static readonly AzOption[] Changeable =
    [
        AzOption.Of("--sign-in-audience", AzValues.One, null!, Audiences), "--key-value",
        AzOption.Of("--key-type", AzValues.One, null!, "AsymmetricX509Cert"),
        AzOption.Of("--key-usage", AzValues.One, null!, "Verify"), "--key-display-name", "--start-date", "--end-date",
    ];

    public static readonly AzCommand[] All =
    [
        new("ad app create", "Register an application.", Create, ["--display-name!", .. Changeable], Changes: true),
        new("ad app show", "Show an application.",
            call => DirectoryShape.Application(call.Session, Find(call.Session, call.Required("--id")), isAlone: true), [Id]),
        new("ad app list", "List the applications of the tenant.", List,
            ["--app-id", "--display-name", "--filter", AzOption.Of("--all", AzValues.Switch)]),
        new("ad app update", "Change an application.", Update, [Id, "--display-name", .. Changeable], Changes: true),
        new("ad app delete", "Delete an application.", Delete, [Id], Changes: true),
    ];

    /// <summary>By application id or object id.</summary>
    /// <exception cref="AzureException">There is none.</exception>
    public static JsonObject Find(AzSession session, string id) =>
        session.Graph.List("applications").FirstOrDefault(one => Is(one, "appId", id) || Is(one, "id", id))
            ?? throw new AzureException(404, "Request_ResourceNotFound",
                $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static bool Is(JsonObject one, string member, string value) =>
        string.Equals((string?)one[member], value, StringComparison.OrdinalIgnoreCase);

    public static string PathOf(JsonObject application) => $"applications/{application["id"]}";

    /// <summary>As the Azure CLI, one of the same name is changed rather than made twice.</summary>
    private static JsonObject Create(AzCall call)
    {
        var name = call.Required("--display-name");
        var existing = call.Session.Graph.List("applications").Where(one => (string?)one["displayName"] == name).ToList();
        if (existing.Count > 1)
            throw new AzException($"More than one application have the same display name '{name}': please remove them first.");
        var body = Body(call);
        body["displayName"] = name;
        if (existing is not [var found])
        {
            body.TryAdd("signInAudience", "AzureADMyOrg");
            return DirectoryShape.Application(call.Session, call.Session.Graph.Post("applications", body), isAlone: true);
        }

        call.Warn($"Found an existing application instance: (id) {found["id"]}. We will patch it.");
        call.Session.Graph.Patch(PathOf(found), body);
        return DirectoryShape.Application(call.Session, call.Session.Graph.Get(PathOf(found)), isAlone: true);
    }

    private static JsonArray List(AzCall call)
    {
        var filter = ODataFilter.Of(call.Text("--filter"));
        return AzShapes.List(call.Session.Graph.List("applications")
            .Where(one => call.Text("--app-id") is not { } id || Is(one, "appId", id))
            .Where(one => call.Text("--display-name") is not { } name
                || ((string)one["displayName"]!).StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Where(filter)
            .Select(one => DirectoryShape.Application(call.Session, one, isAlone: false)));
    }

    private static JsonNode? Update(AzCall call)
    {
        var body = Body(call);
        if (call.Text("--display-name") is { } name)
            body["displayName"] = name;
        call.Session.Graph.Patch(PathOf(Find(call.Session, call.Required("--id"))), body);
        return null;
    }

    private static JsonNode? Delete(AzCall call)
    {
        call.Session.Graph.Delete(PathOf(Find(call.Session, call.Required("--id"))));
        return null;
    }

    private static JsonObject Body(AzCall call)
    {
        var body = new JsonObject();
        if (call.Text("--sign-in-audience") is { } audience)
            body["signInAudience"] = audience;
        if (call.Text("--key-value") is { } key)
        {
            body["keyCredentials"] = new JsonArray(new JsonObject
            {
                ["type"] = "AsymmetricX509Cert",
                ["usage"] = "Verify",
                ["key"] = key,
                ["displayName"] = call.Text("--key-display-name"),
                ["startDateTime"] = call.Time("--start-date"),
                ["endDateTime"] = call.Time("--end-date"),
            });
        }

        return body;
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az ad sp</c>.</summary>
internal static class ServicePrincipals
{
    public static readonly AzCommand[] All =
    [
        new("ad sp create", "Install an application in the tenant.", Create, ["--id!"], Changes: true),
        new("ad sp show", "Show a service principal.",
            call => DirectoryShape.ServicePrincipal(call.Session, Find(call.Session, call.Required("--id")), isAlone: true), ["--id!"]),
        new("ad sp list", "List the service principals of the tenant.", List,
            ["--display-name", "--spn", "--filter", AzOption.Of("--all", AzValues.Switch)]),
        new("ad sp update", "Enable or disable a service principal.", Update, ["--id!", AzOption.Of("--set", AzValues.Some)],
            Changes: true),
        new("ad sp delete", "Delete a service principal.", Delete, ["--id!"], Changes: true),
    ];

    /// <summary>By object id or application id.</summary>
    /// <exception cref="AzureException">There is none.</exception>
    public static JsonObject Find(AzSession session, string id) =>
        TryFind(session, id) ?? throw new AzureException(
            404, "Request_ResourceNotFound",
            $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static JsonObject? TryFind(AzSession session, string id) => session.Graph.List("servicePrincipals")
        .FirstOrDefault(one => Applications.Is(one, "id", id) || Applications.Is(one, "appId", id));

    private static JsonObject Create(AzCall call)
    {
        var id = call.Required("--id");
        var own = call.Session.Graph.List("applications").FirstOrDefault(one => Applications.Is(one, "id", id));
        var made = call.Session.Graph.Post("servicePrincipals", new JsonObject { ["appId"] = (string?)own?["appId"] ?? id });
        return DirectoryShape.ServicePrincipal(call.Session, made, isAlone: true);
    }

    private static JsonArray List(AzCall call)
    {
        var filter = ODataFilter.Of(call.Text("--filter"));
        return AzShapes.List(call.Session.Graph.List("servicePrincipals")
            .Where(one => call.Text("--display-name") is not { } name
                || ((string)one["displayName"]!).StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Where(one => call.Text("--spn") is not { } spn || Applications.Is(one, "appId", spn))
            .Where(filter)
            .Select(one => DirectoryShape.ServicePrincipal(call.Session, one, isAlone: false)));
    }

    private static JsonNode? Update(AzCall call)
    {
        var body = new JsonObject();
        foreach (var setting in call.List("--set") ?? [])
        {
            body["accountEnabled"] = setting.Split('=', 2) switch
            {
                ["accountEnabled", "true" or "True"] => true,
                ["accountEnabled", "false" or "False"] => false,
                _ => throw AzException.NotModelled($"the setting '{setting}' of a service principal; it knows accountEnabled"),
            };
        }

        call.Session.Graph.Patch($"servicePrincipals/{Find(call.Session, call.Required("--id"))["id"]}", body);
        return null;
    }

    private static JsonNode? Delete(AzCall call)
    {
        call.Session.Graph.Delete($"servicePrincipals/{Find(call.Session, call.Required("--id"))["id"]}");
        return null;
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az ad user</c>, <c>az ad signed-in-user</c> and <c>az ad group</c>.</summary>
internal static class People
{
    private static readonly AzOption Group = "--group -g!";
    private static readonly AzOption Member = "--member-id!";

    public static readonly AzCommand[] All =
    [
        new("ad signed-in-user show", "Show the signed-in user.", SignedIn, []),
        new("ad user create", "Create a user.", CreateUser,
            ["--display-name!", "--password!", "--user-principal-name!", "--mail-nickname",
                AzOption.Of("--force-change-password-next-sign-in", AzValues.Flag)],
            Changes: true),
        new("ad user show", "Show a user, by object id or principal name.", call => FindUser(call.Session, call.Required("--id")),
            ["--id!"]),
        new("ad user list", "List the users of the tenant.", call => AzShapes.List(call.Session.Graph.List("users")), []),
        new("ad user update", "Enable or disable a user.", UpdateUser, ["--id!", AzOption.Of("--account-enabled", AzValues.Flag)],
            Changes: true),
        new("ad user delete", "Delete a user.", DeleteUser, ["--id!"], Changes: true),
        new("ad group create", "Create a group.", CreateGroup, ["--display-name!", "--mail-nickname!"], Changes: true),
        new("ad group show", "Show a group.", call => FindGroup(call), [Group]),
        new("ad group list", "List the groups of the tenant.", ListGroups, ["--display-name"]),
        new("ad group delete", "Delete a group.", DeleteGroup, [Group], Changes: true),
        new("ad group member add", "Add a member to a group.", AddMember, [Group, Member], Changes: true),
        new("ad group member remove", "Remove a member from a group.", RemoveMember, [Group, Member], Changes: true),
        new("ad group member list", "List the members of a group.",
            call => AzShapes.List(call.Session.Graph.List($"{PathOf(call)}/members")),
            [Group]),
        new("ad group member check", "Check whether a principal is a member of a group.", Check, [Group, Member]),
    ];

    private static JsonObject SignedIn(AzCall call)
    {
        call.Session.EnsurePerson(call.Session.Tenant);
        return call.Session.Graph.Get($"users/{SimulatedOperator.Person}");
    }

    private static JsonObject CreateUser(AzCall call)
    {
        var name = call.Required("--user-principal-name");
        return call.Session.Graph.Post("users", new JsonObject
        {
            ["accountEnabled"] = true,
            ["displayName"] = call.Required("--display-name"),
            ["mailNickname"] = call.Text("--mail-nickname") ?? name.Split('@')[0],
            ["userPrincipalName"] = name,
            ["passwordProfile"] = new JsonObject { ["password"] = "not kept" },
        });
    }

    private static JsonObject FindUser(AzSession session, string id) =>
        session.Graph.List("users").FirstOrDefault(one => Applications.Is(one, "id", id) || Applications.Is(one, "userPrincipalName", id))
            ?? throw new AzureException(404, "Request_ResourceNotFound",
                $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    private static JsonNode? UpdateUser(AzCall call)
    {
        var body = new JsonObject();
        if (call.Flag("--account-enabled") is { } enabled)
            body["accountEnabled"] = enabled;
        call.Session.Graph.Patch($"users/{FindUser(call.Session, call.Required("--id"))["id"]}", body);
        return null;
    }

    private static JsonNode? DeleteUser(AzCall call)
    {
        call.Session.Graph.Delete($"users/{FindUser(call.Session, call.Required("--id"))["id"]}");
        return null;
    }

    private static JsonObject CreateGroup(AzCall call)
    {
        var name = call.Required("--display-name");
        var existing = call.Session.Graph.List("groups").FirstOrDefault(one => (string?)one["displayName"] == name);
        return existing ?? call.Session.Graph.Post("groups", new JsonObject
        {
            ["displayName"] = name,
            ["mailNickname"] = call.Required("--mail-nickname"),
            ["mailEnabled"] = false,
            ["securityEnabled"] = true,
        });
    }

    /// <summary>By object id, or by display name or the beginning of one where that says which.</summary>
    private static JsonObject FindGroup(AzCall call)
    {
        var wanted = call.Required("--group");
        var groups = call.Session.Graph.List("groups");
        var found = groups.Where(one => Applications.Is(one, "id", wanted) || Applications.Is(one, "displayName", wanted)).ToList();
        if (found.Count == 0)
            found = [.. groups.Where(one => ((string)one["displayName"]!).StartsWith(wanted, StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [var one] => one,
            [] => throw new AzureException(404, "Request_ResourceNotFound", $"No group matches the name of '{wanted}'"),
            _ => throw new AzException($"More than one group match the name of '{wanted}'"),
        };
    }

    private static string PathOf(AzCall call) => $"groups/{FindGroup(call)["id"]}";

    private static JsonArray ListGroups(AzCall call) => AzShapes.List(call.Session.Graph.List("groups").Where(one =>
        call.Text("--display-name") is not { } name || ((string)one["displayName"]!).StartsWith(name, StringComparison.OrdinalIgnoreCase)));

    private static JsonNode? DeleteGroup(AzCall call)
    {
        call.Session.Graph.Delete(PathOf(call));
        return null;
    }

    private static JsonNode? AddMember(AzCall call)
    {
        var address = $"https://{call.Session.Cloud.GraphHost}/v1.0/directoryObjects/{call.Required("--member-id")}";
        call.Session.Graph.Post($"{PathOf(call)}/members/$ref", new JsonObject { ["@odata.id"] = address });
        return null;
    }

    private static JsonNode? RemoveMember(AzCall call)
    {
        call.Session.Graph.Delete($"{PathOf(call)}/members/{call.Required("--member-id")}/$ref");
        return null;
    }

    private static JsonObject Check(AzCall call) => new JsonObject
    {
        ["value"] = call.Session.Graph.List($"{PathOf(call)}/members").Any(one => Applications.Is(one, "id", call.Required("--member-id"))),
    };
}

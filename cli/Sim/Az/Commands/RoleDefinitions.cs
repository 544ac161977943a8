using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az role definition</c>.</summary>
internal static class RoleDefinitions
{
    private const string TypeName = "Microsoft.Authorization/roleDefinitions";

    private static readonly AzOption[] Where =
        ["--name -n", "--resource-group -g", "--scope", AzOption.Of("--custom-role-only", AzValues.Flag)];

    public static readonly AzCommand[] All =
    [
        new("role definition list", "List the roles that can be assigned.", call => AzShapes.List(Selected(call)), Where),
        new("role definition create", "Create a custom role.", call => Save(call, isNew: true), ["--role-definition!"], Changes: true),
        new("role definition update", "Change a custom role.", call => Save(call, isNew: false), ["--role-definition!"],
            Changes: true),
        new("role definition delete", "Delete a custom role.", Delete, ["--name -n!", .. Where[1..]], Changes: true),
    ];

    public static List<JsonObject> List(AzSession session, string scope) =>
        [.. session.List(scope, TypeName, ApiVersions.Authorization).Select(Shape)];

    /// <summary>The resource id of a role that is named by its id, by the GUID at the end of that, or by its name.</summary>
    /// <exception cref="AzException">There is no such role.</exception>
    public static string IdOf(AzSession session, string role, string scope)
    {
        if (role.Contains($"/{TypeName}/", StringComparison.OrdinalIgnoreCase))
            return role;
        if (Guid.TryParse(role, out _))
            return $"{session.SubscriptionPath}/providers/{TypeName}/{role}";
        var found = List(session, scope)
            .FirstOrDefault(one => string.Equals((string?)one["roleName"], role, StringComparison.OrdinalIgnoreCase));
        return (string?)found?["id"] ?? throw new AzException(
            $"Role '{role}' doesn't exist. (Of the built-in roles the simulator knows those that matter to keys: 'az role definition "
                + "list'.)");
    }

    private static IEnumerable<JsonObject> Selected(AzCall call)
    {
        var scope = call.Text("--scope")
            ?? (call.Text("--resource-group") is { } group ? call.Session.GroupPath(group) : call.Session.SubscriptionPath);
        var name = call.Text("--name");
        return List(call.Session, scope)
            .Where(role => name is null || (string?)role["name"] == name || (string?)role["roleName"] == name)
            .Where(role => call.Flag("--custom-role-only") != true || (string?)role["roleType"] == "CustomRole");
    }

    /// <summary>Takes the form of the Azure CLI's own examples, with capitals, and the one that it prints.</summary>
    private static JsonObject Save(AzCall call, bool isNew)
    {
        var session = call.Session;
        var given = new JsonObject(call.JsonObject("--role-definition")
            .Select(member => KeyValuePair.Create(char.ToLowerInvariant(member.Key[0]) + member.Key[1..], member.Value?.DeepClone())));
        var name = (string?)(given["roleName"] ?? given["name"]) ?? throw new AzException("please provide role name");
        var existing = List(session, session.SubscriptionPath).FirstOrDefault(role =>
            (string?)role["roleName"] == name
                || (string?)role["name"] == name
                || (given["id"] is { } id && (string?)role["id"] == (string?)id));
        if (!isNew && existing is null)
            throw new AzException($"No definition was found with the name of \"{name}\"");
        if (isNew && given["assignableScopes"] is not JsonArray { Count: > 0 })
            throw new AzException("please provide 'assignableScopes'");
        var guid = isNew ? session.Azure.NewGuid($"role definition {name}") : (string)existing!["name"]!;
        return Shape(session.Put($"{session.SubscriptionPath}/providers/{TypeName}/{guid}", ApiVersions.Authorization, new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleName"] = (string?)given["roleName"] ?? (isNew ? name : (string?)existing!["roleName"]),
                ["type"] = "CustomRole",
                ["description"] = given["description"]?.DeepClone(),
                ["permissions"] = given["permissions"]?.DeepClone() ?? new JsonArray(Permission(given)),
                ["assignableScopes"] = (given["assignableScopes"] ?? existing?["assignableScopes"])?.DeepClone(),
            },
        }));
    }

    private static JsonObject Permission(JsonObject given)
    {
        var permission = new JsonObject();
        foreach (var name in (string[])["actions", "notActions", "dataActions", "notDataActions"])
            permission[name] = given[name]?.DeepClone() ?? new JsonArray();
        return permission;
    }

    private static JsonNode? Delete(AzCall call)
    {
        foreach (var role in Selected(call).ToList())
            call.Session.Delete((string)role["id"]!, ApiVersions.Authorization);
        return null;
    }

    private static JsonObject Shape(JsonObject definition)
    {
        var flat = AzShapes.Flat(definition);
        flat["roleType"] = definition["properties"]?["type"]?.DeepClone();
        flat["type"] = TypeName;
        foreach (var permission in flat["permissions"] as JsonArray ?? [])
            AzShapes.WithNulls(permission!.AsObject(), "condition", "conditionVersion");
        return AzShapes.WithNulls(flat, "createdBy", "createdOn", "updatedBy", "updatedOn");
    }
}

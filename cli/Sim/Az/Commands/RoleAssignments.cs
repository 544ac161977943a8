using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az role assignment</c>.</summary>
internal static class RoleAssignments
{
    private const string TypeName = "Microsoft.Authorization/roleAssignments";

    private static readonly AzOption[] Where =
        ["--assignee", "--role", "--scope", "--resource-group -g", AzOption.Of("--include-inherited", AzValues.Switch)];

    public static readonly AzCommand[] All =
    [
        new("role assignment create", "Create a role assignment.", Create,
            ["--role!", "--assignee", "--assignee-object-id",
                AzOption.Of("--assignee-principal-type", AzValues.One, null!, "User", "Group", "ServicePrincipal"),
                "--scope", "--resource-group -g", "--name -n", "--description"], Changes: true),
        new("role assignment list", "List role assignments.", List,
            [.. Where, "--assignee-object-id", AzOption.Of("--all", AzValues.Switch), AzOption.Of("--include-groups", AzValues.Switch),
                AzOption.Of("--fill-principal-name", AzValues.Flag), AzOption.Of("--fill-role-definition-name", AzValues.Flag)]),
        new("role assignment delete", "Delete a role assignment.", Delete,
            [AzOption.Of("--ids", AzValues.Some), .. Where, "--assignee-object-id", AzOption.Of("--yes -y", AzValues.Switch)],
            Changes: true),
    ];

    private static JsonObject Create(AzCall call)
    {
        if (call.Has("--assignee") == call.Has("--assignee-object-id"))
            throw new AzException("usage error: --assignee STRING | --assignee-object-id GUID");
        if (call.Has("--assignee-principal-type") && call.Has("--assignee"))
            throw new AzException("usage error: --assignee-object-id GUID --assignee-principal-type TYPE");
        var session = call.Session;
        var scope = Scope(call) ?? throw new AzException("the following arguments are required: --scope", AzException.Usage);
        var principal = Principal(session, call.Text("--assignee")) ?? call.Required("--assignee-object-id");
        var role = RoleDefinitions.IdOf(session, call.Required("--role"), scope);
        var name = call.Text("--name") ?? session.Azure.NewGuid($"role assignment {scope} {principal} {role}");
        try
        {
            return Shape(session.Put($"{scope}/providers/{TypeName}/{name}", ApiVersions.Authorization, new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["roleDefinitionId"] = role,
                    ["principalId"] = principal,
                    ["principalType"] = call.Text("--assignee-principal-type"),
                    ["description"] = call.Text("--description"),
                },
            }));
        }
        catch (AzureException exists) when (exists.Code == "RoleAssignmentExists")
        {
            return Found(session, scope, inherited: false).First(one => IsOf(one, principal) && IsRole(one, role));
        }
    }

    private static JsonArray List(AzCall call)
    {
        var session = call.Session;
        if (call.Flag("--all") == true && (call.Has("--scope") || call.Has("--resource-group")))
            throw new AzException("group or scope are not required when --all is used");
        var roles = RoleDefinitions.List(session, session.SubscriptionPath);
        return AzShapes.List(Selected(call).Select(one =>
        {
            var definition = roles.FirstOrDefault(role => IsRole(one, (string)role["id"]!));
            one["roleDefinitionName"] = (string?)definition?["roleName"];
            one["principalName"] = DisplayName(session, (string)one["principalId"]!);
            return one;
        }));
    }

    private static JsonNode? Delete(AzCall call)
    {
        if (call.List("--ids") is { } ids)
        {
            foreach (var id in ids)
                call.Session.Delete(id, ApiVersions.Authorization);
            return null;
        }

        if (!Where.Any(option => call.Has(option.Name)) && !call.Has("--assignee-object-id"))
            Confirm.Require(call);
        var selected = Selected(call).ToList();
        if (selected.Count == 0)
            throw new AzException("No matched assignments were found to delete");
        foreach (var one in selected)
            call.Session.Delete((string)one["id"]!, ApiVersions.Authorization);
        return null;
    }

    private static IEnumerable<JsonObject> Selected(AzCall call)
    {
        var session = call.Session;
        var scope = call.Flag("--all") == true ? null : Scope(call) ?? session.SubscriptionPath;
        var principal = Principal(session, call.Text("--assignee")) ?? call.Text("--assignee-object-id");
        var role = call.Text("--role") is { } name ? RoleDefinitions.IdOf(session, name, scope ?? session.SubscriptionPath) : null;
        IReadOnlyList<string> holders = principal is null ? []
            : call.Flag("--include-groups") == true ? [principal, .. GroupsOf(session, principal)]
            : [principal];
        var found = scope is null
            ? session.List(session.SubscriptionPath, TypeName, ApiVersions.Authorization).Select(Shape)
            : Found(session, scope, call.Flag("--include-inherited") == true);
        return found.Where(one => (principal is null || holders.Any(holder => IsOf(one, holder))) && (role is null || IsRole(one, role)));
    }

    /// <summary>The assignments at a scope, and those that it inherits where they are wanted.</summary>
    private static IEnumerable<JsonObject> Found(AzSession session, string scope, bool inherited) => session
        .List(scope, TypeName, ApiVersions.Authorization)
        .Select(Shape)
        .Where(one => (string)one["scope"]! is var at
            && (string.Equals(at, scope, StringComparison.OrdinalIgnoreCase)
                || (inherited && scope.StartsWith(at, StringComparison.OrdinalIgnoreCase))));

    private static string? Scope(AzCall call) => (call.Text("--scope"), call.Text("--resource-group")) switch
    {
        ({ }, { } group) => throw new AzException($"Resource group \"{group}\" is redundant because scope is supplied"),
        ({ } scope, null) => scope.TrimEnd('/'),
        (null, { } group) => call.Session.GroupPath(group),
        _ => null,
    };

    /// <summary>The object id of a user, group or service principal that is named in any of the ways that the Azure CLI takes.</summary>
    private static string? Principal(AzSession session, string? assignee)
    {
        if (assignee is null)
            return null;
        if (ServicePrincipals.TryFind(session, assignee) is { } principal)
            return (string)principal["id"]!;
        var others = session.Graph.List("users").Concat(session.Graph.List("groups"));
        if (others.FirstOrDefault(one => Applications.Is(one, "id", assignee)
            || Applications.Is(one, "userPrincipalName", assignee)) is { } found)
            return (string)found["id"]!;
        return Guid.TryParse(assignee, out _)
            ? assignee
            : throw new AzException($"Cannot find user or service principal in graph database for '{assignee}'. "
                + "If the assignee is an appId, make sure the corresponding service principal is created with 'az ad sp create --id "
                + "{assignee}'.");
    }

    private static IEnumerable<string> GroupsOf(AzSession session, string principal)
    {
        var collection = ServicePrincipals.TryFind(session, principal) is not null ? "servicePrincipals" : "users";
        return session.Graph.List($"{collection}/{principal}/transitiveMemberOf").Select(group => (string)group["id"]!);
    }

    private static string DisplayName(AzSession session, string id)
    {
        if (ServicePrincipals.TryFind(session, id) is { } principal)
            return (string)principal["appId"]!;
        var other = session.Graph.List("users").Concat(session.Graph.List("groups")).FirstOrDefault(one => Applications.Is(one, "id", id));
        return (string?)other?["userPrincipalName"] ?? (string?)other?["displayName"] ?? "";
    }

    private static bool IsOf(JsonObject assignment, string principal) => Applications.Is(assignment, "principalId", principal);

    private static bool IsRole(JsonObject assignment, string role) =>
        string.Equals(((string)assignment["roleDefinitionId"]!).Split('/')[^1], role.Split('/')[^1], StringComparison.OrdinalIgnoreCase);

    private static JsonObject Shape(JsonObject assignment)
    {
        var flat = AzShapes.Flat(assignment);
        AzShapes.Times(flat, "createdOn");
        flat.TryAdd("updatedOn", flat["createdOn"]?.DeepClone());
        return AzShapes.WithNulls(
            flat, "condition", "conditionVersion", "createdBy", "delegatedManagedIdentityResourceId", "description", "updatedBy");
    }
}

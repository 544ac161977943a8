using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az keyvault role</c> and <c>az keyvault security-domain</c>: the data plane of a managed HSM.</summary>
internal static class LocalRoles
{
    private const int LeastKeys = 3;

    private static readonly AzOption Hsm = "--hsm-name!";
    private static readonly AzOption[] Where = ["--scope", "--role", "--assignee", "--assignee-object-id"];

    public static readonly AzCommand[] All =
    [
        new("keyvault role assignment create", "Create a local role assignment in a managed HSM.", Create,
            [Hsm, "--role!", "--scope!", "--assignee", "--assignee-object-id", "--name -n",
                AzOption.Of("--assignee-principal-type -t", AzValues.One, null!, "User", "Group", "ServicePrincipal")], Changes: true),
        new("keyvault role assignment list", "List local role assignments.", call => AzShapes.List(Selected(call)), [Hsm, .. Where]),
        new("keyvault role assignment delete", "Delete a local role assignment.", Delete,
            [Hsm, .. Where, "--name -n", AzOption.Of("--ids", AzValues.Some)], Changes: true),
        new("keyvault role definition list", "List the local roles of a managed HSM.",
            call => AzShapes.List(Definitions(call)), [Hsm, "--scope", AzOption.Of("--custom-role-only", AzValues.Flag)]),
        new("keyvault security-domain download", "Activate a managed HSM by downloading its security domain.", Activate,
            [Hsm, "--security-domain-file!", AzOption.Of("--sd-wrapping-keys!", AzValues.Some), "--sd-quorum!", Vaults.NoWait],
            Changes: true),
    ];

    private static Caller CallerOf(AzCall call) => call.Session.Caller(Keys.HomeOf(call));

    private static List<JsonObject> Definitions(AzCall call) => call.Flag("--custom-role-only") == true ? [] :
    [
        .. call.Session.Azure.HsmRoleAssignments.Definitions(call.Required("--hsm-name"), CallerOf(call)).Select(definition =>
        {
            var flat = AzShapes.Flat(definition);
            flat["roleType"] = definition["properties"]!["type"]!.DeepClone();
            flat["type"] = definition["type"]!.DeepClone();
            return AzShapes.WithNulls(flat, "description");
        }),
    ];

    private static JsonObject Create(AzCall call)
    {
        if (call.Has("--assignee") == call.Has("--assignee-object-id"))
            throw new AzException("Please specify just one of --assignee and --assignee-object-id.");
        var hsm = call.Required("--hsm-name");
        var role = RoleOf(call);
        var scope = ScopeOf(call)!;
        var principal = PrincipalOf(call)!;
        var name = call.Text("--name") ?? call.Session.Azure.NewGuid($"local role assignment {hsm} {scope} {principal} {role["name"]}");
        var made = call.Session.Azure.HsmRoleAssignments.Put(
            hsm,
            scope,
            name,
            new JsonObject { ["properties"] = new JsonObject { ["roleDefinitionId"] = role["id"]!.DeepClone(),
                ["principalId"] = principal } },
            CallerOf(call));
        return Shape(call, made);
    }

    private static IEnumerable<JsonObject> Selected(AzCall call)
    {
        var (scope, principal) = (ScopeOf(call), PrincipalOf(call));
        var role = call.Has("--role") ? (string)RoleOf(call)["name"]! : null;
        return call.Session.Azure.HsmRoleAssignments.ListAll(call.Required("--hsm-name"), CallerOf(call))
            .Select(one => Shape(call, one))
            .Where(one => scope is null || Applications.Is(one, "scope", scope))
            .Where(one => principal is null || Applications.Is(one, "principalId", principal))
            .Where(one => role is null || ((string)one["roleDefinitionId"]!).EndsWith(role, StringComparison.OrdinalIgnoreCase));
    }

    private static JsonArray Delete(AzCall call)
    {
        var names = (call.List("--ids") ?? []).Select(id => id.Split('/')[^1]).ToList();
        if (call.Text("--name") is { } name)
            names.Add(name);
        if (names.Count == 0 && !Where.Any(option => call.Has(option.Name)))
            throw new AzException(
                "Please specify at least one of these parameters: --assignee, --assignee-object-id, --ids, --name, --role, --scope.");
        var gone = Selected(call)
            .Where(one => names.Count == 0 || names.Contains((string)one["name"]!, StringComparer.OrdinalIgnoreCase))
            .ToList();
        foreach (var one in gone)
            call.Session.Azure.HsmRoleAssignments.Delete(call.Required("--hsm-name"), (string)one["name"]!, CallerOf(call));
        return AzShapes.List(gone);
    }

    private static JsonObject RoleOf(AzCall call)
    {
        var wanted = call.Required("--role");
        return Definitions(call).FirstOrDefault(role =>
                Applications.Is(role, "roleName", wanted) || Applications.Is(role, "name", wanted) || Applications.Is(role, "id", wanted))
            ?? throw new AzException($"Role '{wanted}' doesn't exist.");
    }

    private static string? ScopeOf(AzCall call) => call.Text("--scope") is { } scope ? $"/{scope.Trim('/')}" : null;

    private static string? PrincipalOf(AzCall call)
    {
        if (call.Text("--assignee-object-id") is { } id)
            return id;
        if (call.Text("--assignee") is not { } assignee)
            return null;
        var found = ServicePrincipals.TryFind(call.Session, assignee) ?? call.Session.Graph.List("users")
            .Concat(call.Session.Graph.List("groups"))
            .FirstOrDefault(one => Applications.Is(one, "id", assignee) || Applications.Is(one, "userPrincipalName", assignee));
        return (string?)found?["id"] ?? throw new AzException($"Cannot find user or service principal in graph database for '{assignee}'.");
    }

    private static JsonObject Shape(AzCall call, JsonObject assignment)
    {
        var flat = AzShapes.Flat(assignment);
        var role = Definitions(call)
            .FirstOrDefault(one => ((string)flat["roleDefinitionId"]!).EndsWith((string)one["name"]!, StringComparison.OrdinalIgnoreCase));
        flat["roleName"] = (string?)role?["roleName"];
        var principals = new[] { ("servicePrincipals", "ServicePrincipal"), ("users", "User"), ("groups", "Group") };
        var found = principals
            .SelectMany(kind => call.Session.Graph.List(kind.Item1).Select(one => (kind.Item2, One: one)))
            .FirstOrDefault(entry => Applications.Is(entry.One, "id", (string)flat["principalId"]!));
        flat["principalType"] = found.Item2;
        flat["principalName"] =
            (string?)found.One?["userPrincipalName"] ?? (string?)found.One?["appId"] ?? (string?)found.One?["displayName"] ?? "";
        return flat;
    }

    private static JsonObject? Activate(AzCall call)
    {
        var keys = call.List("--sd-wrapping-keys")!;
        var quorum = call.Number("--sd-quorum");
        if (keys.Count < LeastKeys || quorum < 2 || quorum > keys.Count)
            throw new AzException($"The security domain needs {LeastKeys} to 10 wrapping keys, and a quorum of 2 or more of them.");
        if (keys.FirstOrDefault(key => !File.Exists(key)) is { } missing)
            throw new AzException($"File {missing} does not exist.");
        var file = call.Required("--security-domain-file");
        if (File.Exists(file))
            throw new AzException($"File {file} already exists.");
        call.Session.Azure.HsmRoleAssignments.Activate(call.Required("--hsm-name"), CallerOf(call));
        File.WriteAllText(file, "SIMULATED: the security domain of a simulated managed HSM. Nothing can be restored from it.\n");
        return new JsonObject { ["status"] = "Success",
            ["statusDetails"] = "SIMULATED: nothing can be restored from this security domain" };
    }
}

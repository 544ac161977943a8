using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az keyvault set-policy|delete-policy</c>: access policies.</summary>
internal static class VaultPolicies
{
    private static readonly AzOption[] Whose = ["--name -n!", Vaults.Group, "--object-id", "--spn", "--upn", Vaults.NoWait];

    private static readonly (string Option, string Kind)[] Permissions =
    [
        ("--key-permissions", "keys"), ("--secret-permissions", "secrets"), ("--certificate-permissions", "certificates"),
        ("--storage-permissions", "storage"),
    ];

    public static readonly AzCommand[] All =
    [
        new("keyvault set-policy", "Add an access policy to a vault.", Set,
            [.. Whose, .. Permissions.Select(one => AzOption.Of(one.Option, AzValues.Any))], Changes: true),
        new("keyvault delete-policy", "Delete an access policy of a vault.", Delete, Whose, Changes: true),
    ];

    /// <summary>What whoever creates a vault with access policies may do in it.</summary>
    public static JsonObject OfCreator(AzSession session)
    {
        session.EnsurePerson(session.Tenant);
        return Of(session.Tenant, SimulatedOperator.Person.Value, new JsonObject(Permissions.Select(one =>
            KeyValuePair.Create(one.Kind, (JsonNode?)new JsonArray("all")))));
    }

    private static JsonNode Set(AzCall call)
    {
        var vault = Vaults.Require(call);
        if (vault["properties"]!["enableRbacAuthorization"]?.GetValue<bool>() == true)
            throw new AzException("Cannot set policies to a vault with '--enable-rbac-authorization' specified");
        var policies = Policies(vault);
        var principal = Principal(call);
        if (policies.FirstOrDefault(one => Applications.Is(one!.AsObject(), "objectId", principal)) is not { } policy)
            policies.Add(policy = Of(call.Session.Tenant, principal, []));
        foreach (var (option, kind) in Permissions)
        {
            if (call.List(option) is { } wanted)
                policy["permissions"]![kind] = AzShapes.Texts(wanted);
        }

        return Vaults.Put(call, vault);
    }

    private static JsonNode Delete(AzCall call)
    {
        var vault = Vaults.Require(call);
        var policies = Policies(vault);
        var principal = Principal(call);
        var found = policies.Where(one => Applications.Is(one!.AsObject(), "objectId", principal)).ToList();
        if (found.Count == 0)
            throw new AzException($"No matching policies found for object id '{principal}'");
        foreach (var policy in found)
            policies.Remove(policy);
        return Vaults.Put(call, vault);
    }

    private static JsonArray Policies(JsonObject vault)
    {
        var properties = vault["properties"]!.AsObject();
        properties["accessPolicies"] ??= new JsonArray();
        return properties["accessPolicies"]!.AsArray();
    }

    private static JsonObject Of(TenantId tenant, string principal, JsonObject permissions) => new()
    {
        ["tenantId"] = tenant.Value,
        ["objectId"] = principal,
        ["permissions"] = permissions,
    };

    private static string Principal(AzCall call)
    {
        if ((call.Has("--object-id") ? 1 : 0) + (call.Has("--spn") ? 1 : 0) + (call.Has("--upn") ? 1 : 0) != 1)
            throw new AzException("specify exactly one: --object-id, --spn, --upn");
        if (call.Text("--object-id") is { } id)
            return id;
        var found = call.Text("--spn") is { } spn
            ? ServicePrincipals.TryFind(call.Session, spn)
            : call.Session.Graph.List("users").FirstOrDefault(one => Applications.Is(one, "userPrincipalName", call.Required("--upn")));
        return (string?)found?["id"]
            ?? throw new AzException($"Unable to get object id from principal name '{call.Text("--spn") ?? call.Text("--upn")}'.");
    }
}

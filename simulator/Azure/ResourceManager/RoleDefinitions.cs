using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>The definitions of the built-in roles that can be assigned; they can only be read, and there are no custom ones.</summary>
internal sealed class RoleDefinitions(SimulatedAzure azure) : ResourceType(azure, TypeName, "2022-04-01")
{
    public const string TypeName = "Microsoft.Authorization/roleDefinitions";

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion) => throw AzureException.NotModelled("custom roles");

    public override JsonObject? Get(ResourceId id) =>
        BuiltInRole.Named(id.Name) is { } role ? Answer($"/subscriptions/{id.Subscription}", role) : null;

    public override bool Delete(ResourceId id) => throw AzureException.NotModelled("custom roles");

    public override IEnumerable<Listed> List(ResourceId scope)
    {
        var subscription = $"/subscriptions/{scope.Subscription}";
        return BuiltInRole.All.Select(role => new Listed(IdOf(subscription, role), () => Answer(subscription, role)));
    }

    public override void DeleteIn(string groupId)
    {
    }

    /// <param name="scope">A subscription, or nothing for the tenant.</param>
    public static JsonObject Answer(string scope, BuiltInRole role) => new()
    {
        ["id"] = IdOf(scope, role),
        ["name"] = role.Role.DefinitionName,
        ["type"] = TypeName,
        ["properties"] = new JsonObject
        {
            ["roleName"] = role.Role.Name,
            ["type"] = "BuiltInRole",
            ["description"] = role.Description,
            ["assignableScopes"] = new JsonArray("/"),
            ["permissions"] = new JsonArray(new JsonObject
            {
                ["actions"] = Json.Array(role.Actions),
                ["notActions"] = new JsonArray(),
                ["dataActions"] = Json.Array(role.DataActions),
                ["notDataActions"] = new JsonArray(),
            }),
        },
    };

    private static string IdOf(string scope, BuiltInRole role) => $"{scope}/providers/{TypeName}/{role.Role.DefinitionName}";
}

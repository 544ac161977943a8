using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az group</c>.</summary>
internal static class Groups
{
    private static readonly AzOption Name = "--name --resource-group -n -g!";

    public static readonly AzCommand[] All =
    [
        new("group create", "Create a resource group.", Create, [Name, "--location -l!", AzOption.Of("--tags", AzValues.Any)],
            Changes: true),
        new("group show", "Show a resource group.", call => Shape(call.Session.Get(IdOf(call), ApiVersions.Groups)), [Name]),
        new("group exists", "Check whether a resource group exists.", call => call.Session.Find(IdOf(call), ApiVersions.Groups) is not null,
            [Name]),
        new("group list", "List the resource groups of the subscription.", List, [AzOption.Of("--tag")]),
        new("group delete", "Delete a resource group with all its resources.", Delete,
            [Name, AzOption.Of("--yes -y", AzValues.Switch), AzOption.Of("--no-wait", AzValues.Switch)], Changes: true),
    ];

    private static string IdOf(AzCall call) => call.Session.GroupPath(call.Required("--name"));

    private static JsonObject Create(AzCall call)
    {
        var body = new JsonObject { ["location"] = call.Required("--location") };
        if (call.Tags() is { } tags)
            body["tags"] = tags;
        return Shape(call.Session.Put(IdOf(call), ApiVersions.Groups, body));
    }

    private static JsonArray List(AzCall call)
    {
        var groups = call.Session.List(call.Session.SubscriptionPath, "Microsoft.Resources/resourceGroups", ApiVersions.Groups);
        return AzShapes.List(groups.Where(group => HasTag(group, call.Text("--tag"))).Select(Shape));
    }

    private static JsonNode? Delete(AzCall call)
    {
        Confirm.Require(call);
        return call.Session.Delete(IdOf(call), ApiVersions.Groups)
            ? null
            : throw new AzureException(404, "ResourceGroupNotFound", $"Resource group '{call.Required("--name")}' could not be found.");
    }

    private static bool HasTag(JsonObject group, string? tag) => tag is null
        || (tag.Split('=', 2) is [var name, .. var value]
            && group["tags"]?[name] is { } found
            && (value.Length == 0 || (string)found! == value[0]));

    private static JsonObject Shape(JsonObject group) => AzShapes.WithNulls(group, "managedBy", "tags");
}

/// <summary>Whether a deletion is meant: the simulator asks nobody.</summary>
internal static class Confirm
{
    /// <exception cref="AzException">It is not said.</exception>
    public static void Require(AzCall call)
    {
        if (call.Flag("--yes") != true)
            throw new AzException("Unable to prompt for confirmation as no tty available. Use --yes.");
    }
}

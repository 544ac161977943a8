using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record ResourceGroupBody(string? Location = null, IReadOnlyDictionary<string, string>? Tags = null);

internal sealed class ResourceGroups(SimulatedAzure azure, Action<string> deleteContents)
    : ResourceType(azure, TypeName, "2021-04-01", "2024-03-01", "2024-07-01", "2024-11-01", "2025-04-01")
{
    public const string TypeName = "Microsoft.Resources/resourceGroups";

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion)
    {
        var request = Requests.Read(body, RequestJson.Default.ResourceGroupBody);
        if (AzureNames.ResourceGroup(id.Name) is { Ok: false, Mistake: var mistake })
            throw new AzureException(400, "InvalidResourceGroup", $"{mistake}.");
        var location = Requests.Location(request.Location);
        var tags = Requests.Within(TagLimits.OfResources, request.Tags);
        var existing = State.ResourceGroups.GetValueOrDefault(id.GroupId);
        if (existing is not null && existing.Location != location)
        {
            throw new AzureException(
                409,
                "InvalidResourceGroupLocation",
                $"The resource group '{existing.Name}' is in location '{existing.Location}' and cannot be moved to '{location}'.");
        }

        var group = existing is null
            ? new ResourceGroup(id.GroupId, id.Name, id.Subscription, location, tags)
            : existing with { Tags = tags };
        State.ResourceGroups[group.Id] = group;
        return Answer(group);
    }

    public override JsonObject? Get(ResourceId id) =>
        State.ResourceGroups.TryGetValue(id.GroupId, out var group) ? Answer(group) : null;

    public override bool Delete(ResourceId id)
    {
        if (!State.ResourceGroups.Remove(id.GroupId))
            return false;
        deleteContents(id.GroupId);
        return true;
    }

    public override IEnumerable<Listed> List(ResourceId scope) => State.ResourceGroups.Values
        .Where(group => ResourceId.IsWithin(group.Id, scope.ToString()))
        .Select(group => new Listed(group.Id, () => Answer(group)));

    public override void DeleteIn(string groupId)
    {
    }

    private static JsonObject Answer(ResourceGroup group) => new()
    {
        ["id"] = group.Id,
        ["name"] = group.Name,
        ["type"] = TypeName,
        ["location"] = group.Location,
        ["tags"] = Requests.Tags(group.Tags),
        ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" },
    };
}

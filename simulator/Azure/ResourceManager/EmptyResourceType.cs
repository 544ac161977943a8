using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>A type of which nothing can be made here: its lists are always empty, and right to be.</summary>
internal sealed class EmptyResourceType(SimulatedAzure azure, string name, params string[] apiVersions)
    : ResourceType(azure, name, apiVersions)
{
    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion) =>
        throw AzureException.NotModelled($"resources of the type {Name}");

    public override JsonObject? Get(ResourceId id) => null;

    public override bool Delete(ResourceId id) => false;

    public override IEnumerable<Listed> List(ResourceId scope) => [];

    public override void DeleteIn(string groupId)
    {
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>One type of Azure Resource Manager: what its resources take, refuse and answer.</summary>
/// <param name="name">Namespace and type in Azure's own spelling.</param>
/// <param name="apiVersions">The versions whose shape is understood.</param>
internal abstract class ResourceType(SimulatedAzure azure, string name, params string[] apiVersions)
{
    public string Name { get; } = name;

    public IReadOnlyList<string> ApiVersions { get; } = apiVersions;

    /// <summary>Those of <see cref="ApiVersions"/> that requests may use today.</summary>
    public IEnumerable<string> ServedVersions =>
        Azure.RefusesRetiredVersions ? ApiVersions.Where(version => !KeyVaultManagement.Retires(Name, version)) : ApiVersions;

    protected SimulatedAzure Azure { get; } = azure;

    protected CloudState State => Azure.State;

    /// <param name="apiVersion">That of the request: what the body leaves out may mean something else from one to the next.</param>
    public abstract JsonObject Put(ResourceId id, JsonObject body, string apiVersion);

    /// <summary>Null where there is no such resource.</summary>
    public abstract JsonObject? Get(ResourceId id);

    /// <summary>False where there was nothing to delete.</summary>
    public abstract bool Delete(ResourceId id);

    public abstract IEnumerable<Listed> List(ResourceId scope);

    /// <summary>Removes all that belongs to a resource group that goes.</summary>
    public abstract void DeleteIn(string groupId);

    protected string Render(ResourceId id) => id.Render(Name);
}

/// <summary>An entry of a list. Its body is made only when it is asked for, since of long lists only a page is shown.</summary>
internal sealed record Listed(string Id, Func<JsonObject> Body);

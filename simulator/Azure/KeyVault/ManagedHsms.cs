using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// Managed HSMs can only be read: activating one is a ceremony of people with keys of their own, so the simulator begins with
/// those that exist.
/// </summary>
internal sealed class ManagedHsms(SimulatedAzure azure)
    : ResourceType(azure, TypeName, "2023-07-01", "2024-11-01", KeyVaultManagement.ApiVersion)
{
    public const string TypeName = "Microsoft.KeyVault/managedHSMs";

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion) =>
        throw AzureException.NotModelled("the creation of a managed HSM; add an existing one");

    public override JsonObject? Get(ResourceId id) =>
        State.ManagedHsms.TryGetValue(id.Name, out var hsm) && ResourceId.Same(hsm.Id, Render(id)) ? Answer(hsm) : null;

    public override bool Delete(ResourceId id) => throw AzureException.NotModelled("the deletion of a managed HSM");

    public override IEnumerable<Listed> List(ResourceId scope) => State.ManagedHsms.Values
        .Where(hsm => ResourceId.IsWithin(hsm.Id, scope.ToString()))
        .Select(hsm => new Listed(hsm.Id, () => Answer(hsm)));

    public override void DeleteIn(string groupId)
    {
    }

    private JsonObject Answer(ManagedHsm hsm) => new()
    {
        ["id"] = hsm.Id,
        ["name"] = hsm.Name,
        ["type"] = TypeName,
        ["location"] = hsm.Location,
        ["sku"] = new JsonObject { ["family"] = "B", ["name"] = "Standard_B1" },
        ["properties"] = new JsonObject
        {
            ["tenantId"] = hsm.TenantId.Value,
            ["hsmUri"] = $"https://{Azure.KeyStores.HostOf(hsm)}/",
            ["enableSoftDelete"] = true,
            ["softDeleteRetentionInDays"] = hsm.RetentionDays,
            ["enablePurgeProtection"] = hsm.PurgeProtection,
            ["provisioningState"] = "Succeeded",
            ["statusMessage"] = "The managed HSM is provisioned and activated.",
            ["publicNetworkAccess"] = "Enabled",
        },
    };
}

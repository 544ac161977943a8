using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az keyvault list-deleted|show-deleted|recover|purge</c>.</summary>
internal static class DeletedVaults
{
    private static readonly AzOption[] Which = [Vaults.Name, Vaults.Hsm, "--location -l"];

    public static readonly AzCommand[] All =
    [
        new("keyvault list-deleted", "List soft-deleted vaults and managed HSMs.", List,
            [AzOption.Of("--resource-type", AzValues.One, null!, "vault", "hsm")]),
        new("keyvault show-deleted", "Show a soft-deleted vault, or managed HSM.", call => Find(call), Which),
        new("keyvault recover", "Recover a soft-deleted vault or managed HSM.", Recover, [.. Which, Vaults.Group, Vaults.NoWait],
            Changes: true),
        new("keyvault purge", "Purge a soft-deleted vault or managed HSM.", Purge, [.. Which, Vaults.NoWait], Changes: true),
    ];

    private static JsonArray List(AzCall call)
    {
        var azure = call.Session.Azure.ResourceManager;
        var type = call.Text("--resource-type");
        return AzShapes.List([
            .. type == "hsm" ? [] : azure.DeletedVaults(call.Session.Subscription),
            .. type == "vault" ? [] : azure.DeletedManagedHsms(call.Session.Subscription),
        ]);
    }

    private static JsonObject Find(AzCall call)
    {
        var azure = call.Session.Azure.ResourceManager;
        var hsm = call.Text("--hsm-name");
        var name = hsm ?? call.Required("--name");
        var deleted = hsm is null ? azure.DeletedVaults(call.Session.Subscription) : azure.DeletedManagedHsms(call.Session.Subscription);
        return deleted.FirstOrDefault(one => Applications.Is(one, "name", name))
            ?? throw new AzureException(404, "DeletedVaultNotFound", $"No deleted Vault or HSM was found with name {name}");
    }

    private static JsonObject Recover(AzCall call)
    {
        var deleted = Find(call);
        var isHsm = call.Has("--hsm-name");
        var properties = new JsonObject { ["tenantId"] = call.Session.Tenant.Value, ["createMode"] = "recover" };
        if (!isHsm)
            properties["sku"] = new JsonObject { ["family"] = "A", ["name"] = "standard" };
        return Vaults.Shape(call.Session.Put((string)deleted["properties"]![isHsm ? "mhsmId" : "vaultId"]!, ApiVersions.KeyVault,
            new JsonObject
        {
            ["location"] = call.Text("--location") ?? (string?)deleted["properties"]!["location"],
            ["properties"] = properties,
        }));
    }

    private static JsonNode? Purge(AzCall call)
    {
        var name = (string)Find(call)["name"]!;
        if (call.Has("--hsm-name"))
            call.Session.Azure.ResourceManager.PurgeDeletedManagedHsm(name);
        else
            call.Session.Azure.ResourceManager.PurgeDeletedVault(name);
        return null;
    }
}

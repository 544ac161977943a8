using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az keyvault key list-deleted|show-deleted|recover|purge</c>.</summary>
internal static class DeletedKeys
{
    public static readonly AzCommand[] All =
    [
        new("keyvault key list-deleted", "List the soft-deleted keys of a vault or managed HSM.", List, ["--vault-name", "--hsm-name"]),
        new("keyvault key show-deleted", "Show a soft-deleted key.",
            call => Shape(call.Session.Azure.KeyVault.GetDeletedKey(call.Session.Caller(Keys.KeyOf(call)), Keys.KeyOf(call))), Keys.Which),
        new("keyvault key recover", "Recover a soft-deleted key.", Recover, Keys.Which, Changes: true),
        new("keyvault key purge", "Purge a soft-deleted key.", Purge, Keys.Which, Changes: true),
    ];

    public static JsonObject Shape(DeletedKey deleted)
    {
        var shape = KeyLists.Shape(deleted.Key, withVersion: true);
        shape["deletedDate"] = AzShapes.Time(deleted.Deleted);
        shape["recoveryId"] = $"{deleted.Key.Id.VaultUri}/deletedkeys/{deleted.Key.Id.KeyName}";
        shape["scheduledPurgeDate"] = AzShapes.Time(deleted.ScheduledPurge);
        return shape;
    }

    private static JsonArray List(AzCall call)
    {
        var home = Keys.HomeOf(call);
        return AzShapes.List(call.Session.Azure.KeyVault.ListDeletedKeys(call.Session.Caller(home), home).Select(Shape));
    }

    private static JsonObject Recover(AzCall call)
    {
        var key = Keys.KeyOf(call);
        return Keys.Shape(call.Session.Azure, call.Session.Azure.KeyVault.RecoverDeletedKey(call.Session.Caller(key), key));
    }

    private static JsonNode? Purge(AzCall call)
    {
        var key = Keys.KeyOf(call);
        call.Session.Azure.KeyVault.PurgeDeletedKey(call.Session.Caller(key), key);
        return null;
    }
}

using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az keyvault key rotation-policy</c>.</summary>
internal static class RotationPolicies
{
    public static readonly AzCommand[] All =
    [
        new("keyvault key rotation-policy show", "Show the rotation policy of a key.", Show, Keys.Which),
        new("keyvault key rotation-policy update", "Set the rotation policy of a key.", Update, [.. Keys.Which, "--value!"],
            Changes: true),
    ];

    private static JsonObject Show(AzCall call)
    {
        var key = Keys.KeyOf(call);
        return Shape(call.Session.Azure.KeyVault.GetRotationPolicy(call.Session.Caller(key), key));
    }

    private static JsonObject Update(AzCall call)
    {
        var key = Keys.KeyOf(call);
        var given = call.JsonObject("--value");
        foreach (var readOnly in (string[])["id", "createdOn", "updatedOn"])
            given.Remove(readOnly);
        foreach (var trigger in (given["lifetimeActions"] as JsonArray ?? []).Select(action => action?["trigger"]).OfType<JsonObject>())
        {
            foreach (var empty in trigger.Where(member => member.Value is null).Select(member => member.Key).ToList())
                trigger.Remove(empty);
        }

        return Shape(call.Session.Azure.KeyVault.SetRotationPolicy(call.Session.Caller(key), key, given));
    }

    private static JsonObject Shape(JsonObject policy) => new()
    {
        ["createdOn"] = null,
        ["expiresIn"] = policy["attributes"]?["expiryTime"]?.DeepClone(),
        ["id"] = policy["id"]?.DeepClone(),
        ["lifetimeActions"] = AzShapes.List((policy["lifetimeActions"] as JsonArray ?? []).Select(action => new JsonObject
        {
            ["action"] = action!["action"]!["type"]!.DeepClone(),
            ["timeAfterCreate"] = action["trigger"]?["timeAfterCreate"]?.DeepClone(),
            ["timeBeforeExpiry"] = action["trigger"]?["timeBeforeExpiry"]?.DeepClone(),
        })),
        ["updatedOn"] = null,
    };
}

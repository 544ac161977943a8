using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az keyvault network-rule</c>: the addresses that a vault's firewall lets in.</summary>
internal static class VaultNetwork
{
    private static readonly AzOption Name = "--name -n!";
    private static readonly AzOption Addresses = AzOption.Of("--ip-address!", AzValues.Some);

    public static readonly AzCommand[] All =
    [
        new("keyvault network-rule add", "Add addresses to a vault's firewall.", Add, [Name, Vaults.Group, Addresses, Vaults.NoWait],
            Changes: true),
        new("keyvault network-rule remove", "Remove addresses from a vault's firewall.", Remove,
            [Name, Vaults.Group, Addresses, Vaults.NoWait],
            Changes: true),
        new("keyvault network-rule list", "List the rules of a vault's firewall.",
            call => Vaults.Shape(Vaults.Require(call))["properties"]!["networkAcls"]?.DeepClone(), [Name, Vaults.Group]),
    ];

    private static JsonNode Add(AzCall call)
    {
        var (vault, rules) = Rules(call);
        foreach (var address in call.List("--ip-address")!.Where(address => !rules.Any(rule => IsFor(rule, address))))
            rules.Add(new JsonObject { ["value"] = address });
        return Vaults.Put(call, vault);
    }

    private static JsonNode Remove(AzCall call)
    {
        var (vault, rules) = Rules(call);
        foreach (var rule in rules.Where(rule => call.List("--ip-address")!.Any(address => IsFor(rule, address))).ToList())
            rules.Remove(rule);
        return Vaults.Put(call, vault);
    }

    private static (JsonObject Vault, JsonArray Rules) Rules(AzCall call)
    {
        var vault = Vaults.Require(call);
        var properties = vault["properties"]!.AsObject();
        properties["networkAcls"] ??= new JsonObject { ["bypass"] = "AzureServices", ["defaultAction"] = "Allow" };
        var acls = properties["networkAcls"]!.AsObject();
        acls["ipRules"] ??= new JsonArray();
        return (vault, acls["ipRules"]!.AsArray());
    }

    /// <summary>Azure may answer an address as the range of that address alone.</summary>
    private static bool IsFor(JsonNode? rule, string address) =>
        ((string)rule!["value"]!).Replace("/32", "", StringComparison.Ordinal) == address.Replace("/32", "", StringComparison.Ordinal);
}

using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>A storage account as the Azure CLI prints it: its properties beside its id, some under other names.</summary>
internal static class StorageShape
{
    public static JsonObject Of(JsonObject account)
    {
        var flat = AzShapes.Flat(account);
        AzShapes.Rename(flat, "supportsHttpsTrafficOnly", "enableHttpsTrafficOnly");
        AzShapes.Rename(flat, "isNfsV3Enabled", "enableNfsV3");
        AzShapes.Rename(flat, "networkAcls", "networkRuleSet");
        Encryption(flat["encryption"]!.AsObject());
        if (flat["networkRuleSet"] is JsonObject rules)
            Network(rules);
        if (flat["identity"] is JsonObject { Count: 1 } none && (string?)none["type"] == "None")
            flat["identity"] = null;
        else if (flat["identity"] is JsonObject identity)
            AzShapes.WithNulls(identity, "principalId", "tenantId");
        flat.TryAdd("tags", new JsonObject());
        flat.TryAdd("privateEndpointConnections", new JsonArray());
        return AzShapes.WithNulls(
            flat,
            "allowSharedKeyAccess",
            "allowedCopyScope",
            "customDomain",
            "defaultToOAuthAuthentication",
            "dnsEndpointType",
            "enableNfsV3",
            "isHnsEnabled",
            "isLocalUserEnabled",
            "isSftpEnabled",
            "keyPolicy",
            "largeFileSharesState",
            "publicNetworkAccess",
            "routingPreference",
            "sasPolicy");
    }

    private static void Encryption(JsonObject encryption)
    {
        AzShapes.Rename(encryption, "keyvaultproperties", "keyVaultProperties");
        AzShapes.Rename(encryption, "identity", "encryptionIdentity");
        if (encryption["keyVaultProperties"] is JsonObject key)
        {
            AzShapes.Rename(key, "keyname", "keyName");
            AzShapes.Rename(key, "keyvaulturi", "keyVaultUri");
            AzShapes.Rename(key, "keyversion", "keyVersion");
            AzShapes.WithNulls(key, "keyVersion");
        }

        if (encryption["encryptionIdentity"] is JsonObject identity)
        {
            AzShapes.Rename(identity, "userAssignedIdentity", "encryptionUserAssignedIdentity");
            AzShapes.Rename(identity, "federatedIdentityClientId", "encryptionFederatedIdentityClientId");
            AzShapes.WithNulls(identity, "encryptionFederatedIdentityClientId");
        }

        if (encryption["services"] is JsonObject services)
            AzShapes.WithNulls(services, "queue", "table");
        AzShapes.WithNulls(encryption, "encryptionIdentity", "keyVaultProperties", "requireInfrastructureEncryption");
    }

    private static void Network(JsonObject rules)
    {
        foreach (var rule in (rules["ipRules"] as JsonArray ?? []).OfType<JsonObject>())
            AzShapes.Rename(rule, "value", "ipAddressOrRange");
        foreach (var rule in (rules["virtualNetworkRules"] as JsonArray ?? []).OfType<JsonObject>())
            AzShapes.Rename(rule, "id", "virtualNetworkResourceId");
        rules.TryAdd("ipRules", new JsonArray());
        rules.TryAdd("virtualNetworkRules", new JsonArray());
        AzShapes.WithNulls(rules, "resourceAccessRules");
    }
}

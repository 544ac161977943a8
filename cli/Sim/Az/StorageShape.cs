using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>A storage account as the Azure CLI prints it: its properties beside its id, some under other names.</summary>
internal static class StorageShape
{
    /// <summary>What the Azure CLI shows of every account, and nothing here sets.</summary>
    private static readonly string[] Unset =
    [
        "accountMigrationInProgress", "allowSharedKeyAccess", "allowSharedKeyAccessForServices", "allowedCopyScope",
        "azureFilesIdentityBasedAuthentication", "blobRestoreStatus", "customDomain", "dataCollaborationPolicyProperties",
        "defaultToOAuthAuthentication", "dnsEndpointType", "dualStackEndpointPreference", "enableExtendedGroups", "enableNfsV3",
        "extendedLocation", "failoverInProgress", "geoPriorityReplicationStatus", "geoReplicationStats", "immutableStorageWithVersioning",
        "isHnsEnabled", "isLocalUserEnabled", "isSftpEnabled", "isSkuConversionBlocked", "keyPolicy", "largeFileSharesState",
        "lastGeoFailoverTime", "placement", "publicNetworkAccess", "routingPreference", "sasPolicy", "secondaryEndpoints",
        "secondaryLocation", "statusOfSecondary", "storageAccountSkuConversionStatus", "systemData", "zones",
    ];

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
        AzShapes.Times(flat, "creationTime");
        var created = (string?)flat["creationTime"];
        flat.TryAdd("keyCreationTime", new JsonObject { ["key1"] = created, ["key2"] = created });
        if (flat["primaryEndpoints"] is JsonObject endpoints)
            AzShapes.WithNulls(endpoints, "internetEndpoints", "ipv6Endpoints", "microsoftEndpoints", "web");
        return AzShapes.WithNulls(flat, Unset);
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
            AzShapes.Times(key, "currentVersionedKeyExpirationTimestamp", "lastKeyRotationTimestamp");
        }

        if (encryption["encryptionIdentity"] is JsonObject identity)
        {
            AzShapes.Rename(identity, "userAssignedIdentity", "encryptionUserAssignedIdentity");
            AzShapes.Rename(identity, "federatedIdentityClientId", "encryptionFederatedIdentityClientId");
            AzShapes.WithNulls(identity, "encryptionFederatedIdentityClientId");
        }

        if (encryption["services"] is JsonObject services)
        {
            AzShapes.WithNulls(services, "queue", "table");
            foreach (var service in services.Select(service => service.Value).OfType<JsonObject>())
                AzShapes.Times(service, "lastEnabledTime");
        }

        AzShapes.WithNulls(encryption, "encryptionIdentity", "keyVaultProperties", "requireInfrastructureEncryption");
    }

    private static void Network(JsonObject rules)
    {
        foreach (var rule in (rules["ipRules"] as JsonArray ?? []).OfType<JsonObject>())
            AzShapes.Rename(rule, "value", "ipAddressOrRange");
        foreach (var rule in (rules["virtualNetworkRules"] as JsonArray ?? []).OfType<JsonObject>())
            AzShapes.Rename(rule, "id", "virtualNetworkResourceId");
        rules.TryAdd("ipRules", new JsonArray());
        rules.TryAdd("ipv6Rules", new JsonArray());
        rules.TryAdd("virtualNetworkRules", new JsonArray());
        AzShapes.WithNulls(rules, "resourceAccessRules");
    }
}

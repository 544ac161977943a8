using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>Storage accounts as Azure Resource Manager answers them.</summary>
internal static class StorageAnswers
{
    public static JsonObject Account(SimulatedAzure azure, StorageAccount account)
    {
        var settings = account.Settings;
        var properties = Requests.Answer(Properties(settings.Options), RequestJson.Default.StorageAccountProperties).AsObject();
        properties["encryption"] = Encryption(azure, account);
        properties["provisioningState"] = "Succeeded";
        properties["creationTime"] = Json.Time(account.Created);
        properties["primaryLocation"] = settings.Location;
        properties["statusOfPrimary"] = "available";
        properties["primaryEndpoints"] = Endpoints(account, azure.State.Tenants[account.TenantId.Value].Cloud.StorageSuffix);
        return new JsonObject
        {
            ["id"] = account.Id,
            ["name"] = account.Name,
            ["type"] = StorageAccounts.TypeName,
            ["location"] = settings.Location,
            ["kind"] = settings.Kind,
            ["sku"] = new JsonObject { ["name"] = settings.SkuName, ["tier"] = AccountRules.Tier(settings.SkuName) },
            ["tags"] = Requests.Tags(settings.Tags),
            ["identity"] = Identity(azure, settings),
            ["properties"] = properties,
        };
    }

    private static StorageAccountProperties Properties(AccountOptions options) => new(
        options.AccessTier,
        options.BlobPublicAccess,
        options.CrossTenantReplication,
        options.SharedKeyAccess,
        options.CopyScope,
        options.DefaultsToOAuth,
        options.DnsEndpointType,
        Encryption: null,
        options.HierarchicalNamespace,
        options.LocalUsers,
        options.NfsV3,
        options.Sftp,
        options.LargeFileShares,
        options.MinimumTlsVersion,
        options.Firewall is { } firewall ? Acls(firewall) : null,
        options.PublicNetworkAccess,
        options.HttpsOnly);

    private static StorageNetworkAcls Acls(AccountFirewall firewall) => new(
        firewall.Bypass,
        firewall.DefaultAction,
        firewall.Addresses?.Select(rule => new StorageIpRule(rule.Source, rule.Action)).ToList(),
        firewall.Subnets?.Select(rule => new StorageNetworkRule(rule.Source, rule.Action)).ToList(),
        firewall.Resources?.Select(rule => new StorageResourceRule(rule.TenantId, rule.ResourceId)).ToList());

    private static JsonObject Identity(SimulatedAzure azure, AccountSettings settings)
    {
        if (settings.IdentityIds.Count == 0)
            return new JsonObject { ["type"] = "None" };
        var attached = new JsonObject();
        foreach (var id in settings.IdentityIds)
        {
            var identity = azure.State.Identities.GetValueOrDefault(id);
            attached[Respelled(id)] = new JsonObject
            {
                ["principalId"] = identity?.PrincipalId.Value,
                ["clientId"] = identity?.ClientId.Value,
            };
        }

        return new JsonObject { ["type"] = "UserAssigned", ["userAssignedIdentities"] = attached };
    }

    private static JsonObject Encryption(SimulatedAzure azure, StorageAccount account)
    {
        var encryption = account.Settings.Encryption;
        var answer = new JsonObject
        {
            ["keySource"] = encryption.CustomerKey is null ? "Microsoft.Storage" : "Microsoft.Keyvault",
            ["requireInfrastructureEncryption"] = encryption.RequireInfrastructureEncryption,
            ["services"] = new JsonObject
            {
                ["blob"] = Service(encryption, "Account"),
                ["file"] = Service(encryption, "Account"),
                ["queue"] = encryption.QueueKeyType is { } queue ? Service(encryption, queue) : null,
                ["table"] = encryption.TableKeyType is { } table ? Service(encryption, table) : null,
            },
        };
        if (encryption.CustomerKey is not { } customerKey || account.KeyInUse is not { } inUse)
            return answer;
        answer["keyvaultproperties"] = new JsonObject
        {
            ["keyvaulturi"] = customerKey.Key.VaultUri,
            ["keyname"] = customerKey.Key.KeyName,
            ["keyversion"] = customerKey.Key.Version,
            ["currentVersionedKeyIdentifier"] = inUse.Key.ToString(),
            ["lastKeyRotationTimestamp"] = Json.Time(inUse.Since),
            // That nothing expires is answered as 1970.
            ["currentVersionedKeyExpirationTimestamp"] = Json.Time(Expiry(azure, inUse) ?? DateTimeOffset.UnixEpoch),
        };
        answer["identity"] = new JsonObject
        {
            ["userAssignedIdentity"] = Respelled(customerKey.IdentityId),
            ["federatedIdentityClientId"] = customerKey.FederatedClientId?.Value,
        };
        return answer;
    }

    private static JsonObject Service(EncryptionSettings encryption, string keyType) => new()
    {
        ["enabled"] = true,
        ["keyType"] = keyType,
        ["lastEnabledTime"] = Json.Time(encryption.LastEnabled),
    };

    /// <summary>What Azure Storage remembers from the vault; nothing where the vault or the version is gone.</summary>
    private static DateTimeOffset? Expiry(SimulatedAzure azure, KeyInUse inUse)
    {
        try
        {
            return KeyLifecycle.Find(azure.KeyStores.At(inUse.Key), inUse.Key).Version.Expires;
        }
        catch (AzureException)
        {
            return null;
        }
    }

    private static JsonObject Endpoints(StorageAccount account, string suffix)
    {
        var endpoints = new JsonObject();
        foreach (var service in (ReadOnlySpan<string>)["blob", "dfs", "file", "queue", "table"])
            endpoints[service] = $"https://{account.Name}.{service}.{suffix}/";
        return endpoints;
    }

    /// <summary>Azure answers the ids of identities in another letter case than they were given; who compares ids must cope.</summary>
    private static string Respelled(string id) => id.Replace("/resourceGroups/", "/resourcegroups/", StringComparison.OrdinalIgnoreCase);
}

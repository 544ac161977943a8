using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What a storage account's settings may be, encryption apart, and how a PUT changes those that it had.</summary>
internal static class AccountRules
{
    public const string InvalidValues = "InvalidValuesForRequestParameters";

    /// <summary>
    /// The settings after a PUT. Properties and identities that the request leaves out keep their values, as with the encryption;
    /// tags are replaced.
    /// </summary>
    public static AccountSettings Apply(StorageAccountBody request, AccountSettings? existing, SimulatedAzure azure, string accountId)
    {
        if (request is not { Kind: { } kindText, Sku.Name: { } skuText })
            throw new AzureException(400, "InvalidRequestContent", "A storage account needs kind and sku.name.");
        var kind = Requests.Word(
            InvalidValues, "kind", kindText, "StorageV2", "Storage", "BlobStorage", "BlockBlobStorage", "FileStorage")!;
        var sku = Requests.Word(
            "InvalidAccountType",
            "sku.name",
            skuText,
            "Standard_LRS",
            "Standard_ZRS",
            "Standard_GRS",
            "Standard_RAGRS",
            "Standard_GZRS",
            "Standard_RAGZRS",
            "Premium_LRS",
            "Premium_ZRS")!;
        var location = Requests.Location(request.Location);
        if (existing is not null)
        {
            Requests.SameLocation(accountId, existing.Location, location);
            if (kind != existing.Kind && (kind != "StorageV2" || existing.Kind is not ("Storage" or "BlobStorage")))
                throw CannotUpdate("kind");
            if (Tier(sku) != Tier(existing.SkuName))
            {
                throw new AzureException(
                    400, "StorageAccountTypeConversionNotAllowed", $"An account with '{existing.SkuName}' cannot change to '{sku}'.");
            }
        }

        return new AccountSettings(
            location,
            kind,
            sku,
            Merge(request.Properties ?? new StorageAccountProperties(), existing?.Options, AccountOptions.Of(kind)),
            AttachedIdentities.Apply(request.Identity, azure, accountId) ?? existing?.IdentityIds ?? [],
            existing?.Encryption ?? new EncryptionSettings(null, null, null, null, azure.Now),
            Requests.Within(TagLimits.OfStorageAccounts, request.Tags));
    }

    public static string Tier(string skuName) => skuName[..skuName.IndexOf('_', StringComparison.Ordinal)];

    public static AzureException CannotUpdate(string property) => new(
        400, "AccountPropertyCannotBeUpdated", $"The property '{property}' is fixed when a storage account is created.");

    public static AzureException Invalid(string what) =>
        new(400, InvalidValues, $"The storage account's settings are refused: {what}.");

    private static AccountOptions Merge(StorageAccountProperties wanted, AccountOptions? existing, AccountOptions otherwise)
    {
        if (existing is not null)
        {
            RequireSame("isHnsEnabled", wanted.IsHnsEnabled, existing.HierarchicalNamespace ?? false);
            RequireSame("isNfsV3Enabled", wanted.IsNfsV3Enabled, existing.NfsV3 ?? false);
            RequireSame("dnsEndpointType", wanted.DnsEndpointType, existing.DnsEndpointType ?? "Standard");
        }

        var old = existing ?? otherwise;
        return new AccountOptions(
            Requests.Word("InvalidAccessTier", "accessTier", wanted.AccessTier, "Hot", "Cool", "Cold", "Premium") ?? old.AccessTier,
            wanted.AllowBlobPublicAccess ?? old.BlobPublicAccess,
            wanted.AllowCrossTenantReplication ?? old.CrossTenantReplication,
            wanted.AllowSharedKeyAccess ?? old.SharedKeyAccess,
            Requests.Word(InvalidValues, "allowedCopyScope", wanted.AllowedCopyScope, "PrivateLink", "AAD") ?? old.CopyScope,
            wanted.DefaultToOAuthAuthentication ?? old.DefaultsToOAuth,
            Requests.Word(InvalidValues, "dnsEndpointType", wanted.DnsEndpointType, "Standard", "AzureDnsZone") ?? old.DnsEndpointType,
            wanted.IsHnsEnabled ?? old.HierarchicalNamespace,
            wanted.IsLocalUserEnabled ?? old.LocalUsers,
            wanted.IsNfsV3Enabled ?? old.NfsV3,
            wanted.IsSftpEnabled ?? old.Sftp,
            Requests.Word(InvalidValues, "largeFileSharesState", wanted.LargeFileSharesState, "Enabled", "Disabled")
                ?? old.LargeFileShares,
            Requests.Word(InvalidValues, "minimumTlsVersion", wanted.MinimumTlsVersion, "TLS1_0", "TLS1_1", "TLS1_2", "TLS1_3")
                ?? old.MinimumTlsVersion,
            wanted.NetworkAcls is { } acls ? Firewall(acls) : old.Firewall,
            Requests.Word(InvalidValues, "publicNetworkAccess", wanted.PublicNetworkAccess, "Enabled", "Disabled", "SecuredByPerimeter")
                ?? old.PublicNetworkAccess,
            wanted.SupportsHttpsTrafficOnly ?? old.HttpsOnly);
    }

    private static void RequireSame<T>(string property, T? wanted, T existing)
        where T : struct
    {
        if (wanted is { } value && !value.Equals(existing))
            throw CannotUpdate(property);
    }

    private static void RequireSame(string property, string? wanted, string existing)
    {
        if (wanted is not null && !ResourceId.Same(wanted, existing))
            throw CannotUpdate(property);
    }

    private static AccountFirewall Firewall(StorageNetworkAcls acls)
    {
        var bypass = acls.Bypass ?? "AzureServices";
        foreach (var service in bypass.Split(',', StringSplitOptions.TrimEntries))
            Requests.Word(InvalidValues, "networkAcls.bypass", service, "None", "Logging", "Metrics", "AzureServices");
        if (acls.IpRules is { Count: > IpRule.MostOfAccount } many)
            throw Invalid($"networkAcls.ipRules has {many.Count} rules, but an account takes {IpRule.MostOfAccount}");
        foreach (var rule in acls.IpRules ?? [])
        {
            if (IpRule.OfAccount(rule.Value) is { Ok: false, Mistake: var mistake })
                throw Invalid($"in networkAcls.ipRules {mistake}");
        }

        return new AccountFirewall(
            bypass,
            Requests.Word(InvalidValues, "networkAcls.defaultAction", acls.DefaultAction, "Allow", "Deny")
                ?? throw Invalid("networkAcls.defaultAction is missing"),
            acls.IpRules?.Select(rule => new NetworkRule(rule.Value, rule.Action)).ToList(),
            acls.VirtualNetworkRules?.Select(rule => new NetworkRule(rule.Id, rule.Action)).ToList(),
            acls.ResourceAccessRules?.Select(rule => new ResourceRule(rule.TenantId, rule.ResourceId)).ToList());
    }
}

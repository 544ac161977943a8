using Pulumi;
using Pulumi.AzureNative.Resources;
using Pulumi.AzureNative.Storage;
using Pulumi.AzureNative.Storage.Inputs;
using XtCmkInfra.Core;
using static Pulumi.AzureNative.Storage.KeySource;

namespace XtCmkInfra.VendorStack;

/// <summary>A customer's storage account, protected and retained, encrypted with the customer's key.</summary>
internal sealed class EncryptedAccount : ComponentResource
{
    /// <summary>
    /// Set at creation for good: a change would replace the account, so it must show as a replacement, which protection stops.
    /// </summary>
    private static readonly string[] Immutable =
        ["encryption.services.queue", "encryption.services.table", "encryption.requireInfrastructureEncryption"];

    /// <summary>
    /// An account that was taken over keeps its hierarchical namespace, or has none: no setting asks for one, and to change it would
    /// replace the account.
    /// </summary>
    private const string HierarchicalNamespace = "isHnsEnabled";

    /// <summary>
    /// In the run that takes an existing account over, everything stays as it is in Azure; the next run brings the settings.
    /// </summary>
    private static readonly string[] ImportIgnores =
    [
        "accessTier", "allowBlobPublicAccess", "allowCrossTenantReplication", "allowSharedKeyAccess", "allowedCopyScope",
        "azureFilesIdentityBasedAuthentication", "customDomain", "defaultToOAuthAuthentication", "dnsEndpointType",
        "enableExtendedGroups", "enableHttpsTrafficOnly", "enableNfsV3", "encryption", "extendedLocation", "identity",
        "immutableStorageWithVersioning", HierarchicalNamespace, "isLocalUserEnabled", "isSftpEnabled", "keyPolicy", "kind",
        "largeFileSharesState", "location", "minimumTlsVersion", "networkRuleSet", "publicNetworkAccess", "routingPreference",
        "sasPolicy", "sku", "tags",
    ];

    /// <summary>What an account keeps as it is until its customer lets its application in.</summary>
    private static readonly string[] UntilGranted = ["encryption", "identity"];

    /// <param name="kept">What stays as it is in Azure.</param>
    public EncryptedAccount(
        VendorSettings settings,
        CustomerEntry customer,
        KeyUri? key,
        ResourceGroup group,
        ServiceIdentity identity,
        ServiceApplication application,
        Kept kept)
        : base("xtcmk:isv:EncryptedAccount", customer.Name)
    {
        var wanted = customer.Account;
        var options = new CustomResourceOptions
        {
            Parent = this,
            Protect = true,
            RetainOnDelete = true,
            ImportId = wanted.ImportId,
            IgnoreChanges = kept switch
            {
                Kept.Everything => [.. ImportIgnores],
                Kept.Encryption => [HierarchicalNamespace, .. UntilGranted],
                _ => [HierarchicalNamespace],
            },
            ReplaceOnChanges = [.. Immutable],
        };

        // None of the account's inputs comes from the credential, without which Azure refuses the key.
        if (application.CredentialOf(identity) is { } credential)
            options.DependsOn.Add(credential);
        var account = new StorageAccount(
            customer.Name,
            new StorageAccountArgs
            {
                AccountName = wanted.Name,
                ResourceGroupName = wanted.ResourceGroup is { } other ? other : group.Name,
                Location = wanted.Location ?? settings.Location,
                Kind = wanted.Kind,
                Sku = new SkuArgs { Name = wanted.Sku },
                Identity = new IdentityArgs { Type = IdentityType.UserAssigned, UserAssignedIdentities = { identity.ResourceId } },
                Encryption = Encryption(wanted, key, identity, application),
                MinimumTlsVersion = MinimumTlsVersion.TLS1_2,
                EnableHttpsTrafficOnly = true,
                AllowBlobPublicAccess = false,
                AllowCrossTenantReplication = false,
                AllowSharedKeyAccess = wanted.SharedKeyAccess,
                PublicNetworkAccess = wanted.Access == NetworkAccess.Disabled ? PublicNetworkAccess.Disabled : PublicNetworkAccess.Enabled,
                NetworkRuleSet = Network(wanted),
                Tags = VendorStack.Tags(settings),
            },
            options);

        Expectation = new Dictionary<string, object?>
        {
            ["state"] = kept == Kept.Everything ? "being-taken-over" : key is null ? "microsoft-managed" : "customer-managed",
            ["accountName"] = account.Name,
            ["accountId"] = account.Id,
            ["customerTenantId"] = customer.TenantId.Value,
            ["keyUri"] = key?.WithoutVersion.ToString(),
            ["keyVersion"] = key is null ? null : key.Version ?? "automatic",
            ["identityId"] = identity.ResourceId,
            ["identityPrincipalId"] = identity.PrincipalId,
            ["federatedIdentityClientId"] = application.ClientId,
            ["services"] = string.Join(",", ["blob", "file", .. wanted.QueueAndTable]),
        };
        RegisterOutputs();
    }

    /// <summary>
    /// What the stack expects of the account, as an output: <c>state</c> (customer-managed, microsoft-managed, awaiting-key or
    /// awaiting-grant before there is an account, or being-taken-over in the run that imports one as it is), <c>accountName</c>,
    /// <c>accountId</c> (ARM resource id), <c>customerTenantId</c>, <c>keyUri</c> (without version), <c>keyVersion</c> (automatic, or the
    /// pinned version), <c>identityId</c> (ARM resource id), <c>identityPrincipalId</c> (object id in the vendor's tenant),
    /// <c>federatedIdentityClientId</c> (the application's client id) and <c>services</c> (those that the key covers).
    /// </summary>
    public IDictionary<string, object?> Expectation { get; }

    private static EncryptionArgs Encryption(AccountSettings wanted, KeyUri? key, ServiceIdentity identity, ServiceApplication application)
    {
        var services = new EncryptionServicesArgs { Blob = Covered(), File = Covered() };
        if (wanted.QueueAndTable.Contains("queue"))
            services.Queue = Covered();
        if (wanted.QueueAndTable.Contains("table"))
            services.Table = Covered();

        var encryption = new EncryptionArgs { KeySource = key is null ? Microsoft_Storage : Microsoft_Keyvault, Services = services };
        if (wanted.InfrastructureEncryption is { } chosen)
            encryption.RequireInfrastructureEncryption = chosen;
        if (key is null)
            return encryption;

        // An empty version, and not a missing one: it is what takes a pinned account back to automatic.
        encryption.KeyVaultProperties = new KeyVaultPropertiesArgs
        {
            KeyVaultUri = key.VaultUri,
            KeyName = key.KeyName,
            KeyVersion = key.Version ?? "",
        };
        encryption.EncryptionIdentity = new EncryptionIdentityArgs
        {
            EncryptionUserAssignedIdentity = identity.ResourceId,
            EncryptionFederatedIdentityClientId = application.ClientId,
        };
        return encryption;
    }

    private static EncryptionServiceArgs Covered() => new() { Enabled = true, KeyType = KeyType.Account };

    private static NetworkRuleSetArgs Network(AccountSettings wanted) => new()
    {
        Bypass = Bypass.AzureServices,
        DefaultAction = wanted.Access == NetworkAccess.AllNetworks ? DefaultAction.Allow : DefaultAction.Deny,
        IpRules = wanted.IpRules
            .Select(rule => new IPRuleArgs { IPAddressOrRange = rule, Action = Pulumi.AzureNative.Storage.Action.Allow })
            .ToList(),
    };
}

/// <summary>What of an account stays as it is, whatever the settings say.</summary>
internal enum Kept
{
    /// <summary>Nothing but what nobody can choose.</summary>
    Nothing,

    /// <summary>The key, and as whom the account asks for it: the customer does not let the new application in yet.</summary>
    Encryption,

    /// <summary>All of it: the account is only taken over so far.</summary>
    Everything,
}

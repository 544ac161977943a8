using XtCmkInfra.Core;

namespace XtCmkInfra.IsvStack;

/// <summary>A customer's storage account, as far as settings reach.</summary>
/// <param name="ResourceGroup">An existing group to put it into; null for the stack's own.</param>
/// <param name="Location">Null for the stack's.</param>
/// <param name="QueueAndTable">Which of queue and table the customer's key covers besides blob and file; chosen at creation, for good.</param>
/// <param name="InfrastructureEncryption">
/// A second layer of encryption; chosen at creation, for good. Azure tells false from null, where the account's maker said nothing.
/// </param>
/// <param name="IpRules">The addresses or ranges (CIDR) let in where <paramref name="Access"/> is selected networks.</param>
/// <param name="ImportId">The resource id of an existing account that this run takes over as it is; null in every other run.</param>
public sealed record AccountSettings(
    string Name,
    string? ResourceGroup,
    string? Location,
    string Sku,
    string Kind,
    IReadOnlyList<string> QueueAndTable,
    bool? InfrastructureEncryption,
    NetworkAccess Access,
    IReadOnlyList<string> IpRules,
    bool SharedKeyAccess,
    string? ImportId)
{
    private static readonly string[] Skus =
    [
        "Standard_LRS", "Standard_ZRS", "Standard_GRS", "Standard_RAGRS", "Standard_GZRS", "Standard_RAGZRS", "Premium_LRS", "Premium_ZRS",
    ];

    internal static AccountSettings? Read(SettingsReader customer)
    {
        if (customer.Section("account") is not { } reader)
        {
            customer.Refuse("account", "is missing: give at least the account's name");
            return null;
        }

        var name = reader.Required("name", AzureNames.StorageAccount, "the storage account's name");
        var kind = reader.Choice("kind", ("StorageV2", "StorageV2"), ("BlockBlobStorage", "BlockBlobStorage"), ("FileStorage", "FileStorage"));
        var sku = reader.Optional("sku", OneOf(Skus)) ?? (kind == "StorageV2" ? "Standard_ZRS" : "Premium_ZRS");
        var services = reader.Texts("services", OneOf("blob", "file", "queue", "table"));
        var access = reader.Choice(
            "publicNetworkAccess",
            ("disabled", NetworkAccess.Disabled), ("selected", NetworkAccess.SelectedNetworks), ("enabled", NetworkAccess.AllNetworks));
        var account = new AccountSettings(
            name ?? "",
            reader.Optional("resourceGroup", AzureNames.ResourceGroup),
            reader.Optional("location", AzureNames.Location),
            sku,
            kind,
            [.. services.Where(service => service is "queue" or "table").Distinct().Order(StringComparer.Ordinal)],
            reader.Has("infrastructureEncryption") ? reader.Flag("infrastructureEncryption", false) : null,
            access,
            reader.Texts("ipRules", IpRule.Parse),
            reader.Flag("sharedKeyAccess", false),
            reader.Optional("importId", StorageAccountId));
        account.Check(reader);
        reader.RefuseOthers();
        return name is null ? null : account;
    }

    private void Check(SettingsReader reader)
    {
        if (Kind != "StorageV2" && Sku.StartsWith("Standard_", StringComparison.Ordinal))
            reader.Refuse("sku", $"'{Sku}' does not go with kind '{Kind}', which needs a Premium sku");
        if (Kind != "StorageV2" && QueueAndTable.Count > 0)
            reader.Refuse("services", $"names {string.Join(" and ", QueueAndTable)}, which only an account of kind StorageV2 has");
        if (Access == NetworkAccess.SelectedNetworks && IpRules.Count == 0)
            reader.Refuse("ipRules", "is empty, but publicNetworkAccess is 'selected': name the addresses to let in");
        if (Access != NetworkAccess.SelectedNetworks && IpRules.Count > 0)
            reader.Refuse("ipRules", "has effect only with publicNetworkAccess: selected");
        if (ImportId is not null && !ImportId.EndsWith("/" + Name, StringComparison.OrdinalIgnoreCase))
            reader.Refuse("importId", $"is the id of another account than '{Name}'");
    }

    private static Parser<string> OneOf(params string[] words) => text =>
        words.Contains(text) ? text : new Wrong($"'{text}' must be one of {string.Join(", ", words)}");

    private static Parsed<string> StorageAccountId(string text) =>
        text.Split('/') is ["", _, _, _, _, _, "Microsoft.Storage", "storageAccounts", { Length: > 0 }]
            ? text
            : new Wrong(
                $"'{text}' must be a storage account's resource id: /subscriptions/{{id}}/resourceGroups/{{group}}"
                + "/providers/Microsoft.Storage/storageAccounts/{name}");
}

/// <summary>From where an account's endpoints can be reached, in the portal's terms.</summary>
public enum NetworkAccess
{
    /// <summary>Private endpoints only.</summary>
    Disabled,

    /// <summary>The listed addresses.</summary>
    SelectedNetworks,

    /// <summary>Everywhere; still only with a token.</summary>
    AllNetworks,
}

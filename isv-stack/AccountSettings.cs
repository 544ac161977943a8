using XtCmkInfra.Core;

namespace XtCmkInfra.VendorStack;

/// <summary>A customer's storage account, as far as settings reach.</summary>
/// <param name="ResourceGroup">An existing group to put it into; null for the stack's own.</param>
/// <param name="Location">Null for the stack's.</param>
/// <param name="QueueAndTable">
/// Which of queue and table the customer's key covers besides blob and file; chosen at creation, for good.
/// </param>
/// <param name="InfrastructureEncryption">
/// A second layer of encryption; chosen at creation, for good. Azure distinguishes false from null, where the account's maker said nothing.
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

    internal static AccountSettings? Read(ObjectReader customer, CustomerEntry.StackContext stack)
    {
        if (customer.Section("account") is not { } reader)
        {
            customer.Refuse("account", "is missing: give at least the account's name");
            return null;
        }

        var name = reader.Required("name", AzureNames.StorageAccount, "the storage account's name");
        var kind = reader.Choice(
            "kind", ("StorageV2", "StorageV2"), ("BlockBlobStorage", "BlockBlobStorage"), ("FileStorage", "FileStorage"));
        var sku = reader.Optional("sku", OneOf(Skus)) ?? (kind == "StorageV2" ? "Standard_ZRS" : "Premium_ZRS");
        var services = reader.Texts("services", OneOf("blob", "file", "queue", "table"));
        var access = reader.Choice(
            "publicNetworkAccess",
            ("disabled", NetworkAccess.Disabled), ("selected", NetworkAccess.SelectedNetworks), ("enabled", NetworkAccess.AllNetworks));
        var account = new AccountSettings(
            name ?? "",
            reader.Optional("resourceGroup", AzureNames.ResourceGroup),
            reader.Optional("location", Regions.Of(stack.Cloud)),
            sku,
            kind,
            [.. services.Where(service => service is "queue" or "table").Order(StringComparer.Ordinal)],
            reader.Has("infrastructureEncryption") ? reader.Flag("infrastructureEncryption", false) : null,
            access,
            reader.Texts("ipRules", IpRule.OfAccount, IpRule.Key),
            reader.Flag("sharedKeyAccess", false),
            reader.Optional("importId", ImportedAccount.Parse)?.ToString());
        CheckServices(reader, kind, sku, services);
        account.CheckNetwork(reader);
        account.CheckImport(reader, stack);
        reader.RefuseOthers();
        return name is null ? null : account;
    }

    /// <summary>Premium accounts have one service each. Source: Microsoft, "Storage account overview", types of storage accounts.</summary>
    private static void CheckServices(ObjectReader reader, string kind, string sku, IReadOnlyList<string> services)
    {
        if (reader.HasMistake("kind") || reader.HasMistake("sku"))
            return;
        var isPremium = sku.StartsWith("Premium_", StringComparison.Ordinal);
        if (kind != "StorageV2" && !isPremium)
            reader.Refuse("sku", $"'{sku}' does not go with kind '{kind}', which needs a Premium sku");
        else if (isPremium && services.Except([kind == "FileStorage" ? "file" : "blob"]).ToList() is { Count: > 0 } lacking)
        {
            reader.Refuse(
                "services", $"names {string.Join(" and ", lacking)}, which an account of kind {kind} with sku {sku} does not have");
        }
    }

    private void CheckNetwork(ObjectReader reader)
    {
        if (IpRules.Count > IpRule.MostOfAccount)
            reader.Refuse("ipRules", $"has {IpRules.Count} rules, but a storage account takes {IpRule.MostOfAccount}: use ranges");
        if (reader.HasMistake("ipRules") || reader.HasMistake("publicNetworkAccess"))
            return;
        if (Access == NetworkAccess.SelectedNetworks && IpRules.Count == 0)
            reader.Refuse("ipRules", "is empty, but publicNetworkAccess is 'selected': name the addresses to let in");
        if (Access != NetworkAccess.SelectedNetworks && IpRules.Count > 0)
            reader.Refuse("ipRules", "has effect only with publicNetworkAccess: selected");
    }

    private void CheckImport(ObjectReader reader, CustomerEntry.StackContext stack)
    {
        if (ImportId is null)
            return;
        var imported = ImportedAccount.Parse(ImportId).Value!;
        if (!reader.HasMistake("name") && !imported.Name.Equals(Name, StringComparison.OrdinalIgnoreCase))
            reader.Refuse("importId", $"is the id of another account than '{Name}'");
        else if ((ResourceGroup ?? stack.ResourceGroup) is { } group && !imported.IsIn(group))
            reader.Refuse("importId", $"is in the resource group '{imported.ResourceGroup}', not in '{group}': set resourceGroup to it");
    }

    private static Parser<string> OneOf(params string[] words) => text =>
        words.Contains(text) ? text : new Mistake($"'{text}' must be one of {string.Join(", ", words)}");
}

/// <summary>The resource id of a storage account that a run takes over. Azure ignores letter case in ids.</summary>
internal sealed record ImportedAccount(SubscriptionId Subscription, string ResourceGroup, string Name)
{
    private static readonly string?[] Form =
        ["", "subscriptions", null, "resourceGroups", null, "providers", "Microsoft.Storage", "storageAccounts", null];

    public static Parsed<ImportedAccount> Parse(string text)
    {
        var parts = text.Split('/');
        var isWhole = parts.Length == Form.Length
            && parts.Zip(Form).All(part => part.Second?.Equals(part.First, StringComparison.OrdinalIgnoreCase) ?? true);
        if (!isWhole)
        {
            return new Mistake(
                $"'{text}' must be a storage account's resource id: /subscriptions/{{id}}/resourceGroups/{{group}}"
                + "/providers/Microsoft.Storage/storageAccounts/{name}");
        }

        var subscription = SubscriptionId.Parse(parts[2]);
        if (!subscription.Ok)
            return new Mistake(subscription.Mistake);
        if (AzureNames.ResourceGroup(parts[4]) is { Ok: false, Mistake: var noGroup })
            return new Mistake(noGroup);
        return AzureNames.StorageAccount(parts[8].ToLowerInvariant()) is { Ok: false, Mistake: var noName }
            ? new Mistake(noName)
            : new ImportedAccount(subscription.Value, parts[4], parts[8]);
    }

    public bool IsIn(string group) => ResourceGroup.Equals(group, StringComparison.OrdinalIgnoreCase);

    public override string ToString() =>
        $"/subscriptions/{Subscription}/resourceGroups/{ResourceGroup}/providers/Microsoft.Storage/storageAccounts/{Name}";
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

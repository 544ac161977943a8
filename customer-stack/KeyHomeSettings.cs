using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>Where the key is kept.</summary>
public abstract record KeyHomeSettings
{
    private KeyHomeSettings()
    {
    }

    /// <summary>Whether a vault grants access by Azure RBAC; false where it does by access policies, or has roles of its own.</summary>
    public bool Rbac => this is NewVault { IsRbac: true } or ExistingVault { IsRbac: true };

    /// <summary>The vault's name; null for a managed HSM.</summary>
    public string? VaultName => this switch
    {
        NewVault vault => vault.Name,
        ExistingVault vault => vault.Name,
        _ => null,
    };

    /// <summary>A vault that this stack creates, with soft delete and purge protection, which no setting can switch off.</summary>
    /// <param name="RetentionDays">How long a deleted key or vault can be recovered: 7 to 90 days, fixed at creation.</param>
    public sealed record NewVault(string Name, bool Premium, int RetentionDays, bool IsRbac, VaultFirewall Firewall) : KeyHomeSettings;

    /// <summary>A vault that is there already; it is checked, and nothing of it is changed.</summary>
    public sealed record ExistingVault(string Name, bool IsRbac) : KeyHomeSettings;

    /// <summary>An existing, activated managed HSM with an existing key.</summary>
    public sealed record ManagedHsm(KeyUri Key) : KeyHomeSettings;

    internal static KeyHomeSettings? Read(ObjectReader settings, Cloud? cloud)
    {
        var vault = settings.Section("vault");
        var hsm = settings.Section("managedHsm");
        if (vault is { IsGiven: true } == hsm is { IsGiven: true })
        {
            settings.Refuse("vault", "or managedHsm is needed, and not both: name the one that has the key");
            return null;
        }

        return vault is { IsGiven: true } ? ReadVault(vault) : ReadManagedHsm(hsm!, cloud);
    }

    private static KeyHomeSettings? ReadVault(ObjectReader reader)
    {
        var name = reader.Required("name", AzureNames.Vault, "the vault's name");
        var rbac = reader.Choice("accessModel", ("rbac", true), ("access-policies", false));
        var existing = reader.Flag("existing", false);
        if (existing)
        {
            foreach (var setting in (string[])["sku", "retentionDays", "firewall"])
                reader.RefuseIfGiven(setting, "cannot be set on an existing vault: this stack changes nothing of it");

            reader.RefuseOthers();
            return name is null ? null : new ExistingVault(name, rbac);
        }

        reader.RefuseIfGiven(
            "purgeProtection", "cannot be set: it is always on, since Azure Storage demands it and Azure never lets it go");
        var premium = reader.Choice("sku", ("standard", false), ("premium", true));
        var days = reader.Number(
            "retentionDays", KeyVaultLimits.MostRetentionDays, KeyVaultLimits.LeastRetentionDays, KeyVaultLimits.MostRetentionDays);
        var firewall = VaultFirewall.Read(reader);
        reader.RefuseOthers();
        return name is null ? null : new NewVault(name, premium, days, rbac, firewall);
    }

    private static ManagedHsm? ReadManagedHsm(ObjectReader reader, Cloud? cloud)
    {
        var key = reader.Required("keyUri", KeyUri.Parse, "the URI of the key in the managed HSM, without a version");
        if (key is { IsManagedHsm: false })
            reader.Refuse("keyUri", $"'{key}' is in a key vault; a managed HSM's host ends in {(cloud ?? key.Cloud).ManagedHsmSuffix}");
        else if (key is not null && cloud is not null && key.Cloud != cloud)
            reader.Refuse("keyUri", $"is in the cloud '{key.Cloud}', but this stack is in '{cloud}'");
        else if (key is { Version: not null })
            reader.Refuse("keyUri", $"'{key}' has a version; use {key.WithoutVersion}");
        reader.RefuseOthers();
        return key is null ? null : new ManagedHsm(key);
    }
}

/// <summary>The vault's firewall. Azure's trusted services, Azure Storage among them, are always let in.</summary>
/// <param name="PublicNetworkAccess">Whether the listed addresses are heard at all; false leaves private endpoints only.</param>
/// <param name="IpRules">Addresses or ranges (CIDR) from which people and tools may reach the vault's data plane.</param>
public sealed record VaultFirewall(bool Open, bool PublicNetworkAccess, IReadOnlyList<string> IpRules)
{
    internal static VaultFirewall Read(ObjectReader vault)
    {
        if (vault.Section("firewall") is not { } reader)
            return new VaultFirewall(false, true, []);
        reader.RefuseIfGiven(
            "trustedServices", "cannot be set: Azure Storage reaches the key as a trusted service, so they are always let in");
        var open = reader.Choice("defaultAction", ("deny", false), ("allow", true));
        var publicAccess = reader.Flag("publicNetworkAccess", true);
        var rules = reader.Texts("ipRules", IpRule.OfVault, IpRule.Key);
        if (rules.Count > IpRule.MostOfVault)
            reader.Refuse("ipRules", $"has {rules.Count} rules, but a vault takes {IpRule.MostOfVault}: use ranges");
        if (!publicAccess && (open || rules.Count > 0))
            reader.Refuse("publicNetworkAccess", "is false, so defaultAction: allow and ipRules have no effect: remove them");
        else if (open && rules.Count > 0)
            reader.Refuse("ipRules", "have no effect with defaultAction: allow");
        reader.RefuseOthers();
        return new VaultFirewall(open, publicAccess, rules);
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;

namespace XtCmkInfra.Cli.Bundle;

/// <summary>
/// The customer's side of a chain of trust, from which every form is written: the customer's settings, and the vendor's record.
/// </summary>
/// <param name="Vendor">The vendor's handoff record, which the settings name too.</param>
/// <param name="Config">The settings by their full names, with what follows from the record: what Pulumi takes.</param>
internal sealed record CustomerSide(CustomerSettings Settings, VendorHandoff Vendor, JsonObject Config)
{
    /// <summary>The role that the vendor's application has on the key, in a vault with Azure RBAC.</summary>
    public static Role GrantRole => Roles.KeyVaultCryptoServiceEncryptionUser;

    public KeyHomeSettings.NewVault? NewVault => Settings.KeyHome as KeyHomeSettings.NewVault;

    /// <summary>The key in a managed HSM; null for one in a vault.</summary>
    public KeyUri? HsmKey => (Settings.KeyHome as KeyHomeSettings.ManagedHsm)?.Key;

    /// <summary>Null for a managed HSM.</summary>
    public string? VaultName => Settings.KeyHome.VaultName;

    public bool IsRbac => Settings.KeyHome.Rbac;

    /// <summary>The key without a version.</summary>
    public string KeyUri => HsmKey?.ToString() ?? $"{Settings.Cloud.VaultUri(VaultName!)}keys/{Settings.Key.Name}";

    /// <summary>The vault's ARM resource id; not for a managed HSM.</summary>
    public string VaultId =>
        $"/subscriptions/{Settings.SubscriptionId}/resourceGroups/{Settings.ResourceGroup}/providers/Microsoft.KeyVault/vaults/{VaultName}";

    /// <summary>The key's ARM resource id, the scope of the grant; in a managed HSM the path of the key.</summary>
    public string KeyScope => HsmKey is { } key ? $"/keys/{key.KeyName}" : $"{VaultId}/keys/{Settings.Key.Name}";

    /// <summary>Where an administrator of the customer's tenant consents to the vendor's application.</summary>
    public string ConsentUrl => Settings.Cloud.ConsentUrl(Settings.TenantId, Vendor.ApplicationId.Value);

    /// <summary>The Key Vault type of the key.</summary>
    public string KeyType => Settings.Key.Hsm ? "RSA-HSM" : "RSA";

    /// <summary>The rotation policy's actions as Azure Resource Manager takes them: what happens, when, and how it is reckoned.</summary>
    public IReadOnlyList<(string Action, string Trigger, Iso8601Period Period)> LifetimeActions => Settings.Key.Rotation is not { } rotation
        ? []
        : rotation.NotifyBefore is { } notify
            ? [("rotate", "timeAfterCreate", rotation.RotateAfter), ("notify", "timeBeforeExpiry", notify)]
            : [("rotate", "timeAfterCreate", rotation.RotateAfter)];
}

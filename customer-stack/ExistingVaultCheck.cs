using Pulumi;
using Pulumi.AzureNative.KeyVault;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>What a vault that this stack did not make must be like before a key in it can protect data.</summary>
internal static class ExistingVaultCheck
{
    /// <exception cref="RunException">The vault will not do; the message has a line for each reason.</exception>
    public static GetVaultResult Verify(GetVaultResult vault, KeyHomeSettings.ExistingVault expected, TenantId tenant)
    {
        var found = vault.Properties;
        var reasons = new List<string>();
        if (!string.Equals(found.TenantId, tenant.Value, StringComparison.OrdinalIgnoreCase))
            reasons.Add($"it trusts the tenant {found.TenantId}, not {tenant}");
        if (found.EnableSoftDelete == false)
            reasons.Add("soft delete is off: turn it on ('az keyvault update --enable-soft-delete'; it cannot be undone)");
        if (found.EnablePurgeProtection != true)
            reasons.Add("purge protection is off: turn it on ('az keyvault update --enable-purge-protection'; it cannot be undone)");
        if ((found.EnableRbacAuthorization == true) != expected.IsRbac)
        {
            reasons.Add(expected.IsRbac
                ? "it works with access policies: set vault.accessModel to access-policies"
                : "it works with Azure RBAC, where access policies are void: set vault.accessModel to rbac");
        }

        var firewalled = found.PublicNetworkAccess == "Disabled" || found.NetworkAcls?.DefaultAction == "Deny";
        if (firewalled && found.NetworkAcls?.Bypass != "AzureServices")
            reasons.Add("its firewall keeps trusted services out, Azure Storage among them: let them bypass it");

        return reasons.Count == 0
            ? vault
            : throw new RunException(
                string.Join("\n", reasons.Select(reason => $"  {reason}").Prepend($"The vault {vault.Name} cannot keep the key:")));
    }
}

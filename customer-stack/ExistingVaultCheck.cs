using Pulumi;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Outputs;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.CustomerStack;

/// <summary>A vault that this stack did not make, held against the rules for a vault that keeps a customer's key.</summary>
internal static class ExistingVaultCheck
{
    /// <exception cref="RunException">The vault cannot keep the key; the message has a line for each reason.</exception>
    public static GetVaultResult Verify(GetVaultResult vault, KeyHomeSettings.ExistingVault expected, TenantId tenant)
    {
        var resource = new ResourceName(vault.Name, vault.Id, ResourceKind.Vault);
        var results = CustomerChecks.CheckVault(resource, Read(vault.Properties), tenant, expected.IsRbac, readAt: null).ToList();
        var reasons = results.Where(result => result.IsFinding).Select(result => $"  {Reason(result, expected)}").ToList();
        if (reasons.Count > 0)
            throw new RunException(string.Join("\n", reasons.Prepend($"The vault {vault.Name} cannot keep the key:")));
        foreach (var open in results.Where(result => result.Verdict == Verdict.CannotBeDetermined))
        {
            Log.Warn(
                $"The vault {vault.Name}: it cannot be determined whether this holds: {open.Rule.Holds} ({open.Reason}). "
                + "Make sure of it before the vendor's account uses the key.");
        }

        return vault;
    }

    /// <summary>The vault as the provider answers it, as far as the rules for a key's vault ask.</summary>
    private static Trust.Vault Read(VaultPropertiesResponse found)
    {
        return new Trust.Vault(
            Flag(found.EnablePurgeProtection),
            Flag(found.EnableSoftDelete),
            RetentionDays: Value.Absent,
            Flag(found.EnableRbacAuthorization),
            Trust.Vault.LetsTrustedServicesIn(
                Text(found.NetworkAcls?.Bypass), Text(found.NetworkAcls?.DefaultAction), Text(found.PublicNetworkAccess)),
            Text(found.TenantId),
            PolicyList: Value.Absent,
            Policies: []);

        static Value Flag(bool? flag) => flag is { } given ? Value.Of(given) : Value.Absent;
        static Value Text(string? text) => text is { Length: > 0 } ? Value.Of(text) : Value.Absent;
    }

    /// <summary>What is the case, and what to do about it: for a vault that exists, in this stack's settings or with Azure's CLI.</summary>
    private static string Reason(CheckResult result, KeyHomeSettings.ExistingVault expected) => result.Rule switch
    {
        var rule when rule == VaultRules.Tenant =>
            $"it trusts the tenant {result.Found}, not {result.Expected}: name a vault of this tenant",
        var rule when rule == VaultRules.SoftDelete =>
            "soft delete is off: turn it on ('az keyvault update --enable-soft-delete'; it cannot be undone)",
        var rule when rule == VaultRules.PurgeProtection =>
            "purge protection is off: turn it on ('az keyvault update --enable-purge-protection'; it cannot be undone)",
        var rule when rule == VaultRules.AccessModel => expected.IsRbac
            ? "it works with access policies: set vault.accessModel to access-policies"
            : "it works with Azure RBAC, where access policies are void: set vault.accessModel to rbac",
        var rule when rule == VaultRules.TrustedServices =>
            "its firewall keeps trusted services out, Azure Storage among them: let them bypass it "
                + "('az keyvault update --bypass AzureServices')",
        var rule => $"{result.Title}: {rule.Remedy}",
    };
}

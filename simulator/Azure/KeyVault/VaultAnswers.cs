using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>Vaults as Azure Resource Manager answers them.</summary>
internal static class VaultAnswers
{
    public static JsonObject Vault(SimulatedAzure azure, Vault vault)
    {
        var properties = Requests.Answer(Properties(vault), RequestJson.Default.VaultProperties).AsObject();
        properties["vaultUri"] = $"https://{azure.KeyStores.HostOf(vault)}/";
        properties["provisioningState"] = "Succeeded";
        return new JsonObject
        {
            ["id"] = vault.Id,
            ["name"] = vault.Name,
            ["type"] = Vaults.TypeName,
            ["location"] = vault.Location,
            ["tags"] = Requests.Tags(vault.Tags),
            ["properties"] = properties,
        };
    }

    private static VaultProperties Properties(Vault vault)
    {
        var settings = vault.Settings;
        var tenant = vault.TenantId.Value;
        return new VaultProperties(
            tenant,
            new VaultSku("A", settings.SkuName),
            [.. settings.AccessPolicies.Select(policy => new AccessPolicy(
                tenant,
                policy.PrincipalId.Value,
                new AccessPolicyPermissions(policy.Keys, policy.Secrets, policy.Certificates, policy.Storage)))],
            settings.IsRbac,
            EnableSoftDelete: true,
            settings.RetentionDays,
            settings.PurgeProtection,
            settings.Firewall is { } firewall ? Acls(firewall) : null,
            settings.PublicNetworkAccess,
            CreateMode: null,
            settings.ForDeployment,
            settings.ForDiskEncryption,
            settings.ForTemplateDeployment);
    }

    private static VaultNetworkAcls Acls(VaultFirewall firewall) => new(
        firewall.Bypass,
        firewall.DefaultAction,
        firewall.Addresses?.Select(address => new VaultIpRule(address)).ToList(),
        firewall.Subnets?.Select(subnet => new VaultNetworkRule(subnet.Id, subnet.IgnoresMissingEndpoint)).ToList());
}

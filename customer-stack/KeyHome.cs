using Pulumi;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;
using Pulumi.AzureNative.Resources;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>Where the key lives: the vault, and the people who look after its keys.</summary>
internal sealed class KeyHome : ComponentResource
{
    public KeyHome(CustomerSettings settings)
        : base("xtcmk:customer:KeyHome", "key-home")
    {
        (ResourceGroupName, VaultName, VaultId) = settings.KeyHome switch
        {
            KeyHomeSettings.NewVault wanted => Create(settings, wanted),
            KeyHomeSettings.ExistingVault existing => LookUp(settings, existing),
            _ => throw new InvalidOperationException("Unknown key store."),
        };
        foreach (var officer in settings.CryptoOfficers)
            Appoint(settings, officer);
        RegisterOutputs();
    }

    public Output<string> ResourceGroupName { get; }

    public Output<string> VaultName { get; }

    /// <summary>The vault's ARM resource id.</summary>
    public Output<string> VaultId { get; }

    private (Output<string> Group, Output<string> Name, Output<string> Id) Create(
        CustomerSettings settings, KeyHomeSettings.NewVault wanted)
    {
        var group = new ResourceGroup(
            "resource-group",
            new ResourceGroupArgs { ResourceGroupName = settings.ResourceGroup, Location = settings.Location, Tags = Tags(settings) },
            new CustomResourceOptions { Parent = this, Protect = true, RetainOnDelete = true });
        var vault = new Vault(
            "vault",
            new VaultArgs
            {
                VaultName = wanted.Name,
                ResourceGroupName = group.Name,
                Location = settings.Location,
                Tags = Tags(settings),
                Properties = new VaultPropertiesArgs
                {
                    TenantId = settings.TenantId.Value,
                    Sku = new SkuArgs { Family = SkuFamily.A, Name = wanted.Premium ? SkuName.Premium : SkuName.Standard },
                    EnableRbacAuthorization = wanted.IsRbac,
                    EnableSoftDelete = true,
                    SoftDeleteRetentionInDays = wanted.RetentionDays,
                    EnablePurgeProtection = true,
                    PublicNetworkAccess = wanted.Firewall.PublicNetworkAccess ? "Enabled" : "Disabled",
                    NetworkAcls = Firewall(wanted.Firewall),
                },
            },
            new CustomResourceOptions { Parent = this, Protect = true, RetainOnDelete = true });
        return (group.Name, vault.Name, vault.Id);
    }

    private static NetworkRuleSetArgs Firewall(VaultFirewall firewall) => new()
    {
        Bypass = NetworkRuleBypassOptions.AzureServices,
        DefaultAction = firewall.Open ? NetworkRuleAction.Allow : NetworkRuleAction.Deny,
        IpRules = firewall.IpRules.Select(rule => new IPRuleArgs { Value = rule }).ToList(),
    };

    private static (Output<string> Group, Output<string> Name, Output<string> Id) LookUp(
        CustomerSettings settings, KeyHomeSettings.ExistingVault existing)
    {
        var vault = GetVault
            .Invoke(new GetVaultInvokeArgs { ResourceGroupName = settings.ResourceGroup, VaultName = existing.Name })
            .Apply(found => ExistingVaultCheck.Verify(found, existing, settings.TenantId));
        return (vault.Apply(_ => settings.ResourceGroup), vault.Apply(found => found.Name), vault.Apply(found => found.Id));
    }

    private void Appoint(CustomerSettings settings, CryptoOfficer officer)
    {
        var name = $"crypto-officer-{officer.ObjectId}";
        if (settings.KeyHome.Rbac)
        {
            _ = new RoleAssignment(
                name,
                new RoleAssignmentArgs
                {
                    PrincipalId = officer.ObjectId.Value,
                    PrincipalType = officer.PrincipalType,
                    RoleDefinitionId = Roles.KeyVaultCryptoOfficer.DefinitionId(settings.SubscriptionId),
                    Scope = VaultId,
                },
                new CustomResourceOptions { Parent = this });
            return;
        }

        _ = new AccessPolicy(
            name,
            new AccessPolicyArgs
            {
                ResourceGroupName = ResourceGroupName,
                VaultName = VaultName,
                Policy = new AccessPolicyEntryArgs
                {
                    TenantId = settings.TenantId.Value,
                    ObjectId = officer.ObjectId.Value,
                    Permissions = new PermissionsArgs
                    {
                        Keys = KeyPermissionNames.OfCryptoOfficer.Select(name => (Union<string, KeyPermissions>)name).ToList(),
                    },
                },
            },
            new CustomResourceOptions { Parent = this });
    }

    private static InputMap<string> Tags(CustomerSettings settings) => settings.Tags.ToDictionary(tag => tag.Key, tag => tag.Value);
}

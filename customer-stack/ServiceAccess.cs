using Pulumi;
using Pulumi.AzureAD;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>The vendor's application as this tenant knows it, and its one right: to wrap and unwrap with the key.</summary>
internal sealed class ServiceAccess : ComponentResource
{
    public ServiceAccess(CustomerSettings settings, IsvHandoff vendor)
        : base("xtcmk:customer:ServiceAccess", "service-access")
    {
        if (!settings.AdoptServicePrincipal)
            Log.Info(ConsentHint(settings, vendor));

        // Destroying an adopted one would delete it as well, so it is retained: what admin consent made stays.
        var principal = new ServicePrincipal(
            "service-principal",
            new ServicePrincipalArgs { ClientId = vendor.ApplicationId.Value, UseExisting = settings.AdoptServicePrincipal },
            new CustomResourceOptions { Parent = this, RetainOnDelete = settings.AdoptServicePrincipal });
        ServicePrincipalObjectId = principal.ObjectId;
        RegisterOutputs();
    }

    /// <summary>The service principal's object id in the customer's tenant.</summary>
    public Output<string> ServicePrincipalObjectId { get; }

    /// <summary>The way out where the tenant's policy forbids to install: told before Azure refuses, since outputs come only after success.</summary>
    internal static string ConsentHint(CustomerSettings settings, IsvHandoff vendor) =>
        $"Installs '{vendor.ApplicationName}'. If the tenant forbids that (Authorization_RequestDenied), let an Application Administrator "
        + $"consent at {settings.Cloud.ConsentUrl(settings.TenantId, vendor.ApplicationId.Value)} and set servicePrincipal: existing.";

    /// <summary>Lets the service principal use the keys, in the way of the vault's access model.</summary>
    public void Grant(CustomerSettings settings, KeyHome home, IReadOnlyList<CustomerKey> keys)
    {
        if (settings.Store.Rbac)
        {
            foreach (var key in keys)
                GrantRole(settings, key);
        }
        else
        {
            GrantByPolicy(settings, home);
        }
    }

    private void GrantRole(CustomerSettings settings, CustomerKey key) =>
        _ = new RoleAssignment(
            $"grant-{key.Name}",
            new RoleAssignmentArgs
            {
                PrincipalId = ServicePrincipalObjectId,
                PrincipalType = PrincipalType.ServicePrincipal,
                RoleDefinitionId = Roles.KeyVaultCryptoServiceEncryptionUser.DefinitionId(settings.SubscriptionId),
                Scope = key.ResourceId,
            },
            new CustomResourceOptions { Parent = this });

    /// <summary>An access policy reaches every key of the vault: RBAC is the narrower way.</summary>
    private void GrantByPolicy(CustomerSettings settings, KeyHome home) =>
        _ = new AccessPolicy(
            "grant",
            new AccessPolicyArgs
            {
                ResourceGroupName = home.ResourceGroupName,
                VaultName = home.VaultName,
                Policy = new AccessPolicyEntryArgs
                {
                    TenantId = settings.TenantId.Value,
                    ObjectId = ServicePrincipalObjectId,
                    Permissions = new PermissionsArgs
                    {
                        Keys = KeyPermissionNames.Needed.Select(name => (Union<string, KeyPermissions>)name).ToList(),
                    },
                },
            },
            new CustomResourceOptions { Parent = this });
}

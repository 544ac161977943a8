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
    private readonly List<(ServicePrincipal Principal, LetIn Names)> _all = [];

    public ServiceAccess(CustomerSettings settings, VendorHandoff vendor)
        : base("xtcmk:customer:ServiceAccess", "service-access")
    {
        if (!settings.AdoptServicePrincipal)
            Log.Info(ConsentHint(settings, vendor));

        var former = settings.FormerApplications;
        FormerApplications = former.ToDictionary(
            application => application.Value,
            object? (application) => Install(settings, new LetIn(application, IsAlone: false, WasAlone: application == former[^1])));
        ServicePrincipalObjectId = Install(settings, new LetIn(vendor.ApplicationId, IsAlone: former.Count == 0, WasAlone: false));
        RegisterOutputs();
    }

    /// <summary>The service principal's object id in the customer's tenant.</summary>
    public Output<string> ServicePrincipalObjectId { get; }

    /// <summary>By client id of each former application: the object id of its service principal.</summary>
    public IDictionary<string, object?> FormerApplications { get; }

    /// <summary>
    /// The way out where the tenant's policy forbids to install: reported before Azure refuses, since outputs come only after success.
    /// </summary>
    internal static string ConsentHint(CustomerSettings settings, VendorHandoff vendor) =>
        $"Installs '{vendor.ApplicationName}'. If the tenant forbids that (Authorization_RequestDenied), let a Cloud Application Administrator "
        + $"consent at {settings.Cloud.ConsentUrl(settings.TenantId, vendor.ApplicationId.Value)} and set servicePrincipal: existing.";

    /// <summary>Lets the service principals use the keys, in the way of the vault's access model.</summary>
    public void Grant(CustomerSettings settings, KeyHome home, IReadOnlyList<CustomerKey> keys)
    {
        foreach (var (principal, names) in _all)
        {
            if (!settings.KeyHome.Rbac)
            {
                GrantByPolicy(settings, home, principal, names);
                continue;
            }

            foreach (var key in keys)
                GrantRole(settings, key, principal, names);
        }
    }

    private Output<string> Install(CustomerSettings settings, LetIn names)
    {
        var (name, options) = names.Of("service-principal", this);

        // Destroying an adopted one would delete it as well, so it is retained: what admin consent made stays.
        options.RetainOnDelete = settings.AdoptServicePrincipal;
        var principal = new ServicePrincipal(
            name, new ServicePrincipalArgs { ClientId = names.Application.Value, UseExisting = settings.AdoptServicePrincipal }, options);
        _all.Add((principal, names));
        return principal.ObjectId;
    }

    private void GrantRole(CustomerSettings settings, CustomerKey key, ServicePrincipal principal, LetIn names)
    {
        var (name, options) = names.Of($"grant-{key.Name}", this);
        _ = new RoleAssignment(
            name,
            new RoleAssignmentArgs
            {
                PrincipalId = principal.ObjectId,
                PrincipalType = PrincipalType.ServicePrincipal,
                RoleDefinitionId = Roles.KeyVaultCryptoServiceEncryptionUser.DefinitionId(settings.SubscriptionId),
                Scope = key.ResourceId,
            },
            options);
    }

    /// <summary>An access policy reaches every key of the vault: RBAC is the narrower way.</summary>
    private void GrantByPolicy(CustomerSettings settings, KeyHome home, ServicePrincipal principal, LetIn names)
    {
        var (name, options) = names.Of("grant", this);
        _ = new AccessPolicy(
            name,
            new AccessPolicyArgs
            {
                ResourceGroupName = home.ResourceGroupName,
                VaultName = home.VaultName,
                Policy = new AccessPolicyEntryArgs
                {
                    TenantId = settings.TenantId.Value,
                    ObjectId = principal.ObjectId,
                    Permissions = new PermissionsArgs
                    {
                        Keys = KeyPermissionNames.Needed.Select(name => (Union<string, KeyPermissions>)name).ToList(),
                    },
                },
            },
            options);
    }

    /// <summary>
    /// An application that is let in. While accounts move from one to another there are several, and their resources have its id in their
    /// names; at all other times the names are plain. Aliases show the engine that they are the same resources.
    /// </summary>
    /// <param name="IsAlone">Whether it is the only one.</param>
    /// <param name="WasAlone">Whether it was the only one before others came.</param>
    private sealed record LetIn(ApplicationId Application, bool IsAlone, bool WasAlone)
    {
        public (string Name, CustomResourceOptions Options) Of(string plain, Resource parent)
        {
            var named = $"{plain}-{Application}";
            var options = new CustomResourceOptions { Parent = parent };
            if (IsAlone || WasAlone)
                options.Aliases.Add(new Alias { Name = IsAlone ? named : plain });
            return (IsAlone ? plain : named, options);
        }
    }
}

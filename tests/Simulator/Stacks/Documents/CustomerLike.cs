using Pulumi;
using Pulumi.AzureAD;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;
using Pulumi.AzureNative.Resources;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks.Documents;

/// <summary>The same for the customer's resources; see <see cref="VendorLike"/>.</summary>
/// <param name="ApplicationId">The client id of the vendor's application.</param>
internal sealed record CustomerLike(string ApplicationId)
{
    private static readonly SubscriptionId Subscription = SubscriptionId.Parse(DocumentWorld.CustomerSubscription).Value!;

    public string? Team { get; init; }

    public bool Granted { get; init; } = true;

    public bool Rbac { get; init; } = true;

    public int KeySize { get; init; } = 3072;

    /// <summary>What goes past the vault's firewall; null where there is none.</summary>
    public string? Bypass { get; init; }

    public StackProgram Program => () => Task.FromResult<IDictionary<string, object?>>(Declare());

    private Dictionary<string, object?> Declare()
    {
        var groupArgs = new ResourceGroupArgs { ResourceGroupName = "rg-keys", Location = "westeurope" };
        if (Team is { } team)
            groupArgs.Tags = new InputMap<string> { { "team", team } };
        var group = new ResourceGroup("keys", groupArgs);
        var vendor = new ServicePrincipal("vendor", new ServicePrincipalArgs { ClientId = ApplicationId });
        var kept = new CustomResourceOptions { Protect = true, RetainOnDelete = true };
        var vault = new Vault(
            "vault",
            new VaultArgs
            {
                VaultName = "kv-contoso", ResourceGroupName = group.Name, Location = group.Location, Properties = Properties(),
            },
            kept);
        var key = new Key(
            "key",
            new KeyArgs { KeyName = "cmk", VaultName = vault.Name, ResourceGroupName = group.Name, Properties = KeyProperties() },
            kept);
        Assign(
            "officer-6666",
            DocumentWorld.Officer,
            "User",
            Roles.KeyVaultCryptoOfficer,
            "77776666-6666-4666-8666-666666666666",
            vault.Id);
        if (Granted)
        {
            Assign(
                "vendor-use",
                vendor.ObjectId,
                "ServicePrincipal",
                Roles.KeyVaultCryptoServiceEncryptionUser,
                "55555555-5555-4555-8555-555555555555",
                key.Id);
        }

        return new Dictionary<string, object?> { ["handoff"] = new Dictionary<string, object?> { ["keyUri"] = key.KeyUri } };
    }

    private VaultPropertiesArgs Properties()
    {
        var properties = new VaultPropertiesArgs
        {
            TenantId = DocumentWorld.CustomerTenant,
            Sku = new SkuArgs { Family = SkuFamily.A, Name = SkuName.Standard },
            EnableRbacAuthorization = Rbac,
            EnableSoftDelete = true,
            SoftDeleteRetentionInDays = 90,
            EnablePurgeProtection = true,
            PublicNetworkAccess = "Enabled",
        };
        if (Bypass is { } bypass)
            properties.NetworkAcls = new NetworkRuleSetArgs { Bypass = bypass, DefaultAction = NetworkRuleAction.Deny };
        return properties;
    }

    private KeyPropertiesArgs KeyProperties() => new()
    {
        Kty = JsonWebKeyType.RSA,
        KeySize = KeySize,
        KeyOps = { JsonWebKeyOperation.WrapKey, JsonWebKeyOperation.UnwrapKey },
    };

    private static void Assign(string name, Input<string> principal, string type, Role role, string assignment, Output<string> scope) =>
        _ = new RoleAssignment(
        name,
        new RoleAssignmentArgs
        {
            RoleAssignmentName = assignment,
            PrincipalId = principal,
            PrincipalType = type,
            RoleDefinitionId = role.DefinitionId(Subscription),
            Scope = scope,
        });
}

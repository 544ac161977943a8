using System.Collections.Immutable;
using Pulumi;
using Pulumi.AzureAD;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;
using Pulumi.AzureNative.ManagedIdentity;
using Pulumi.AzureNative.Resources;
using Pulumi.AzureNative.Storage;
using Deployment = Pulumi.Deployment;
using Resource = Pulumi.Resource;
using Storage = Pulumi.AzureNative.Storage.Inputs;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenAzureResourcesAreDeclared
{
    [Fact]
    public async Task Each_has_the_type_of_its_provider()
    {
        var mocks = new RecordingMocks();

        await Running.PreviewAsync(mocks, () =>
        {
            _ = new ResourceGroup("resources:ResourceGroup");
            _ = new UserAssignedIdentity("managedidentity:UserAssignedIdentity", new() { ResourceGroupName = "rg" });
            _ = new RoleAssignment("authorization:RoleAssignment", new() { PrincipalId = "p", RoleDefinitionId = "r", Scope = "s" });
            _ = new Vault("keyvault:Vault", new() { ResourceGroupName = "rg", Properties = VaultProperties() });
            _ = new Key("keyvault:Key", new() { ResourceGroupName = "rg", VaultName = "v", Properties = new KeyPropertiesArgs() });
            _ = new StorageAccount("storage:StorageAccount", Account());
            _ = new Application("azuread:index/application:Application", new() { DisplayName = "a" });
            _ = new ServicePrincipal("azuread:index/servicePrincipal:ServicePrincipal", new() { ClientId = "c" });
            _ = new ApplicationFederatedIdentityCredential(
                "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
                new() { ApplicationId = "a", DisplayName = "d", Issuer = "i", Subject = "s", Audiences = { "aud" } });
            return new Dictionary<string, object?>();
        });

        Assert.All(mocks.Resources, seen => Assert.EndsWith(seen.Name!, seen.Type, StringComparison.Ordinal));
        Assert.Equal(9, mocks.Resources.Count);
        Assert.Equal(
            6, mocks.Resources.Count(seen => seen.Type!.StartsWith("azure-native:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_role_is_assigned_to_a_user_by_default()
    {
        var inputs = await InputsAsync(() => new RoleAssignment("a", new() { PrincipalId = "p", RoleDefinitionId = "r", Scope = "s" }));

        Assert.Equal("User", inputs["principalType"]);
    }

    [Fact]
    public async Task A_role_is_assigned_to_the_named_principal()
    {
        var inputs = await InputsAsync(() => new RoleAssignment(
            "a", new() { PrincipalId = "p", RoleDefinitionId = "r", Scope = "s", PrincipalType = PrincipalType.ServicePrincipal }));

        Assert.Equal("ServicePrincipal", inputs["principalType"]);
    }

    [Fact]
    public async Task A_vault_has_access_policies_and_soft_delete_by_default()
    {
        var inputs = await InputsAsync(() => new Vault("a", new() { ResourceGroupName = "rg", Properties = VaultProperties() }));

        var properties = Map(inputs["properties"]);
        Assert.Equal(false, properties["enableRbacAuthorization"]);
        Assert.Equal(true, properties["enableSoftDelete"]);
        Assert.Equal(90.0, properties["softDeleteRetentionInDays"]);
        Assert.Equal("enabled", properties["publicNetworkAccess"]);
        Assert.DoesNotContain("enablePurgeProtection", properties);
    }

    [Fact]
    public async Task A_vault_has_what_the_request_names()
    {
        var vault = VaultProperties();
        vault.EnableRbacAuthorization = true;
        vault.EnablePurgeProtection = true;
        vault.NetworkAcls = new NetworkRuleSetArgs
        {
            DefaultAction = NetworkRuleAction.Deny,
            Bypass = NetworkRuleBypassOptions.AzureServices,
        };

        var inputs = await InputsAsync(() => new Vault("a", new() { ResourceGroupName = "rg", Properties = vault }));
        var properties = Map(inputs["properties"]);

        Assert.Equal((true, true), (properties["enableRbacAuthorization"], properties["enablePurgeProtection"]));
        Assert.Equal("Deny", Map(properties["networkAcls"])["defaultAction"]);
        Assert.Equal("AzureServices", Map(properties["networkAcls"])["bypass"]);
        Assert.Equal(("A", "premium"), (Map(properties["sku"])["family"], Map(properties["sku"])["name"]));
    }

    [Fact]
    public async Task A_key_has_its_rotation_policy()
    {
        var inputs = await InputsAsync(() => new Key("a", new()
        {
            ResourceGroupName = "rg",
            VaultName = "v",
            Properties = new KeyPropertiesArgs
            {
                Kty = JsonWebKeyType.RSA_HSM,
                KeySize = 3072,
                KeyOps = { JsonWebKeyOperation.WrapKey, "unwrapKey" },
                RotationPolicy = new RotationPolicyArgs
                {
                    Attributes = new KeyRotationPolicyAttributesArgs { ExpiryTime = "P2Y" },
                    LifetimeActions = { new LifetimeActionArgs { Action = new ActionArgs { Type = KeyRotationPolicyActionType.Rotate } } },
                },
            },
        }));

        var properties = Map(inputs["properties"]);
        Assert.Equal(("RSA-HSM", 3072.0), (properties["kty"], properties["keySize"]));
        Assert.Equal(["wrapKey", "unwrapKey"], Assert.IsType<ImmutableArray<object>>(properties["keyOps"]));
        var action = Assert.Single(Assert.IsType<ImmutableArray<object>>(Map(properties["rotationPolicy"])["lifetimeActions"]));
        Assert.Equal("rotate", Map(Map(action)["action"])["type"]);
    }

    [Fact]
    public async Task Encryption_is_with_the_keys_of_Azure_by_default()
    {
        var account = Account();
        account.Encryption = new Storage.EncryptionArgs();

        var inputs = await InputsAsync(() => new StorageAccount("a", account));

        Assert.Equal("Microsoft.Storage", Map(inputs["encryption"])["keySource"]);
    }

    [Fact]
    public async Task An_account_without_an_encryption_block_has_none()
    {
        var inputs = await InputsAsync(() => new StorageAccount("a", Account()));

        Assert.Equal(["kind", "resourceGroupName", "sku"], inputs.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_firewall_lets_everything_through_by_default()
    {
        var account = Account();
        account.NetworkRuleSet = new Storage.NetworkRuleSetArgs
        {
            IpRules = { new Storage.IPRuleArgs { IPAddressOrRange = "203.0.113.0/24" } },
        };

        var rules = Map((await InputsAsync(() => new StorageAccount("a", account)))["networkRuleSet"]);

        Assert.Equal(("Allow", "AzureServices"), (rules["defaultAction"], rules["bypass"]));
        var rule = Map(Assert.Single(Assert.IsType<ImmutableArray<object>>(rules["ipRules"])));
        Assert.Equal(("Allow", "203.0.113.0/24"), (rule["action"], rule["iPAddressOrRange"]));
    }

    [Fact]
    public async Task Customer_managed_encryption_names_key_and_identity()
    {
        var account = Account();
        account.Identity = new Storage.IdentityArgs { Type = IdentityType.UserAssigned, UserAssignedIdentities = { "/id" } };
        account.Encryption = new Storage.EncryptionArgs
        {
            KeySource = KeySource.Microsoft_Keyvault,
            KeyVaultProperties = new Storage.KeyVaultPropertiesArgs { KeyVaultUri = "https://v", KeyName = "k" },
            EncryptionIdentity = new Storage.EncryptionIdentityArgs
            {
                EncryptionUserAssignedIdentity = "/id",
                EncryptionFederatedIdentityClientId = "c",
            },
        };

        var inputs = await InputsAsync(() => new StorageAccount("a", account));

        Assert.Equal("Microsoft.Keyvault", Map(inputs["encryption"])["keySource"]);
        Assert.Equal("c", Map(Map(inputs["encryption"])["encryptionIdentity"])["encryptionFederatedIdentityClientId"]);
        Assert.Equal("k", Map(Map(inputs["encryption"])["keyVaultProperties"])["keyName"]);
        Assert.Equal("/id", Assert.Single(Assert.IsType<ImmutableArray<object>>(Map(inputs["identity"])["userAssignedIdentities"])));
    }

    private static VaultPropertiesArgs VaultProperties() =>
        new() { TenantId = "t", Sku = new SkuArgs { Family = SkuFamily.A, Name = Pulumi.AzureNative.KeyVault.SkuName.Premium } };

    private static StorageAccountArgs Account() => new()
    {
        ResourceGroupName = "rg",
        Kind = Kind.StorageV2,
        Sku = new Storage.SkuArgs { Name = Pulumi.AzureNative.Storage.SkuName.Standard_ZRS },
    };

    private static ImmutableDictionary<string, object> Map(object value) => Assert.IsType<ImmutableDictionary<string, object>>(value);

    private static async Task<ImmutableDictionary<string, object>> InputsAsync(Func<Resource> program)
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync(mocks, new Pulumi.Testing.TestOptions(), () => { program(); });
        return mocks.Registered("a").Inputs;
    }
}

using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Resource_manager_over_http
{
    /// <summary>
    /// The members of the example StorageAccountCreateUserAssignedIdentityWithFederatedIdentityClientId that are modelled.
    /// </summary>
    [Theory]
    [InlineData("2024-01-01")]
    [InlineData("2023-05-01")]
    public async Task A_storage_account_has_the_members_of_the_published_example(string apiVersion)
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.ManagementAsync(World.Vendor, $"{World.AccountId}?api-version={apiVersion}");

        Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
        Assert.Superset(
            new HashSet<string>
            {
                "id", "name", "type", "location", "kind", "sku.name", "sku.tier", "identity.type", "identity.userAssignedIdentities",
                "properties.networkAcls.bypass", "properties.networkAcls.virtualNetworkRules", "properties.networkAcls.ipRules",
                "properties.networkAcls.defaultAction", "properties.supportsHttpsTrafficOnly",
                "properties.encryption.identity.userAssignedIdentity", "properties.encryption.identity.federatedIdentityClientId",
                "properties.encryption.keyvaultproperties.keyvaulturi", "properties.encryption.keyvaultproperties.keyname",
                "properties.encryption.keyvaultproperties.currentVersionedKeyIdentifier",
                "properties.encryption.keyvaultproperties.lastKeyRotationTimestamp",
                "properties.encryption.services.file.keyType", "properties.encryption.services.file.enabled",
                "properties.encryption.services.file.lastEnabledTime", "properties.encryption.services.blob.keyType",
                "properties.encryption.services.blob.enabled", "properties.encryption.services.blob.lastEnabledTime",
                "properties.encryption.keySource", "properties.accessTier", "properties.provisioningState", "properties.creationTime",
                "properties.primaryEndpoints.dfs", "properties.primaryEndpoints.blob", "properties.primaryEndpoints.file",
                "properties.primaryEndpoints.queue", "properties.primaryEndpoints.table", "properties.primaryLocation",
                "properties.statusOfPrimary",
            },
            HttpAnswer.Paths(answer.Body).ToHashSet());
    }

    /// <summary>The members of the examples getVault and getKey that are modelled.</summary>
    [Fact]
    public async Task A_vault_and_its_key_have_the_members_of_the_published_examples()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var vault = await served.ManagementAsync(World.Customer, $"{World.VaultId}?api-version=2024-11-01");
        var key = await served.ManagementAsync(World.Customer, $"{World.KeyId}?api-version=2024-11-01");

        Assert.Superset(
            new HashSet<string>
            {
                "id", "name", "type", "location", "properties.sku.family", "properties.sku.name", "properties.tenantId",
                "properties.accessPolicies", "properties.enabledForDeployment", "properties.enabledForDiskEncryption",
                "properties.enabledForTemplateDeployment", "properties.vaultUri", "properties.provisioningState",
                "properties.publicNetworkAccess",
            },
            HttpAnswer.Paths(vault.Body).ToHashSet());
        Assert.Superset(
            new HashSet<string>
            {
                "id", "name", "type", "location", "properties.attributes.enabled", "properties.attributes.created",
                "properties.attributes.updated", "properties.attributes.recoveryLevel", "properties.kty", "properties.keyOps",
                "properties.keySize", "properties.keyUri", "properties.keyUriWithVersion",
            },
            HttpAnswer.Paths(key.Body).ToHashSet());
    }

    [Theory]
    [InlineData("/SUBSCRIPTIONS/{0}?api-version=2022-12-01")]
    [InlineData("/Subscriptions/{0}/Providers/microsoft.keyvault?api-version=2022-09-01")]
    [InlineData("/Subscriptions/{0}/ResourceGroups/RG-keys?api-version=2024-11-01")]
    [InlineData("/Subscriptions/{0}/ResourceGroups/RG-keys/PROVIDERS/microsoft.keyvault/Vaults/KV-fabrikam/Keys?api-version=2024-11-01")]
    public async Task Letter_case_does_not_matter_in_a_path(string path)
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.ManagementAsync(
            World.Customer, path.Replace("{0}", World.CustomerSubscription.Value, StringComparison.Ordinal));

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("Key Vault Crypto Service Encryption User", true)]
    [InlineData("Key Vault Reader", false)]
    public async Task A_role_definition_reports_whether_it_can_unwrap(string name, bool canUnwrap)
    {
        await using var served = await Served.StartAsync(World.Complete());
        var role = Roles.All.Single(one => one.Name == name);

        var inSubscription = await served.ManagementAsync(
            World.Customer, role.DefinitionId(World.CustomerSubscription) + "?api-version=2022-04-01");
        var inTenant = await served.ManagementAsync(
            World.Customer, $"/providers/Microsoft.Authorization/roleDefinitions/{role.DefinitionName}?api-version=2022-04-01");

        foreach (var answer in new[] { inSubscription, inTenant })
        {
            Assert.Equal(name, answer.Body.Text("properties.roleName"));
            var actions = answer.Body["properties"]!["permissions"]![0]!["dataActions"]!.AsArray()
                .Select(action => action!.GetValue<string>());
            Assert.Equal(canUnwrap, actions.Contains("Microsoft.KeyVault/vaults/keys/unwrap/action"));
        }
    }
}

using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

/// <summary>
/// The names of what commands print, beside those that the Azure CLI prints. Sources: answers that its own tests have recorded
/// (Azure/azure-cli, tests/latest/recordings), the transformers of its modules, and outputs of July 2026 for storage accounts.
/// </summary>
public sealed class WhenAnswersAreCompared
{
    private const string Info = "info{logoUrl marketingUrl privacyStatementUrl supportUrl termsOfServiceUrl}";
    private const string Publisher = "verifiedPublisher{addedDateTime displayName verifiedPublisherId}";
    private const string Attributes =
        "attributes{created enabled expires exportable hsmPlatform notBefore recoverableDays recoveryLevel updated}";

    private const string Key =
        $"{Attributes} key{{crv d dp dq e k keyOps[] kid kty n p q qi t x y}} managed releasePolicy tags";

    private readonly World _world = World.Complete();

    [Theory]
    [InlineData(
        "storage account show --name stfabrikam",
        """
        accessTier accountMigrationInProgress allowBlobPublicAccess allowCrossTenantReplication allowSharedKeyAccess
        allowSharedKeyAccessForServices allowedCopyScope azureFilesIdentityBasedAuthentication blobRestoreStatus creationTime customDomain
        dataCollaborationPolicyProperties defaultToOAuthAuthentication dnsEndpointType dualStackEndpointPreference enableExtendedGroups
        enableHttpsTrafficOnly enableNfsV3
        encryption{encryptionIdentity{encryptionFederatedIdentityClientId encryptionUserAssignedIdentity} keySource
        keyVaultProperties{currentVersionedKeyExpirationTimestamp currentVersionedKeyIdentifier keyName keyVaultUri keyVersion
        lastKeyRotationTimestamp} requireInfrastructureEncryption services{blob{enabled keyType lastEnabledTime}
        file{enabled keyType lastEnabledTime} queue table}}
        extendedLocation failoverInProgress geoPriorityReplicationStatus geoReplicationStats id
        identity{principalId tenantId type userAssignedIdentities{clientId principalId}}
        immutableStorageWithVersioning isHnsEnabled isLocalUserEnabled isSftpEnabled isSkuConversionBlocked
        keyCreationTime{key1 key2} keyPolicy kind largeFileSharesState lastGeoFailoverTime location minimumTlsVersion name
        networkRuleSet{bypass defaultAction ipRules[] ipv6Rules[] resourceAccessRules virtualNetworkRules[]} placement
        primaryEndpoints{blob dfs file internetEndpoints ipv6Endpoints microsoftEndpoints queue table web} primaryLocation
        privateEndpointConnections[] provisioningState publicNetworkAccess resourceGroup routingPreference sasPolicy secondaryEndpoints
        secondaryLocation sku{name tier} statusOfPrimary statusOfSecondary storageAccountSkuConversionStatus systemData tags type zones
        """)]
    [InlineData(
        "ad app show --id {app}",
        $$"""
        @odata.context addIns[] api{acceptMappedClaims knownClientApplications[] oauth2PermissionScopes[] preAuthorizedApplications[]
        requestedAccessTokenVersion} appId appRoles[] applicationTemplateId certification createdDateTime defaultRedirectUri deletedDateTime
        description disabledByMicrosoftStatus displayName groupMembershipClaims id identifierUris[] {{Info}} isDeviceOnlyAuthSupported
        isFallbackPublicClient keyCredentials[] nativeAuthenticationApisEnabled notes optionalClaims
        parentalControlSettings{countriesBlockedForMinors[] legalAgeGroupRule} passwordCredentials[] publicClient{redirectUris[]}
        publisherDomain requestSignatureVerification requiredResourceAccess[] samlMetadataUrl serviceManagementReference
        servicePrincipalLockConfiguration signInAudience spa{redirectUris[]} tags[] tokenEncryptionKeyId uniqueName {{Publisher}}
        web{homePageUrl implicitGrantSettings{enableAccessTokenIssuance enableIdTokenIssuance}
        logoutUrl redirectUriSettings[] redirectUris[]}
        """)]
    [InlineData("ad app federated-credential list --id {app}", "[audiences[] description id issuer name subject]")]
    [InlineData(
        "identity show -g rg-saas -n id-cmk",
        "clientId id isolationScope location name principalId resourceGroup tags tenantId type")]
    [InlineData("group show -n rg-saas", "id location managedBy name properties{provisioningState} tags type")]
    [InlineData(
        "account show",
        """
        environmentName homeTenantId id isDefault managedByTenants[] name state tenantDefaultDomain tenantDisplayName
        tenantId user{name type}
        """)]
    public void The_vendors_have_the_names_that_the_Azure_CLI_prints(string line, string names) =>
        AssertNames(names, AzShell.InVendor(_world.Azure).Json(line.Replace("{app}", _world.Application.Value, StringComparison.Ordinal)));

    [Theory]
    [InlineData(
        "keyvault show -n kv-fabrikam",
        """
        id location name properties{accessPolicies[] createMode enablePurgeProtection enableRbacAuthorization enableSoftDelete
        enabledForDeployment enabledForDiskEncryption enabledForTemplateDeployment hsmPoolResourceId networkAcls privateEndpointConnections
        provisioningState publicNetworkAccess sku{family name} softDeleteRetentionInDays tenantId vaultUri}
        resourceGroup systemData tags type
        """)]
    [InlineData("keyvault key show --vault-name kv-fabrikam -n cmk", Key)]
    [InlineData("keyvault key create --vault-name kv-fabrikam -n two", Key)]
    [InlineData("keyvault key list-versions --vault-name kv-fabrikam -n cmk", $"[{Attributes} kid managed name releasePolicy tags]")]
    [InlineData(
        "ad sp show --id {app}",
        $$"""
        @odata.context accountEnabled addIns[] alternativeNames[] appDescription appDisplayName appId appOwnerOrganizationId
        appRoleAssignmentRequired appRoles[] applicationTemplateId createdDateTime deletedDateTime description disabledByMicrosoftStatus
        displayName homepage id {{Info}} keyCredentials[] loginUrl logoutUrl notes notificationEmailAddresses[] oauth2PermissionScopes[]
        passwordCredentials[] preferredSingleSignOnMode preferredTokenSigningKeyThumbprint replyUrls[]
        resourceSpecificApplicationPermissions[] samlSingleSignOnSettings servicePrincipalNames[] servicePrincipalType signInAudience tags[]
        tokenEncryptionKeyId {{Publisher}}
        """)]
    [InlineData(
        "role assignment list --all",
        """
        [condition conditionVersion createdBy createdOn delegatedManagedIdentityResourceId description id name principalId principalName
        principalType resourceGroup roleDefinitionId roleDefinitionName scope type updatedBy updatedOn]
        """)]
    public void The_customers_have_the_names_that_the_Azure_CLI_prints(string line, string names)
    {
        var shell = AzShell.InCustomer(_world.Azure);
        shell.Ok($"role assignment create --role 'Key Vault Crypto Officer' --assignee {SimulatedOperator.Person} --scope {World.VaultId}");

        AssertNames(names, shell.Json(line.Replace("{app}", _world.Application.Value, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("storage account show --name stfabrikam", "[creationTime, encryption.services.blob.lastEnabledTime, keyCreationTime.key1]")]
    [InlineData("storage account show --name stfabrikam", "[encryption.keyVaultProperties.lastKeyRotationTimestamp]")]
    public void Times_are_written_as_the_Azure_CLI_writes_them(string line, string query)
    {
        var times = AzShell.InVendor(_world.Azure).Text(line, query).Split('\t', '\n');

        Assert.All(times, time => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$", time));
    }

    private static void AssertNames(string names, JsonNode answer) =>
        Assert.Equal(string.Join(' ', names.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)), NamesOf(answer));

    /// <summary>An object by its names in order, a list by the names of its first item.</summary>
    private static string NamesOf(JsonNode? node) => node switch
    {
        JsonArray { Count: > 0 } list => $"[{NamesOf(list[0])}]",
        JsonArray => "[]",
        JsonObject map when map.Select(entry => entry.Key).FirstOrDefault()?.StartsWith('/') == true => NamesOf(map.First().Value),
        JsonObject map => string.Join(' ', map
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => entry.Key + (NamesOf(entry.Value) is { Length: > 0 } inner ? Inner(entry.Value!, inner) : ""))),
        _ => "",
    };

    private static string Inner(JsonNode node, string names) => node is JsonArray ? names : $"{{{names}}}";
}

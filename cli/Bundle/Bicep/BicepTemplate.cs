using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;

namespace XtCmkInfra.Cli.Bundle.Bicep;

/// <summary>main.bicep: what the settings ask for, and nothing that they do not. Every value is a parameter.</summary>
internal static class BicepTemplate
{
    public static string Write(CustomerSide side) => string.Join("\n\n", Parts(side)) + "\n";

    private static IEnumerable<string> Parts(CustomerSide side)
    {
        yield return Head;
        if (side.HsmKey is not null)
        {
            yield return "@description('The URI of the key in the managed HSM.')\nparam keyUri string";
            yield return Tenant;
            yield return Handoff("keyUri");
            yield break;
        }

        yield return VaultParameters(side);
        yield return KeyParameters(side.Settings.Key);
        yield return Tenant;
        yield return side.NewVault is null ? ExistingVault : NewVault(side);
        yield return Key(side);
        if (side.IsRbac)
        {
            yield return Officers;
            if (side.Settings.Granted)
                yield return Grant;
        }
        else if (side.NewVault is null)
        {
            yield return AddedPolicies(side);
        }

        yield return Handoff("key.properties.keyUri");
    }

    private const string Head = """
        // The customer's side of a cross-tenant customer-managed key: a vault, a key, and the grant by which the vendor's application wraps
        // and unwraps with this key alone. README.md has the commands.
        targetScope = 'resourceGroup'

        @description('The client id of the vendor\'s application.')
        param applicationId string

        @description('The object id that the vendor\'s application has in your tenant: that of its service principal, not its client id.')
        @minLength(36)
        @maxLength(36)
        param servicePrincipalObjectId string

        @description('Your tenant. The deployment fails where another one is signed in.')
        param customerTenantId string
        """;

    private const string Tenant = """
        var tenantId = tenant().tenantId == customerTenantId
          ? customerTenantId
          : fail('Another tenant is signed in. Run: az login --tenant ${customerTenantId}')
        """;

    private static string VaultParameters(CustomerSide side) => """
        @description('The name of the vault.')
        @minLength(3)
        @maxLength(24)
        param vaultName string
        """ + (side.NewVault is null ? "" : """


        @description('The region of the vault.')
        param location string

        @allowed(['standard', 'premium'])
        param skuName string

        @description('The days in which a deleted vault or key can be recovered. You cannot change this later.')
        @minValue(7)
        @maxValue(90)
        param retentionDays int

        @description('Disabled permits private endpoints only. The firewall always permits Azure Storage, as a trusted service.')
        @allowed(['Enabled', 'Disabled'])
        param publicNetworkAccess string

        @allowed(['Allow', 'Deny'])
        param defaultAction string

        @description('The addresses from which people and tools reach the vault.')
        param ipRules string[]
        """) + """


        @description('The crypto officers, who manage the key.')
        param cryptoOfficers { objectId: string, principalType: 'User' | 'Group' }[]

        param tags { *: string }
        """;

    private static string KeyParameters(KeySettings key) => """
        param keyName string

        @allowed(['RSA', 'RSA-HSM'])
        param keyType string

        @allowed([2048, 3072, 4096])
        param keySize int
        """
        + (key.Expires is null ? "" : "\n\n@description('When the first version expires, in seconds since 1970.')\nparam keyExpires int")
        + (key.Rotation is null ? "" : "\n\n@description('The age at which the next version follows.')\nparam rotateAfter string")
        + (key.Rotation?.ExpireAfter is null ? "" : "\n\n@description('The age at which versions expire.')\nparam expireAfter string")
        + (key.Rotation?.NotifyBefore is null ? "" : "\n\n@description('The notice before the expiry.')\nparam notifyBefore string");

    private static string NewVault(CustomerSide side) => $$"""
        // Soft delete and purge protection are on and stay on: Azure Storage refuses a key without them.
        resource vault 'Microsoft.KeyVault/vaults@{{KeyVaultManagement.ApiVersion}}' = {
          name: vaultName
          location: location
          tags: tags
          properties: {
            tenantId: tenantId
            sku: { family: 'A', name: skuName }
            enableRbacAuthorization: {{(side.IsRbac ? "true" : "false")}}
            enableSoftDelete: true
            softDeleteRetentionInDays: retentionDays
            enablePurgeProtection: true
            publicNetworkAccess: publicNetworkAccess
            networkAcls: {
              bypass: 'AzureServices'
              defaultAction: defaultAction
              ipRules: [for rule in ipRules: { value: rule }]
            }
            accessPolicies: {{(side.IsRbac ? "[]" : Policies(side, "    "))}}
          }
        }
        """;

    private const string ExistingVault = $$"""
        // Your vault stays as it is. README.md says how to see that it can keep the key.
        resource vault 'Microsoft.KeyVault/vaults@{{KeyVaultManagement.ApiVersion}}' existing = {
          name: vaultName
        }
        """;

    private static string Key(CustomerSide side) => string.Join('\n',
    [
        "// Azure creates a key from this once. Later changes here have no effect on a key that exists.",
        $"resource key 'Microsoft.KeyVault/vaults/keys@{KeyVaultManagement.ApiVersion}' = {{",
        "  parent: vault",
        "  name: keyName",
        "  tags: tags",
        "  properties: {",
        "    kty: keyType",
        "    keySize: keySize",
        $"    keyOps: [{Words(KeyPermissionNames.NeededOperations)}]",
        .. side.Settings.Key.Expires is null ? [] : (string[])["    attributes: { enabled: true, exp: keyExpires }"],
        .. side.Settings.Key.Rotation is { } rotation ? Rotation(rotation, side) : [],
        "  }",
        "}",
    ]);

    private static IEnumerable<string> Rotation(RotationSettings rotation, CustomerSide side) =>
    [
        "    rotationPolicy: {",
        .. rotation.ExpireAfter is null ? [] : (string[])["      attributes: { expiryTime: expireAfter }"],
        "      lifetimeActions: [",
        .. side.LifetimeActions.Select(one => (one.Action, one.Trigger, Name: one.Action == "rotate" ? "rotateAfter" : "notifyBefore"))
            .Select(one => $"        {{ action: {{ type: '{one.Action}' }}, trigger: {{ {one.Trigger}: {one.Name} }} }}"),
        "      ]",
        "    }",
    ];

    private static string Officers => $$"""
        // {{Roles.KeyVaultCryptoOfficer}}
        var officerRole = subscriptionResourceId(
          'Microsoft.Authorization/roleDefinitions', '{{Roles.KeyVaultCryptoOfficer.DefinitionName}}')

        resource officers 'Microsoft.Authorization/roleAssignments@{{ApiVersions.Authorization}}' = [for officer in cryptoOfficers: {
          scope: vault
          name: guid(vault.id, officer.objectId, officerRole)
          properties: {
            principalId: officer.objectId
            principalType: officer.principalType
            roleDefinitionId: officerRole
          }
        }]
        """;

    private static string Grant => $$"""
        // {{CustomerSide.GrantRole}}, on this key alone: it wraps, unwraps and reads the public half, and nothing else.
        var grantRole = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{{CustomerSide.GrantRole.DefinitionName}}')

        resource grant 'Microsoft.Authorization/roleAssignments@{{ApiVersions.Authorization}}' = {
          scope: key
          name: guid(key.id, servicePrincipalObjectId, grantRole)
          properties: {
            principalId: servicePrincipalObjectId
            principalType: 'ServicePrincipal'
            roleDefinitionId: grantRole
          }
        }
        """;

    private static string AddedPolicies(CustomerSide side) => $$"""
        // An access policy reaches every key of the vault: keep no other key in it.
        resource policies 'Microsoft.KeyVault/vaults/accessPolicies@{{KeyVaultManagement.ApiVersion}}' = {
          parent: vault
          name: 'add'
          properties: {
            accessPolicies: {{Policies(side, "    ")}}
          }
        }
        """;

    private static string Policies(CustomerSide side, string indent)
    {
        var officers = $$"""
            map(cryptoOfficers, officer => {
              tenantId: tenantId
              objectId: officer.objectId
              permissions: { keys: [{{Words(KeyPermissionNames.OfCryptoOfficer)}}] }
            })
            """;
        var vendor = $$"""
            [
              {
                tenantId: tenantId
                objectId: servicePrincipalObjectId
                permissions: { keys: [{{Words(KeyPermissionNames.Needed)}}] }
              }
            ]
            """;
        var all = side.Settings.Granted ? $"concat({officers}, {vendor})" : officers;
        return all.ReplaceLineEndings($"\n{indent}");
    }

    private static string Handoff(string keyUri) => $$"""
        @description('The handoff record for the vendor. It contains no secret.')
        output handoff object = {
          schema: '{{CustomerHandoff.Schema}}'
          tenantId: tenantId
          keyUri: {{keyUri}}
          servicePrincipalObjectId: servicePrincipalObjectId
          applicationId: applicationId
        }
        """;

    private static string Words(IEnumerable<string> words) => string.Join(", ", words.Select(BicepText.Of));
}

using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>One link of each kind, as the programs of two ordinary tenants ask for it.</summary>
internal static class Chain
{
    public const string UserRole = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
    public const string OfficerRole = "14b46e9e-c2b7-41b4-b07b-48a6ebf60603";
    public const string KeyScope = Group + "/providers/Microsoft.KeyVault/vaults/kv-contoso/keys/cmk";
    public const string OtherIdentity = Identities + "id-other";
    public const string PrincipalId = "cb216a08-c394-40ab-a0c3-d913bd674404";
    public const string IdentityPrincipal = "43b79455-49b1-4c66-a394-3114051a1515";
    public const string IdentityClient = "de5eb7f1-a204-4492-ba76-e2fd10833165";
    public const string KeyVersion = "0f0e0d0c0b0a09080706050403020100";
    public const string Group = "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg";
    private const string Identities = Group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/";

    public static Resource Account { get; } = Of("azure-native:storage:StorageAccount", "alpha", $$"""
        {
          "accountName": "stalpha", "resourceGroupName": "rg", "location": "westeurope", "kind": "StorageV2",
          "identity": { "type": "UserAssigned", "userAssignedIdentities": ["{{Identities}}id-shared"] },
          "encryption": {
            "keySource": "Microsoft.Keyvault",
            "keyVaultProperties": { "keyName": "cmk", "keyVaultUri": "https://kv-contoso.vault.azure.net" },
            "encryptionIdentity": {
              "encryptionUserAssignedIdentity": "{{Identities}}id-shared",
              "encryptionFederatedIdentityClientId": "44444444-4444-4444-8444-444444444444"
            },
            "services": { "blob": { "enabled": true, "keyType": "Account" }, "queue": { "enabled": true, "keyType": "Account" } }
          }
        }
        """) with
    {
        Protect = true, RetainOnDelete = true, Id = Group + "/providers/Microsoft.Storage/storageAccounts/stalpha",
    };

    /// <summary>An account whose customer has not yet sent a key.</summary>
    public static Resource Awaiting { get; } = Account.With(inputs => inputs.AsObject().Remove("encryption"));

    public static Resource Vault { get; } = Of("azure-native:keyvault:Vault", "vault", """
        {
          "vaultName": "kv-contoso", "resourceGroupName": "rg", "location": "westeurope",
          "properties": {
            "enablePurgeProtection": true, "enableRbacAuthorization": true, "enableSoftDelete": true, "softDeleteRetentionInDays": 90,
            "publicNetworkAccess": "Enabled", "networkAcls": { "bypass": "AzureServices", "defaultAction": "Deny" },
            "sku": { "family": "A", "name": "standard" }, "tenantId": "33333333-3333-4333-8333-333333333333"
          }
        }
        """) with
    {
        Protect = true, RetainOnDelete = true, Id = Group + "/providers/Microsoft.KeyVault/vaults/kv-contoso",
    };

    /// <summary>A vault in which access policies decide; the vendor's and an officer's.</summary>
    public static Resource PolicyVault { get; } = Vault.With(inputs =>
    {
        inputs["properties"]!["enableRbacAuthorization"] = false;
        inputs["properties"]!["accessPolicies"] =
            new JsonArray(Policy(PrincipalId, "get", "wrapKey", "unwrapKey"), Policy("66666666-6666-4666-8666-666666666666", "all"));
    });

    public static Resource VaultKey { get; } = Of("azure-native:keyvault:Key", "key", """
        {
          "keyName": "cmk", "vaultName": "kv-contoso", "resourceGroupName": "rg",
          "properties": {
            "kty": "RSA", "keySize": 3072, "keyOps": ["wrapKey", "unwrapKey"],
            "rotationPolicy": {
              "attributes": { "expiryTime": "P2Y" },
              "lifetimeActions": [{ "action": { "type": "rotate" }, "trigger": { "timeAfterCreate": "P1Y" } }]
            }
          }
        }
        """) with
    {
        Protect = true, RetainOnDelete = true, Id = KeyScope,
    };

    public static Resource Grant { get; } = Of("azure-native:authorization:RoleAssignment", "vendor-use", $$"""
        {
          "principalId": "{{PrincipalId}}", "principalType": "ServicePrincipal", "scope": "{{KeyScope}}",
          "roleDefinitionId": "{{Definition(UserRole)}}"
        }
        """);

    public static Resource Officer { get; } = Of("azure-native:authorization:RoleAssignment", "officer", $$"""
        {
          "principalId": "66666666-6666-4666-8666-666666666666", "principalType": "User", "scope": "{{Group}}/providers/Microsoft.KeyVault/vaults/kv-contoso",
          "roleDefinitionId": "{{Definition(OfficerRole)}}"
        }
        """);

    public static Resource AccessPolicy { get; } = Of("azure-native:keyvault:AccessPolicy", "vendor-policy", $$"""
        {
          "vaultName": "kv-contoso", "resourceGroupName": "rg",
          "policy": { "objectId": "{{PrincipalId}}", "tenantId": "t", "permissions": { "keys": ["get", "wrapKey", "unwrapKey"] } }
        }
        """);

    public static Resource Principal { get; } = Of("azuread:index/servicePrincipal:ServicePrincipal", "vendor", """
        { "clientId": "44444444-4444-4444-8444-444444444444" }
        """);

    public static Resource Application { get; } = Of("azuread:index/application:Application", "app", """
        { "displayName": "Contoso storage", "signInAudience": "AzureADMultipleOrgs" }
        """) with
    {
        Id = "/applications/d1cffdaa-8964-4b7d-b605-833f3b19af8b",
    };

    public static Resource Password { get; } = Of("azuread:index/applicationPassword:ApplicationPassword", "password", """
        { "applicationId": "/applications/d1cffdaa-8964-4b7d-b605-833f3b19af8b" }
        """);

    public static Resource Federation { get; } = Of(
        "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential", "shared", $$"""
        {
          "applicationId": "/applications/d1cffdaa-8964-4b7d-b605-833f3b19af8b", "displayName": "xtcmk-shared", "subject": "{{IdentityPrincipal}}",
          "issuer": "https://login.microsoftonline.com/22222222-2222-4222-8222-222222222222/v2.0",
            "audiences": ["api://AzureADTokenExchange"]
        }
        """);

    public static Resource Identity { get; } = Of("azure-native:managedidentity:UserAssignedIdentity", "shared", """
        { "resourceName": "id-shared", "resourceGroupName": "rg", "location": "westeurope" }
        """) with
    {
        Outputs = new JsonObject { ["principalId"] = IdentityPrincipal, ["clientId"] = IdentityClient, ["name"] = "id-shared" },
    };

    public static Resource ResourceGroup { get; } = Of("azure-native:resources:ResourceGroup", "rg", """
        { "resourceGroupName": "rg", "location": "westeurope" }
        """) with
    {
        Id = Group,
    };

    public static string Definition(string role) =>
        $"/subscriptions/11111111-1111-4111-8111-111111111111/providers/Microsoft.Authorization/roleDefinitions/{role}";

    public static JsonObject Policy(string principal, params string[] keys) => new()
    {
        ["objectId"] = principal,
        ["tenantId"] = "33333333-3333-4333-8333-333333333333",
        ["permissions"] = new JsonObject { ["keys"] = Texts(keys), ["secrets"] = Texts("get") },
    };

    public static JsonArray Texts(params string[] texts) => new([.. texts.Select(text => (JsonNode)text)]);

    public static Resource Of(string type, string name, string inputs) => new(type, name, (JsonObject)JsonNode.Parse(inputs)!);
}

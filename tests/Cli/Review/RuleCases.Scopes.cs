using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Cli.Review.Chain;

namespace XtCmkInfra.Tests.Cli.Review;

internal static partial class RuleCases
{
    /// <summary>Ways around an account's own key, and roles of one's own.</summary>
    private static Dictionary<string, RuleCase> Scopes() => new()
    {
        ["an encryption scope goes to Microsoft's keys"] = new(
            Step.Update(Scope, inputs => inputs["source"] = "Microsoft.Storage"),
            Step.Update(Scope, inputs => inputs["source"] = "microsoft.keyvault"), "scope-leaves-key", "scope-microsoft-keys"),
        ["an encryption scope takes another key"] = new(
            Step.Update(Scope, inputs => inputs["keyVaultProperties"]!["keyUri"] = "https://kv-contoso.vault.azure.net/keys/other"),
            Step.Update(Scope, inputs => inputs["state"] = "Disabled"), "scope-other-key"),
        ["a new encryption scope has Microsoft's keys"] = new(
            Step.Create(MicrosoftScope), Step.Create(Scope), "scope-microsoft-keys"),
        ["a new encryption scope has Azure's default"] = new(
            new Preview(Step.Same(Account),
                Step.Create(MicrosoftScope.With(inputs => inputs.AsObject().Remove("source")) with { Dependencies = [Account.Urn] })),
            new Preview(Step.Same(OfLogs), Step.Create(MicrosoftScope with { Dependencies = [OfLogs.Urn] })), "scope-microsoft-keys"),
        ["a new encryption scope has another key than its account"] = new(
            new Preview(
                Step.Same(Account),
                Step.Create(Scope.With(inputs => inputs["keyVaultProperties"]!["keyUri"] =
                    "https://kv-contoso.vault.azure.net/keys/other") with { Dependencies = [Account.Urn] })),
            new Preview(Step.Same(Account), Step.Create(Scope with { Dependencies = [Account.Urn] })), "scope-other-key"),
        ["it is not known what a new encryption scope has"] = new(
            Step.Create(Scope.With(inputs => inputs["source"] = Resource.Unknown)),
            Step.Create(Scope.With(inputs => inputs["state"] = Resource.Unknown)), "not-known"),
        ["a new encryption scope has the customer's key"] = new(Step.Create(Scope), Step.Same(Scope), "scope-new"),
        ["a container gets a default scope"] = new(
            Step.Update(Files, inputs => inputs["defaultEncryptionScope"] = "plain"),
            Step.Update(Files, inputs => inputs["defaultEncryptionScope"] = "$account-encryption-key"), "container-default-scope"),
        ["a container of the customer's account gets a default scope"] = new(
            new Preview(Step.Same(Account), Step.Update(ToPlain.Old!, ToPlain.New! with { Dependencies = [Account.Urn] })),
            new Preview(Step.Same(OfLogs), Step.Update(ToPlain.Old!, ToPlain.New! with { Dependencies = [OfLogs.Urn] })),
            "container-default-scope"),
        ["a container loses its default scope, and blobs may use another"] = new(
            Step.Update(Scoped, inputs =>
            {
                inputs["denyEncryptionScopeOverride"] = false;
                inputs["defaultEncryptionScope"] = "plain";
            }),
            Step.Update(Scoped, inputs => inputs["publicAccess"] = "None"), "container-scope-override", "container-default-scope"),
        ["blobs are copied to another account"] = new(
            Step.Create(Of("azure-native:storage:ObjectReplicationPolicy", "copy",
                """{ "accountName": "stalpha", "destinationAccount": "stelsewhere" }""")),
            Step.Same(Of("azure-native:storage:ObjectReplicationPolicy", "copy", """{ "accountName": "stalpha" }""")),
            "replication-changed"),
        ["a custom role no longer unwraps"] = new(
            Step.Update(Role, inputs => inputs["permissions"]![0]!["dataActions"]!.AsArray().RemoveAt(2)),
            Step.Update(Role, inputs => inputs["description"] = "for storage"), "role-weakened"),
        ["a custom role may do more with keys"] = new(
            Step.Update(Role, inputs => inputs["permissions"]![0]!["dataActions"]!.AsArray()
                .Add((JsonNode)"Microsoft.KeyVault/vaults/keys/decrypt/action")),
            Step.Update(Role, inputs => inputs["permissions"]![0]!["actions"] = Texts("Microsoft.Storage/storageAccounts/read")),
            "role-broadened"),
        ["a custom role that manages the vault may delete it too"] = new(
            Step.Update(Manager, inputs => ActionsOf(inputs).Add((JsonNode)"Microsoft.KeyVault/vaults/delete")),
            Step.Update(Manager, inputs => ActionsOf(inputs).Add((JsonNode)"Microsoft.KeyVault/vaults/read")), "role-broadened"),
        ["a custom role goes"] = new(
            Step.Delete(Role), Step.Delete(Role.With(inputs => inputs["permissions"]![0]!["dataActions"] = new JsonArray())),
            "role-deleted"),
        ["a pipeline may act as the application"] = new(
            new Preview(Step.Create(Pipeline)),
            new Preview(Step.Same(Application.With(inputs => inputs["signInAudience"] = "AzureADMyOrg")), Step.Create(Pipeline)),
            "federation-stranger"),
        ["a pipeline may act as the identity"] = new(
            Step.Create(Of(
                "azure-native:managedidentity:FederatedIdentityCredential", "gh",
                """{ "resourceName": "id-shared", "issuer": "https://token.actions.githubusercontent.com","""
                    + """ "subject": "repo:o/r:ref:refs/heads/main" }""")),
            Step.Create(Federation), "federation-stranger"),
    };

    /// <summary>What a secret or a missing part of a document may hide.</summary>
    private static Dictionary<string, RuleCase> Hidden() => new()
    {
        ["a secret in a vault hides that its purge protection goes"] = new(
            Said(Vault.With(inputs => inputs["properties"] = Resource.Secret), "properties.enablePurgeProtection"),
            Said(Vault.With(inputs => inputs["properties"] = Resource.Secret), "tags.owner"), "not-known"),
        ["a secret in a vault hides an edit of its firewall"] = new(
            Said(Vault.With(inputs => inputs["properties"] = Resource.Secret), "properties.networkAcls.defaultAction"),
            Said(Vault, "properties.networkAcls.defaultAction"), "not-known"),
        ["a secret in a block hides the scope of queues"] = new(
            Said(Account.With(inputs => inputs["encryption"] = Resource.Secret), "encryption.services.queue.keyType"),
            Said(Account.With(inputs => inputs["encryption"] = Resource.Secret), "minimumTlsVersion"), "account-key-scope"),
        ["an identity goes, and a secret hides whether it asks for the key"] = new(
            Step.Update(Account.With(inputs => inputs["encryption"] = Resource.Secret),
                inputs => inputs["identity"] = new JsonObject { ["type"] = "None" }),
            Step.Update(
                Account.With(inputs => inputs["encryption"] = Resource.Secret),
                inputs => inputs["identity"]!["userAssignedIdentities"]!.AsArray().Add((JsonNode)OtherIdentity)), "not-known"),
        ["an account that asks as itself loses its identity"] = new(
            Step.Update(AsItself, inputs => inputs["identity"]!["type"] = "None"),
            Step.Update(AsItself, inputs => inputs["identity"]!["type"] = "SystemAssigned,UserAssigned"), "account-identity-detached"),
        ["a group of services loses the key"] = new(
            Step.Delete(Grant.With(inputs => inputs["principalType"] = "Group")),
            Step.Delete(Officer.With(inputs => inputs["principalType"] = "Group")), "grant-deleted"),
        ["an unknown role goes from a scope that is secret"] = new(
            Step.Delete(Custom.With(inputs => inputs["scope"] = Resource.Secret)),
            Step.Delete(Custom.With(inputs => inputs["scope"] = Chain.Group + "/providers/Microsoft.Storage/storageAccounts/stalpha")),
            "grant-deleted"),
    };

    private static Resource Scope => Of("azure-native:storage:EncryptionScope", "scope", """
        {
          "accountName": "stalpha", "resourceGroupName": "rg", "encryptionScopeName": "vip", "source": "Microsoft.KeyVault", "state": "Enabled",
          "keyVaultProperties": { "keyUri": "https://kv-contoso.vault.azure.net/keys/cmk" }
        }
        """);

    private static Resource MicrosoftScope => Scope.With(inputs => inputs["source"] = "Microsoft.Storage");

    /// <summary>An account that has no part in the chain.</summary>
    private static Resource OfLogs => Account.With(inputs =>
    {
        inputs["encryption"] = Microsofts;
        inputs.AsObject().Remove("identity");
    }) with { Name = "logs" };

    private static Step ToPlain => Step.Update(Files, inputs => inputs["defaultEncryptionScope"] = "plain");

    private static Resource Files =>
        Of("azure-native:storage:BlobContainer", "files", """{ "accountName": "stalpha", "containerName": "files" }""");

    private static Resource Role => Of("azure-native:authorization:RoleDefinition", "role", """
        {
          "roleName": "Wrap", "scope": "/subscriptions/11111111-1111-4111-8111-111111111111",
          "permissions": [{ "dataActions": [
            "Microsoft.KeyVault/vaults/keys/read", "Microsoft.KeyVault/vaults/keys/wrap/action",
              "Microsoft.KeyVault/vaults/keys/unwrap/action"
          ] }]
        }
        """);

    private static Resource Manager =>
        Role.With(inputs => inputs["permissions"]![0]!["actions"] = Texts("Microsoft.KeyVault/vaults/write"));

    private static JsonArray ActionsOf(JsonNode inputs) => inputs["permissions"]![0]!["actions"]!.AsArray();

    private static Resource Pipeline => Federation.With(inputs =>
    {
        inputs["issuer"] = "https://token.actions.githubusercontent.com";
        inputs["subject"] = "repo:contoso/infra:ref:refs/heads/main";
    });

    private static Resource AsItself => Account.With(inputs =>
    {
        inputs["identity"] = new JsonObject { ["type"] = "SystemAssigned" };
        inputs["encryption"]!.AsObject().Remove("encryptionIdentity");
    });

    private static Resource Custom => Grant.With(inputs => inputs["roleDefinitionId"] = Definition("99999999-9999-4999-8999-999999999999"));

    private static Step Said(Resource resource, string path) => Step.Update(resource, resource) with { AlsoSaid = [path] };
}

using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Cli.Review.Chain;

namespace XtCmkInfra.Tests.Cli.Review;

internal static partial class RuleCases
{
    private static Dictionary<string, RuleCase> Accounts() => new()
    {
        ["an account goes to Microsoft's keys"] = new(
            Step.Update(Account, inputs => inputs["encryption"]!["keySource"] = "Microsoft.Storage"),
            Step.Update(Account, inputs => inputs["encryption"]!["keySource"] = "microsoft.keyvault"), "account-microsoft-keys"),
        ["the block stays without the key"] = new(
            Step.Update(Account, inputs => inputs["encryption"]!.AsObject().Remove("keySource")),
            Step.Update(Account, inputs => inputs["tags"] = new JsonObject { ["keySource"] = "Microsoft.Storage" }),
            "account-microsoft-keys"),
        ["shared keys are allowed"] = new(
            Step.Update(Account.With(inputs => inputs["allowSharedKeyAccess"] = false), Account),
            Step.Update(Account, inputs => inputs["allowSharedKeyAccess"] = false), "account-shared-keys"),
        ["a new account allows shared keys"] = new(
            Step.Create(Account.With(inputs => inputs["allowSharedKeyAccess"] = true)),
            Step.Create(Account.With(inputs => inputs["allowSharedKeyAccess"] = false)), "account-shared-keys", "account-new"),
        ["the scope of queues changes"] = new(
            Step.Update(Account, inputs => inputs["encryption"]!["services"]!["queue"]!["keyType"] = "Service"),
            Step.Update(Account, inputs => inputs["encryption"]!["services"]!["file"] = new JsonObject { ["keyType"] = "Account" }),
            "account-key-scope"),
        ["the scope of tables changes"] = new(
            Step.Update(Account, inputs => inputs["encryption"]!["services"]!["table"] = new JsonObject { ["keyType"] = "Account" }),
            Step.Update(Account, inputs => inputs["encryption"]!["services"]!["table"] = new JsonObject { ["keyType"] = "Service" }),
            "account-key-scope"),
        ["blobs are no longer under the key"] = new(
            Step.Update(Account, inputs => inputs["encryption"]!["services"]!["blob"]!["enabled"] = false),
            Step.Update(Account, inputs => inputs["encryption"]!.AsObject().Remove("services")), "account-service-uncovered"),
        ["another identity"] = new(
            Step.Update(Account, inputs =>
            {
                inputs["identity"]!["userAssignedIdentities"] = Texts(OtherIdentity);
                inputs["encryption"]!["encryptionIdentity"]!["encryptionUserAssignedIdentity"] = OtherIdentity;
            }),
            Step.Update(Account, inputs => inputs["identity"]!["userAssignedIdentities"] = Texts(OtherIdentity, AttachedTo(inputs))),
            "account-identity"),
        ["the identity is not attached"] = new(
            Step.Update(Account, inputs => inputs["identity"]!["userAssignedIdentities"] = Texts(OtherIdentity)),
            Step.Update(Account,
                inputs => inputs["identity"]!["userAssignedIdentities"] = new JsonObject { [AttachedTo(inputs)] = new JsonObject() }),
            "account-identity-detached"),
        ["the identity type has no user-assigned ones any more"] = new(
            Step.Update(Account, inputs => inputs["identity"]!["type"] = "SystemAssigned"),
            Step.Update(Account, inputs => inputs["identity"]!["type"] = "SystemAssigned, UserAssigned"), "account-identity-detached"),
        ["another application"] = new(
            Step.Update(Account,
                inputs => inputs["encryption"]!["encryptionIdentity"]!["encryptionFederatedIdentityClientId"] = IdentityClient),
            Step.Update(Account, inputs => inputs["tags"] = new JsonObject { ["client"] = IdentityClient }), "account-federated-client"),
        ["no application"] = new(
            Step.Update(Account,
                inputs => inputs["encryption"]!["encryptionIdentity"]!.AsObject().Remove("encryptionFederatedIdentityClientId")),
            Step.Update(Account, inputs => inputs["encryption"]!["encryptionIdentity"]!["encryptionFederatedIdentityClientId"] =
                "44444444-4444-4444-8444-444444444444"),
            "account-federated-client"),
        ["another application and another key in one update"] = new(
            Step.Update(Account, inputs =>
            {
                inputs["encryption"]!["encryptionIdentity"]!["encryptionFederatedIdentityClientId"] = IdentityClient;
                KeyOf(inputs)["keyName"] = "cmk-2";
            }),
            Step.Update(Account,
                inputs => inputs["encryption"]!["encryptionIdentity"]!["encryptionFederatedIdentityClientId"] = IdentityClient),
            "account-identity-with-key", "account-federated-client", "account-other-key"),
        ["another identity and a pinned version in one update"] = new(
            Step.Update(Account, inputs =>
            {
                inputs["encryption"]!["encryptionIdentity"]!["encryptionUserAssignedIdentity"] = OtherIdentity;
                inputs["identity"]!["userAssignedIdentities"] = Texts(OtherIdentity);
                KeyOf(inputs)["keyVersion"] = KeyVersion;
            }),
            Step.Update(Account, inputs => KeyOf(inputs)["keyVersion"] = KeyVersion),
            "account-identity-with-key", "account-identity", "account-pinned"),
        ["the block is gone"] = new(
            Step.Update(Account, inputs => inputs.AsObject().Remove("encryption")),
            Step.Update(Awaiting, inputs => inputs["minimumTlsVersion"] = "TLS1_3"), "account-block-gone"),
        ["the block no longer names the key"] = new(
            Step.Update(Account, inputs => inputs["encryption"]!.AsObject().Remove("keyVaultProperties")),
            Step.Update(Account, inputs => KeyOf(inputs)["keyVaultUri"] = "https://kv-contoso.vault.azure.net:443/"),
            "account-key-unnamed"),
        ["another vault"] = new(
            Step.Update(Account, inputs => KeyOf(inputs)["keyVaultUri"] = "https://kv-other.vault.azure.net"),
            Step.Update(Account, inputs => KeyOf(inputs)["keyVaultUri"] = "https://KV-contoso.vault.azure.net/"), "account-other-vault"),
        ["another key"] = new(
            Step.Update(Account, inputs => KeyOf(inputs)["keyName"] = "cmk-2"),
            Step.Update(Account, inputs => KeyOf(inputs)["keyName"] = "CMK"), "account-other-key"),
        ["a version is pinned"] = new(
            Step.Update(Account, inputs => KeyOf(inputs)["keyVersion"] = KeyVersion),
            Step.Update(Account, inputs => KeyOf(inputs)["keyVersion"] = ""), "account-pinned"),
        ["another version is pinned"] = new(
            Step.Update(Pinned, inputs => KeyOf(inputs)["keyVersion"] = new string('a', 32)),
            Step.Update(Pinned, inputs => KeyOf(inputs)["keyVersion"] = KeyVersion.ToUpperInvariant()), "account-other-version"),
        ["a version is no longer pinned"] = new(
            Step.Update(Pinned, inputs => KeyOf(inputs)["keyVersion"] = null),
            Step.Update(Pinned, inputs => KeyOf(inputs)["keyVersion"] = KeyVersion), "account-follows"),
        ["a second layer of encryption"] = new(
            Step.Update(Account, inputs => inputs["encryption"]!["requireInfrastructureEncryption"] = true),
            Step.Update(Account, inputs => inputs["encryption"]!["requireInfrastructureEncryption"] = false),
            "account-infrastructure-encryption"),
        ["an account takes its key"] = new(
            Step.Update(Awaiting, Account.With(inputs => inputs["encryption"]!["services"]!.AsObject().Remove("queue"))),
            Step.Update(Awaiting, inputs => inputs["kind"] = "StorageV2"), "account-takes-key"),
        ["an account takes its key, also for queues, for which it is too late"] = new(
            Step.Update(Awaiting, Account), Step.Create(Account), "account-key-scope", "account-takes-key"),
        ["an account is new"] = new(
            Step.Create(Account),
            Step.Create(Account.With(inputs => { inputs.AsObject().Remove("encryption"); inputs.AsObject().Remove("identity"); })),
            "account-new"),
        ["a new account awaits its key"] = new(Step.Create(Awaiting), Step.Same(Awaiting), "account-new"),
        ["an account is imported"] = new(new Step("import", null, Account, []), Step.Same(Account), "account-new"),
        ["an account is new and detached"] = new(
            Step.Create(Account.With(inputs => inputs["identity"]!["userAssignedIdentities"] = Texts(OtherIdentity))),
            Step.Create(Account), "account-identity-detached", "account-new"),
        ["the encryption of an existing account is unknown"] = new(
            Step.Update(Account, inputs => inputs["encryption"] = Resource.Unknown),
            Step.Update(Awaiting, inputs => inputs["encryption"] = Resource.Unknown), "not-known"),
        ["one property of an existing account is unknown"] = new(
            Step.Update(Account, inputs => KeyOf(inputs)["keyVaultUri"] = Resource.Unknown),
            Step.Create(Account.With(inputs => inputs["encryption"] = Resource.Unknown)), "not-known"),
        ["encryption that becomes secret cannot be compared"] = new(
            Step.Update(Account, inputs => inputs["encryption"] = Resource.Secret),
            Step.Update(Account, inputs => inputs["tags"] = Resource.Secret), "not-known"),
    };

    private static Resource Pinned => Account.With(inputs => KeyOf(inputs)["keyVersion"] = KeyVersion);

    private static JsonNode KeyOf(JsonNode inputs) => inputs["encryption"]!["keyVaultProperties"]!;

    private static string AttachedTo(JsonNode inputs) => inputs["identity"]!["userAssignedIdentities"]![0]!.ToString();
}

using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Cli.Review.Chain;

namespace XtCmkInfra.Tests.Cli.Review;

internal static partial class RuleCases
{
    private static Dictionary<string, RuleCase> Vaults() => new()
    {
        ["purge protection is dropped"] = new(
            Step.Update(Vault, inputs => inputs["properties"]!.AsObject().Remove("enablePurgeProtection")),
            Step.Update(Vault.With(inputs => inputs["properties"]!.AsObject().Remove("enablePurgeProtection")), Vault),
            "vault-purge-protection"),
        ["purge protection is switched off"] = new(
            Step.Update(Vault, inputs => inputs["properties"]!["enablePurgeProtection"] = false),
            Step.Update(Vault, inputs => inputs["properties"]!["enablePurgeProtection"] = "true"), "vault-purge-protection"),
        ["a new vault of a key has no purge protection"] = new(
            new Preview(Step.Create(Vault.With(inputs => inputs["properties"]!.AsObject().Remove("enablePurgeProtection"))),
                Step.Create(VaultKey)),
            new Preview(Step.Create(Vault.With(inputs => inputs["properties"]!.AsObject().Remove("enablePurgeProtection")))),
            "vault-purge-protection"),
        ["a new vault of a key in a place that is not known has no purge protection"] = new(
            new Preview(
                Step.Create(Vault.With(inputs => inputs["properties"]!.AsObject().Remove("enablePurgeProtection"))),
                Step.Create(VaultKey.With(inputs => inputs["vaultName"] = Resource.Unknown) with { Dependencies = [Vault.Urn] })),
            new Preview(
                Step.Create(Vault.With(inputs => inputs["properties"]!.AsObject().Remove("enablePurgeProtection"))),
                Step.Create(VaultKey.With(inputs => inputs["vaultName"] = "kv-else"))), "vault-purge-protection"),
        ["a new vault that an account uses shuts trusted services out"] = new(
            new Preview(Step.Create(Vault.With(inputs => inputs["properties"]!["networkAcls"]!["bypass"] = "None")), Step.Create(VaultKey)),
            new Preview(Step.Create(Vault), Step.Create(VaultKey)), "vault-trusted-services"),
        ["a new vault of a key is open to every network"] = new(
            new Preview(Step.Create(Open(Vault)), Step.Create(VaultKey)), new Preview(Step.Create(Open(Vault))), "vault-firewall-open"),
        ["a new vault of a key says nothing of its firewall"] = new(
            new Preview(Step.Create(Vault.With(inputs => inputs["properties"]!.AsObject().Remove("networkAcls"))), Step.Create(VaultKey)),
            new Preview(Step.Create(Open(Vault).With(inputs => inputs["properties"]!["publicNetworkAccess"] = "Disabled")),
                Step.Create(VaultKey)), "vault-firewall-open"),
        ["the firewall is opened"] = new(
            Step.Update(Vault, inputs => inputs["properties"]!["networkAcls"]!["defaultAction"] = "Allow"),
            Step.Update(Open(Vault), inputs => inputs["properties"]!["sku"]!["name"] = "premium"), "vault-firewall-open"),
        ["soft delete is switched off"] = new(
            Step.Update(Vault, inputs => inputs["properties"]!["enableSoftDelete"] = false),
            Step.Update(Vault, inputs => inputs["properties"]!.AsObject().Remove("enableSoftDelete")), "vault-soft-delete"),
        ["deleted keys are kept for less"] = new(
            Step.Update(Vault, inputs => inputs["properties"]!["softDeleteRetentionInDays"] = 7),
            Step.Update(Vault, inputs => inputs["properties"]!["softDeleteRetentionInDays"] = "90"), "vault-retention"),
        ["to access policies"] = new(
            Step.Update(Vault, inputs => inputs["properties"]!["enableRbacAuthorization"] = false),
            Step.Update(Vault, inputs => inputs["properties"]!["enableRbacAuthorization"] = "True"), "vault-access-model"),
        ["to Azure RBAC"] = new(
            Step.Update(PolicyVault, inputs => inputs["properties"]!["enableRbacAuthorization"] = true),
            Step.Update(PolicyVault, inputs => inputs["properties"]!.AsObject().Remove("enableRbacAuthorization")), "vault-access-model"),
        ["trusted services are shut out"] = new(
            Step.Update(Vault, inputs => inputs["properties"]!["networkAcls"]!["bypass"] = "None"),
            Step.Update(Vault, inputs => inputs["properties"]!["publicNetworkAccess"] = "Disabled"), "vault-trusted-services"),
        ["the firewall denies without its bypass"] = new(
            Step.Update(OpenVault, inputs => inputs["properties"]!["networkAcls"]!["defaultAction"] = "Deny"),
            Step.Update(OpenVault, inputs => inputs["properties"]!.AsObject().Remove("networkAcls")), "vault-trusted-services"),
        ["another tenant"] = new(
            Step.Update(Vault, inputs => inputs["properties"]!["tenantId"] = "22222222-2222-4222-8222-222222222222"),
            Step.Update(Vault, inputs => inputs["properties"]!["sku"]!["name"] = "premium"), "vault-tenant"),
        ["a policy no longer permits to unwrap"] = new(
            Step.Update(PolicyVault, inputs => KeysOf(inputs, 0).RemoveAt(2)),
            Step.Update(PolicyVault, inputs => inputs["properties"]!["accessPolicies"]![0]!["permissions"]!["secrets"] = Texts("list")),
            "grant-gone"),
        ["a policy permits more"] = new(
            Step.Update(PolicyVault, inputs => KeysOf(inputs, 0).Add("decrypt")),
            Step.Update(PolicyVault, inputs => inputs["properties"]!["accessPolicies"]![0]!["permissions"]!["keys"] = Texts("unwrapkey",
                "WrapKey", "get")), "grant-broader"),
        ["a policy is new"] = new(
            Step.Update(PolicyVault, inputs => inputs["properties"]!["accessPolicies"]!.AsArray()
                .Add((JsonNode)Policy(IdentityPrincipal, "get", "wrapKey", "unwrapKey"))),
            Step.Update(PolicyVault, inputs => inputs["properties"]!["accessPolicies"]!.AsArray().Add((JsonNode)Policy(IdentityPrincipal))),
            "grant-new"),
        ["the properties of a vault are unknown"] = new(
            Step.Update(Vault, inputs => inputs["properties"] = Resource.Unknown),
            Step.Create(Vault.With(inputs => inputs["properties"] = Resource.Unknown)), "not-known"),
    };

    private static Dictionary<string, RuleCase> Keys() => new()
    {
        ["another size"] = new(
            Step.Update(VaultKey, inputs => inputs["properties"]!["keySize"] = 4096),
            Step.Update(VaultKey, inputs => inputs["properties"]!["keySize"] = "3072"), "key-edit-ignored"),
        ["a key is disabled in the program"] = new(
            Step.Update(VaultKey, inputs => inputs["properties"]!["attributes"] = new JsonObject { ["enabled"] = false }),
            Step.Update(VaultKey, inputs => inputs["properties"]!["attributes"] = new JsonObject { ["enabled"] = true }),
            "key-edit-ignored"),
        ["a key is disabled in Azure"] = new(
            Step.Drift(VaultKey, inputs => inputs["properties"]!["attributes"] = new JsonObject { ["enabled"] = false }),
            Step.Drift(VaultKey, inputs => inputs["properties"]!["attributes"] = new JsonObject { ["enabled"] = true }), "key-disabled"),
        ["a key no longer unwraps in Azure"] = new(
            Step.Drift(VaultKey, inputs => inputs["properties"]!["keyOps"] = Texts("wrapKey", "sign")),
            Step.Drift(VaultKey, inputs => inputs["properties"]!["keyOps"] = Texts("UnwrapKey", "WrapKey")), "key-operations"),
        ["a new key does not unwrap"] = new(
            Step.Create(VaultKey.With(inputs => inputs["properties"]!["keyOps"] = Texts("wrapKey", "sign"))),
            Step.Create(VaultKey.With(inputs => inputs["properties"]!["keyOps"] = Texts("sign", "verify"))), "key-operations"),
        ["a new key on which the vendor has a grant only signs"] = new(
            new Preview(Step.Create(VaultKey.With(inputs => inputs["properties"]!["keyOps"] = Texts("sign"))),
                Step.Update(Grant, inputs => inputs["description"] = "x")),
            new Preview(Step.Create(VaultKey), Step.Update(Grant, inputs => inputs["description"] = "x")), "key-operations"),
        ["a new key is of a size that Azure Storage does not take"] = new(
            Step.Create(VaultKey.With(inputs => inputs["properties"]!["keySize"] = 1024)),
            Step.Create(VaultKey.With(inputs => inputs["properties"]!.AsObject().Remove("keySize"))), "key-type"),
        ["a new key may leave its vault"] = new(
            Step.Create(VaultKey.With(inputs => inputs["properties"]!["attributes"] = new JsonObject { ["exportable"] = true })),
            Step.Create(VaultKey), "key-exportable"),
        ["a new key has a release policy"] = new(
            Step.Create(VaultKey.With(inputs => inputs["properties"]!["releasePolicy"] = new JsonObject { ["data"] = "eyJ9" })),
            Step.Create(VaultKey), "key-exportable"),
        ["a new key is disabled"] = new(
            Step.Create(VaultKey.With(inputs => inputs["properties"]!["attributes"] = new JsonObject { ["enabled"] = false })),
            Step.Create(VaultKey), "key-disabled"),
        ["a new key is never rotated"] = new(
            Step.Create(VaultKey.With(inputs => inputs["properties"]!.AsObject().Remove("rotationPolicy"))),
            Step.Create(VaultKey.With(inputs => inputs["properties"]!["rotationPolicy"] = Resource.Unknown)), "key-rotation-missing"),
        ["a new key never expires"] = new(
            Step.Create(Endless),
            Step.Create(Endless.With(inputs => inputs["properties"]!["attributes"] = new JsonObject { ["expires"] = 1_893_456_000 })),
            "key-never-expires"),
        ["the expiry is lifted"] = new(
            Step.Update(Expiring, inputs => inputs["properties"]!["attributes"]!.AsObject().Remove("expires")),
            Step.Update(Expiring, inputs => inputs["properties"]!["attributes"]!["expires"] = "1893456000"), "key-expiry"),
        ["rotation stops"] = new(
            Step.Update(VaultKey, inputs => inputs["properties"]!.AsObject().Remove("rotationPolicy")),
            Step.Update(VaultKey, inputs => inputs["properties"]!["rotationPolicy"]!["lifetimeActions"]!.AsArray()
                .Add(JsonNode.Parse("""{ "action": { "type": "notify" } }"""))),
            "key-rotation-weaker"),
        ["a version lives for longer"] = new(
            Step.Update(VaultKey, inputs => inputs["properties"]!["rotationPolicy"]!["attributes"]!["expiryTime"] = "P3Y"),
            Step.Update(VaultKey, inputs => inputs["properties"]!["rotationPolicy"]!["attributes"]!["expiryTime"] = "P18M"),
            "key-rotation-weaker"),
        ["rotation is tighter"] = new(
            Step.Update(VaultKey,
                inputs => inputs["properties"]!["rotationPolicy"]!["lifetimeActions"]![0]!["trigger"]!["timeAfterCreate"] = "P90D"),
            Step.Update(VaultKey, inputs => inputs[
                "properties"]!["rotationPolicy"]!["lifetimeActions"]![0]!["trigger"]!["timeAfterCreate"] = "P2Y"), "key-rotation-tighter"),
    };

    private static Resource Expiring =>
        VaultKey.With(inputs => inputs["properties"]!["attributes"] = new JsonObject { ["expires"] = 1_893_456_000 });

    private static Resource Endless =>
        VaultKey.With(inputs => inputs["properties"]!["rotationPolicy"]!["attributes"]!.AsObject().Remove("expiryTime"));

    private static Resource Open(Resource vault) =>
        vault.With(inputs => inputs["properties"]!["networkAcls"]!["defaultAction"] = "Allow");

    private static Resource OpenVault =>
        Vault.With(inputs => inputs["properties"]!["networkAcls"] = new JsonObject { ["bypass"] = "None", ["defaultAction"] = "Allow" });

    private static JsonArray KeysOf(JsonNode inputs, int policy) =>
        inputs["properties"]!["accessPolicies"]![policy]!["permissions"]!["keys"]!.AsArray();
}

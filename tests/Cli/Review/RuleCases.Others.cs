using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Cli.Review.Chain;

namespace XtCmkInfra.Tests.Cli.Review;

internal static partial class RuleCases
{
    /// <summary>Programs written in other people's styles, and what they leave out.</summary>
    private static Dictionary<string, RuleCase> Others() => new()
    {
        ["an encryption scope is disabled"] = new(
            Step.Update(Scope, inputs => inputs["state"] = "Disabled"), Step.Update(Scope, inputs => inputs["state"] = "enabled"),
            "scope-disabled"),
        ["an encryption scope goes"] = new(Step.Delete(Scope), Step.Same(Scope), "scope-gone"),
        ["an encryption scope leaves the program"] =
            new(Step.Delete(Scope with { RetainOnDelete = true }), Step.Create(Scope), "scope-gone"),
        ["blobs may use another scope than their container's"] = new(
            Step.Update(Scoped, inputs => inputs["denyEncryptionScopeOverride"] = false),
            Step.Update(Scoped, inputs => inputs["publicAccess"] = "None"), "container-scope-override"),
        ["a grant gets a condition"] = new(
            Step.Update(Grant, inputs => inputs["condition"] = "@Request[x] StringEquals 'y'"),
            Step.Update(Officer with { Name = "reader" }, inputs => inputs["description"] = "@Request"), "grant-condition"),
        ["the condition of a grant is secret, and changes"] = new(
            Said(Grant.With(inputs => inputs["condition"] = Resource.Secret), "condition"),
            Said(Grant.With(inputs => inputs["condition"] = Resource.Secret), "description"), "grant-condition"),
        ["a new grant has a condition"] = new(
            Step.Create(Grant.With(inputs => inputs["condition"] = "@Request[x] StringEquals 'y'")), Step.Create(Grant), "grant-unclear"),
        ["an unknown role on the group for the installed principal"] = new(
            Step.Create(Custom.With(inputs => inputs["scope"] = Group) with { Dependencies = [Principal.Urn] }),
            Step.Create(Custom.With(inputs => inputs["scope"] = Group)), "grant-unclear"),
        ["an account moves to a vault of the vendor's program"] = new(
            new Preview(Step.Same(OwnVault),
                Step.Update(Account, inputs => KeyOf(inputs)["keyVaultUri"] = "https://kv-vendor.vault.azure.net/")),
            new Preview(Step.Same(OwnVault),
                Step.Update(Account, inputs => KeyOf(inputs)["keyVaultUri"] = "https://kv-vendor2.vault.azure.net/")),
            "account-vendor-vault"),
        ["a new account has no key beside others that have one"] = new(
            new Preview(Step.Same(Account), Step.Create(Account.With(inputs => inputs["encryption"] = Microsofts) with { Name = "beta" })),
            new Preview(Step.Same(Account), Step.Create(Awaiting with { Name = "beta" })), "account-new-without-key"),
        ["a policy that lists keys may purge them"] = new(
            Step.Update(Listing, inputs => KeysOf(inputs, 0).Add("purge")),
            Step.Update(Listing, inputs => KeysOf(inputs, 0).Add("getrotationpolicy")), "grant-broader"),
        ["the same principal has a second entry"] = new(
            Step.Update(PolicyVault,
                inputs => inputs["properties"]!["accessPolicies"]!.AsArray().Add((JsonNode)Policy(PrincipalId, "decrypt"))),
            Step.Update(PolicyVault,
                inputs => inputs["properties"]!["accessPolicies"]!.AsArray().Add((JsonNode)Policy(PrincipalId, "get"))), "grant-broader"),
        ["an empty list takes the policies away"] = new(
            Step.Update(PolicyVault, inputs => inputs["properties"]!["accessPolicies"] = new JsonArray()),
            Step.Update(PolicyVault, inputs => inputs["properties"]!.AsObject().Remove("accessPolicies")), "grant-gone"),
        ["a secret beside what changes visibly is not compared"] = new(
            Step.Update(
                Account.With(inputs => inputs["encryption"]!["services"] = Resource.Secret),
                inputs => KeyOf(inputs)["keyName"] = "cmk-2") with { AlsoSaid = ["encryption.services.file.keyType"] },
            Step.Update(Account.With(inputs => inputs["encryption"]!["services"] = Resource.Secret),
                inputs => KeyOf(inputs)["keyName"] = "cmk-2"),
            "not-known", "account-other-key"),
        ["what Azure has contradicts what the program asked for"] = new(
            Step.Update(
                Account.With(inputs => inputs["encryption"] = Microsofts) with { Outputs = Account.Inputs },
                Account.With(inputs => { inputs["encryption"] = Microsofts; inputs["minimumTlsVersion"] = "TLS1_2"; })),
            Step.Update(Account.With(inputs => inputs["encryption"] = Microsofts), inputs => inputs["minimumTlsVersion"] = "TLS1_2"),
            "account-microsoft-keys"),
        ["a role's hidden permissions go with it"] = new(
            Step.Delete(Role.With(inputs => inputs["permissions"] = Resource.Secret)),
            Step.Delete(Role.With(inputs => inputs["permissions"]![0]!["dataActions"] = Texts("Microsoft.Storage/x/read"))),
            "role-deleted"),
    };

    private static JsonObject Microsofts => new() { ["keySource"] = "Microsoft.Storage" };

    private static Resource OwnVault => Vault with { Name = "own", Id = Group + "/providers/Microsoft.KeyVault/vaults/kv-vendor" };

    private static Resource Scoped =>
        Files.With(inputs => { inputs["defaultEncryptionScope"] = "vip"; inputs["denyEncryptionScopeOverride"] = true; });

    private static Resource Listing => PolicyVault.With(inputs => KeysOf(inputs, 0).Add("list"));

    /// <summary>Resources that are not judged, and what they say of keys.</summary>
    private static Dictionary<string, RuleCase> Unjudged() => new (string Name, Step Breaks, Step Holds)[]
    {
        ("a key is taken off a SQL server",
            Step.Update(Sql, inputs => inputs.AsObject().Remove("keyId")), Step.Update(Sql, inputs => inputs["minimalTlsVersion"] = "1.2")),
        ("an encryption protector goes to the service's key",
            Step.Update(Of("azure-native:sql:EncryptionProtector", "tde", """{ "serverKeyType": "AzureKeyVault" }"""),
                inputs => inputs["serverKeyType"] = "ServiceManaged"),
            Step.Update(Of("azure-native:sql:Database", "db", """{ "collation": "a" }"""), inputs => inputs["collation"] = "b")),
        ("a disk encryption set acts as another application",
            Step.Update(Des, inputs => inputs["federatedClientId"] = IdentityClient),
            Step.Update(Des, inputs => inputs["tags"] = new JsonObject { ["a"] = "b" })),
        ("a registry's secret encryption changes",
            Step.Update(Registry, Registry) with { AlsoSaid = ["encryption.keyVaultProperties.keyIdentifier"] },
            Step.Update(Registry, Registry) with { AlsoSaid = ["adminUserEnabled"] }),
        ("Azure has another key than the state says",
            Step.Drift(Sql, inputs => inputs["keyId"] = "https://kv-other.vault.azure.net/keys/cmk/2"), Step.Refresh(Sql)),
        ("somebody becomes eligible for another role",
            Step.Update(Pim, inputs => inputs["roleDefinitionId"] = Definition(OfficerRole)), Step.Same(Pim)),
        ("a lighthouse delegation changes",
            Step.Update(Of("azure-native:managedservices:RegistrationDefinition", "lh", "{}"),
                inputs => inputs["authorizations"] = new JsonArray()),
            Step.Update(Of("azure-native:network:Zone", "zone", "{}"), inputs => inputs["authorizations"] = new JsonArray())),
        ("a snake-case block of a bridged provider changes",
            Step.Update(Of("azurerm:index/cosmosdbAccount:CosmosdbAccount", "c", """{ "key_vault_key_id": "a" }"""),
                inputs => inputs["key_vault_key_id"] = "b"),
            Step.Update(Of("azurerm:index/cosmosdbAccount:CosmosdbAccount", "c", """{ "key_vault_key_id": "a" }"""),
                inputs => inputs["free_tier"] = true)),
        ("an account of azure-nextgen changes",
            Step.Update(Of("azure-nextgen:storage/latest:StorageAccount", "a", "{}"), inputs => inputs["kind"] = "x"),
            Step.Update(Of("azure-nextgen:network/latest:Zone", "z", "{}"), inputs => inputs["kind"] = "x")),
        ("a role of the classic provider becomes eligible",
            Step.Delete(Of("azure:pim/eligibleRoleAssignment:EligibleRoleAssignment", "e", "{}")),
            Step.Delete(Of("azure:dns/zone:Zone", "e", "{}"))),
        ("a resource of Kubernetes is an account",
            Step.Update(Of("kubernetes:storage.azure.com/v1api20230101:StorageAccount", "a", "{}"), inputs => inputs["spec"] = "x"),
            Step.Update(Of("kubernetes:apps/v1:Deployment", "a", "{}"), inputs => inputs["spec"] = "x")),
        ("a script calls Azure",
            Step.Update(Of("command:local:Command", "s", """{ "create": "echo" }"""),
                inputs => inputs["create"] = "az storage account update --encryption-key-source Microsoft.Storage"),
            Step.Update(Of("command:local:Command", "s", """{ "create": "echo" }"""), inputs => inputs["create"] = "az group list")),
    }.ToDictionary(row => row.Name, row => new RuleCase(row.Breaks, row.Holds, "not-understood"));

    private static Resource Sql =>
        Of("azure-native:sql:Server", "sql", """{ "serverName": "s", "keyId": "https://kv-contoso.vault.azure.net/keys/cmk/1" }""");

    private static Resource Des => Of("azure-native:compute:DiskEncryptionSet", "des",
        """{ "encryptionType": "x", "federatedClientId": "44444444-4444-4444-8444-444444444444" }""");

    private static Resource Registry =>
        Of("azure-native:containerregistry:Registry", "acr", """{ "registryName": "r", "encryption": "[secret]" }""");

    private static Resource Pim =>
        Of("azure-native:authorization:PimRoleEligibilitySchedule", "pim", $$"""{ "roleDefinitionId": "{{Definition(UserRole)}}" }""");
}

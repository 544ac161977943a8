using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Cli.Review.Chain;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>A comment that cries wolf is not read: all of this is somebody else's business, or nobody's.</summary>
public sealed class WhenNothingOfTheChainChanges
{
    private static readonly Resource PipelineCredential = Federation.With(inputs =>
    {
        inputs["issuer"] = "https://token.actions.githubusercontent.com";
        inputs["subject"] = "repo:contoso/infra:ref:refs/heads/main";
    }) with
    {
        Name = "pipeline",
    };

    private static readonly Resource SecretsUser =
        Grant.With(inputs => inputs["roleDefinitionId"] = Definition("4633458b-17de-408a-b874-0445c86b69e6"));

    private static readonly Resource Reader = Grant.With(inputs =>
    {
        inputs["roleDefinitionId"] = Definition("acdd72a7-3385-48ef-bd42-f606fba81ae7");
        inputs["scope"] = Group;
    });

    private static readonly Resource OwnerOfGroup = Officer.With(inputs =>
    {
        inputs["roleDefinitionId"] = Definition("8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
        inputs["scope"] = Group;
    });

    private static readonly Resource LogAccount =
        Account.With(inputs => { inputs.AsObject().Remove("encryption"); inputs.AsObject().Remove("identity"); });

    private static readonly Resource OneTenant =
        Application.With(inputs => inputs["signInAudience"] = "AzureADMyOrg") with { Id = "/applications/other", Name = "internal" };

    private static readonly Resource MicrosoftAccount =
        LogAccount.With(inputs => inputs["encryption"] = new JsonObject { ["keySource"] = "Microsoft.Storage" });

    private static readonly Resource SecretsVault = Vault.With(inputs => inputs["properties"]!.AsObject().Remove("enablePurgeProtection"));

    private static readonly Dictionary<string, Preview> Quiet = new()
    {
        ["tags, names and descriptions"] = new(
            Step.Update(Account, inputs => inputs["tags"] = new JsonObject { ["encryption"] = "Microsoft.Storage" }),
            Step.Update(Vault, inputs => inputs["tags"] = new JsonObject { ["enablePurgeProtection"] = "false" }),
            Step.Update(VaultKey, inputs => inputs["tags"] = new JsonObject { ["keySize"] = "2048" }),
            Step.Update(Application, inputs => inputs["displayName"] = "Contoso storage, renamed"),
            Step.Update(Federation, inputs => inputs["description"] = "for all customers"),
            Step.Update(Grant, inputs => inputs["description"] = "for Azure Storage")),
        ["other settings of the account and the vault"] = new(
            Step.Update(Account, inputs => { inputs["minimumTlsVersion"] = "TLS1_3"; inputs["allowSharedKeyAccess"] = true;
                inputs["accessTier"] = "Cool"; }),
            Step.Update(Vault, inputs =>
            {
                inputs["properties"]!["enabledForDeployment"] = true;
                inputs["properties"]!["networkAcls"]!["ipRules"] = new JsonArray(new JsonObject { ["value"] = "203.0.113.0/24" });
            })),
        ["a federated credential for a pipeline's own application, which serves one tenant only"] = new(
            Step.Same(Application.With(inputs => inputs["signInAudience"] = "AzureADMyOrg")), Step.Create(PipelineCredential),
            Step.Update(PipelineCredential with { Name = "second" }, inputs => inputs["subject"] = "repo:contoso/infra:pull_request")),
        ["a pipeline's federated credential goes"] = new(Step.Delete(PipelineCredential)),
        ["rights that are not on keys"] =
            new(Step.Create(SecretsUser), Step.Delete(Reader), Step.Create(OwnerOfGroup with { Name = "owner" })),
        ["DNS, machines, secrets and blobs"] = new(
            Step.Create(Of("azure-native:network:Zone", "zone", "{}")), Step.Delete(Of("azure-native:compute:VirtualMachine", "vm", "{}")),
            Step.Replace(Of("azure-native:keyvault:Secret", "secret", "{}"), inputs => inputs["secretName"] = "b", "secretName"),
            Step.Delete(Of("azure-native:storage:BlobContainer", "container", "{}")),
            Step.Delete(Of("azure-native:storage:Blob", "blob", "{}")),
            Step.Update(Of("random:index/randomId:RandomId", "random", "{}"), inputs => inputs["keepers"] = Resource.Secret),
            Step.Create(Of("kubernetes:core/v1:Secret", "kubernetes", """{ "encryption": { "keySource": "Microsoft.Storage" } }"""))),
        ["a new resource group, and tags on one"] =
            new(Step.Create(ResourceGroup with { Name = "new" }), Step.Update(ResourceGroup, inputs => inputs["tags"] = new JsonObject())),
        ["an account for logs"] = new(Step.Create(LogAccount with { Name = "logs" })),
        ["an application of one tenant, with a password"] = new(
            Step.Create(OneTenant), Step.Create(Password.With(inputs => inputs["applicationId"] = OneTenant.Id))),
        ["the letter case of ids, and a slash at the end of an address"] = new(
            Step.Update(Account, inputs =>
            {
                inputs["identity"]!["userAssignedIdentities"] =
                    Texts(inputs["identity"]!["userAssignedIdentities"]![0]!.ToString().ToUpperInvariant());
                inputs["encryption"]!["keyVaultProperties"]!["keyVaultUri"] = "https://kv-contoso.vault.azure.net/";
            }),
            Step.Update(Grant,
                inputs => { inputs["scope"] = KeyScope.ToUpperInvariant(); inputs["principalId"] = PrincipalId.ToUpperInvariant(); })),
        ["the order of lists"] = new(
            Step.Update(VaultKey, inputs => inputs["properties"]!["keyOps"] = Texts("unwrapKey", "wrapKey")),
            Step.Update(PolicyVault, inputs => inputs["properties"]!["accessPolicies"] =
                new JsonArray(Policy("66666666-6666-4666-8666-666666666666", "all"), Policy(PrincipalId, "unwrapKey", "get", "wrapKey")))),
        ["numbers and flags in other spellings"] = new(
            Step.Update(VaultKey, inputs => inputs["properties"]!["keySize"] = JsonNode.Parse("3.072e3")),
            Step.Update(Vault, inputs => { inputs["properties"]!["enableSoftDelete"] = "true";
                inputs["properties"]!["softDeleteRetentionInDays"] = "90"; })),
        ["what only Azure says"] = new(Step.Drift(
            Account with { Outputs = Live("2025-01-01T00:00:00Z", "a") }, inputs => inputs["tags"] = new JsonObject())),
        ["what Azure fills in"] = new(Step.Drift(VaultKey.With(inputs => inputs["properties"]!.AsObject().Remove("keyOps")), inputs =>
        {
            inputs["properties"]!["keyOps"] = Texts("encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey");
            inputs["properties"]!["attributes"] = new JsonObject { ["expires"] = 1_893_456_000, ["exportable"] = false };
        })),
        ["no drift at all"] = new([.. new[] { Account, Vault, VaultKey, Grant, Officer, Principal, Application, Federation, Identity,
            ResourceGroup }.Select(Step.Refresh)]),
        ["nothing changes, and everything is listed"] = new(
            [.. new[] { Account, Vault, VaultKey, Grant, Officer, Principal, Application, Federation, Identity, ResourceGroup }
                .Select(link => Step.Same(link))]),
        ["a secret that changes elsewhere"] = new(Step.Update(
            Account.With(inputs => inputs["tags"] = new JsonObject { ["note"] = Resource.Secret }), inputs =>
                inputs["kind"] = "StorageV2") with { AlsoSaid = ["tags.note"] }),
        ["an account that is only read, and was before"] =
            new(new Step("read", Account with { IsExternal = true }, Account with { IsExternal = true }, [])),
        ["properties that an older provider called something else"] = new(
            Step.Update(Principal.With(inputs => Rename(inputs, "clientId", "applicationId")), Principal),
            Step.Update(Federation.With(inputs =>
            {
                inputs.AsObject().Remove("applicationId");
                inputs["applicationObjectId"] = Application.Id["/applications/".Length..];
            }), Federation)),
        ["a resource of the older provider, tagged"] =
            new(Step.Update(Of("azure:keyvault/keyVault:KeyVault", "classic", "{}"), inputs => inputs["tags"] = "{}")),
        ["a password goes"] = new(Step.Delete(Password)),
        ["an account that never had a customer's key"] = new(
            Step.Delete(LogAccount), Step.Delete(MicrosoftAccount with { Name = "m" }),
            Step.Replace(MicrosoftAccount with { Name = "n" }, inputs => inputs["location"] = "x", "location"),
            Step.Update(MicrosoftAccount,
                inputs => inputs["encryption"]!["services"] = JsonNode.Parse("""{ "queue": { "keyType": "Account" } }""")),
            Step.Same(MicrosoftAccount with { Name = "p", Protect = true }, MicrosoftAccount with { Name = "p" })),
        ["a vault that Azure Storage could never use"] = new(
            Step.Delete(SecretsVault with { Name = "a" }),
            Step.Update(SecretsVault, inputs => { inputs["properties"]!["enableRbacAuthorization"] = false;
                inputs["properties"]!["networkAcls"]!["bypass"] = "None"; })),
        ["an application of one tenant goes, and its credential"] = new(
            Step.Delete(OneTenant), Step.Delete(Federation.With(inputs => inputs["applicationId"] = OneTenant.Id))),
        ["a principal that was there before leaves the program"] = new(
            Step.Delete(Principal.With(inputs => inputs["useExisting"] = true)),
            Step.Delete(Principal.With(inputs => inputs["useExisting"] = true) with { Name = "b", RetainOnDelete = true })),
        ["policies that are left out"] = new(Step.Update(PolicyVault, inputs => inputs["properties"]!.AsObject().Remove("accessPolicies"))),
        ["the same policies in two entries"] = new(Step.Update(PolicyVault, inputs =>
            inputs["properties"]!["accessPolicies"]!.AsArray().Add((JsonNode)Policy(PrincipalId, "get")))),
        ["a secret that becomes plain where only tags change"] = new(
            Plain(Account.With(inputs => inputs["encryption"] = Resource.Secret), Account),
            Plain(MicrosoftAccount.With(inputs => inputs["encryption"] = Resource.Secret) with { Name = "m" },
                MicrosoftAccount with { Name = "m" }),
            Plain(Vault.With(inputs => inputs["properties"] = Resource.Secret), Vault),
            Plain(SecretsVault.With(inputs => inputs["properties"] = Resource.Secret) with { Name = "s" },
                SecretsVault with { Name = "s" })),
        ["TLS 1.0 and shared keys"] =
            new(Step.Update(Account, inputs => { inputs["minimumTlsVersion"] = "TLS1_0"; inputs["allowSharedKeyAccess"] = true; })),
        ["a role that never permitted anything with keys"] = new(Step.Delete(Of(
            "azure-native:authorization:RoleDefinition", "role", """{ "permissions": [{ "actions": ["Microsoft.Storage/*/read"] }] }"""))),
        ["resources without keys"] = new(
            Step.Create(Of("azure-native:sql:Server", "sql", """{ "minimalTlsVersion": "1.2" }""")),
            Step.Delete(Of("azure-native:compute:Disk", "disk", """{ "encryption": { "type": "EncryptionAtRestWithPlatformKey" } }""")),
            Step.Update(Of("azure-native:notificationhubs:NamespaceAuthorizationRule", "sas", """{ "keyName": "a" }"""),
                inputs => inputs["keyName"] = "b"),
            Step.Update(Of("command:local:Command", "s", """{ "create": "echo" }"""), inputs => inputs["create"] = "echo 2")),
    };

    public static TheoryData<string> Cases => [.. Quiet.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_is_found_in_any_form(string name) => Assert.All(Quiet[name].ToForms(), form =>
    {
        var review = Reviewing.Read(form);

        Assert.Equal([], review.Findings.Select(finding => finding.Finding.Rule.Code));
        Assert.Equal((0, "No change to customers' keys."), (review.ExitCode, review.Verdict));
    });

    [Fact]
    public void Thousands_of_unrelated_steps_hide_nothing()
    {
        var noise = Enumerable.Range(0, 5_000).Select(number => Step.Update(Of("azure-native:network:RecordSet", $"record-{number}", "{}"),
            inputs => inputs["ttl"] = number));
        var change = Step.Update(Account, inputs => inputs["encryption"]!["keySource"] = "Microsoft.Storage");
        var steps = noise.ToList();

        Assert.Empty(Reviewing.Codes(new Preview([.. steps]).ToDocument()));
        steps.Insert(2_500, change);
        Assert.All(new Preview([.. steps]).ToForms(), form => Assert.Equal(["account-microsoft-keys"], Reviewing.Codes(form)));
    }

    private static Step Plain(Resource before, Resource after) => Step.Update(before, after) with { OnlySaid = ["tags"] };

    private static void Rename(JsonNode inputs, string name, string to)
    {
        inputs[to] = inputs[name]!.DeepClone();
        inputs.AsObject().Remove(name);
    }

    private static JsonObject Live(string rotated, string version)
    {
        var outputs = (JsonObject)Account.Inputs.DeepClone();
        outputs["encryption"]!["keyVaultProperties"]!["lastKeyRotationTimestamp"] = rotated;
        outputs["encryption"]!["keyVaultProperties"]!["currentVersionedKeyIdentifier"] =
            $"https://kv-contoso.vault.azure.net/keys/cmk/{version}";
        return outputs;
    }
}

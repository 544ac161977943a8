using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Cli.Review.Chain;

namespace XtCmkInfra.Tests.Cli.Review;

internal static partial class RuleCases
{
    /// <summary>What is easily overlooked, and what easily raises a false alarm.</summary>
    private static Dictionary<string, RuleCase> Overlooked() => new()
    {
        ["a secret time of rotation changes"] = new(
            Said(SecretRotation, "properties.rotationPolicy.lifetimeActions[0].trigger.timeAfterCreate"),
            Said(SecretRotation, "tags.owner"), "not-known"),
        ["a refresh found no resource group, and the program makes it again"] = new(
            new Preview(Step.Refresh(ResourceGroup), Step.Create(ResourceGroup)),
            new Preview(Step.Refresh(ResourceGroup), Step.Same(ResourceGroup)), "group-unclear"),
        ["a group with a role of one's own loses the key"] = new(
            Step.Delete(Custom.With(inputs => inputs["principalType"] = "Group")),
            Step.Delete(Officer.With(inputs => inputs["principalType"] = "Group")), "grant-deleted"),
        ["an access policy of its own holds only by way of an application"] = new(
            Step.Update(AccessPolicy, inputs => inputs["policy"]!["applicationId"] = IdentityClient),
            Step.Update(AccessPolicy, inputs => inputs["policy"]!["applicationId"] = ""), "grant-gone", "grant-new"),
        ["an access policy of its own is for another tenant"] = new(
            Step.Update(AccessPolicy, inputs => inputs["policy"]!["tenantId"] = "33333333-3333-4333-8333-333333333333"),
            Step.Update(AccessPolicy, inputs => inputs["policy"]!["tenantId"] = "T"), "grant-gone", "grant-new"),
        ["an access policy of its own moves to another vault"] = new(
            Step.Update(AccessPolicy, inputs => inputs["vaultName"] = "kv-other"),
            Step.Update(AccessPolicy, inputs => inputs["vaultName"] = "KV-Contoso"), "grant-gone"),
        ["an account that asks as itself says nothing of its identity any more"] = new(
            Step.Update(AsItself, inputs => inputs.AsObject().Remove("identity")),
            Step.Update(AsItself, inputs => inputs["tags"] = new JsonObject { ["a"] = "b" }), "account-identity-detached"),
        ["a vault that can hold keys loses protect"] = new(
            Step.Same(Unguarded with { Protect = true, Outputs = Vault.Inputs }, Unguarded with { Protect = false }),
            Step.Same(Unguarded with { Protect = true }, Unguarded with { Protect = false }), "vault-unprotected"),
        ["a key goes that Azure Storage may use"] = new(
            Step.Delete(VaultKey with { Protect = false, RetainOnDelete = false }),
            Step.Delete(VaultKey.With(inputs => inputs["properties"]!["kty"] = "EC") with { Protect = false, RetainOnDelete = false }),
            "key-deleted"),
        ["an account of the module of the latest version goes to Microsoft's keys"] = new(
            Step.Update(Latest, inputs => inputs["encryption"]!["keySource"] = "Microsoft.Storage"),
            Step.Update(Latest, inputs => inputs["tags"] = new JsonObject { ["a"] = "b" }), "account-microsoft-keys"),
        ["an account that an interrupted update deleted is not made again"] = new(
            Interrupted(Account), Interrupted(Account, isRetained: true), "account-deleted"),
        ["an account that an interrupted update deleted is made again"] = new(
            new Preview(Interrupted(Account), Step.Create(Account)), new Preview(Step.Create(Account)), "account-replaced"),
        ["a grant that an interrupted update deleted is made again, with more"] = new(
            new Preview(Interrupted(Grant), Step.Create(Grant.With(inputs => inputs["roleDefinitionId"] = Definition(OfficerRole)))),
            new Preview(Interrupted(Grant), Step.Create(Grant)), "grant-broader", "grant-replaced"),
    };

    private static Step Interrupted(Resource old, bool isRetained = false) =>
        new("remove-pending-replace", old with { RetainOnDelete = isRetained }, null, []);

    private static Resource SecretRotation => VaultKey.With(inputs =>
        inputs["properties"]!["rotationPolicy"]!["lifetimeActions"]![0]!["trigger"]!["timeAfterCreate"] = Resource.Secret);

    private static Resource Unguarded => Vault.With(inputs => inputs["properties"]!.AsObject().Remove("enablePurgeProtection"));

    private static Resource Latest => Account with { Type = "azure-native:storage/latest:StorageAccount" };
}

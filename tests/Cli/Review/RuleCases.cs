using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Cli.Review.Chain;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>At least one case for every rule.</summary>
internal static partial class RuleCases
{
    public static IReadOnlyDictionary<string, RuleCase> All { get; } =
        new[] { Accounts(), Keeping(), Vaults(), Keys(), Grants(), Entra(), Scopes(), Hidden(), Others(), Unjudged(), Existence(),
            Overlooked() }
        .SelectMany(cases => cases).ToDictionary(StringComparer.Ordinal);

    private static Dictionary<string, RuleCase> Keeping() => new()
    {
        ["an account loses protect"] = new(Step.Same(Account, Account with { Protect = false }),
            Step.Same(Account with { Protect = false }, Account), "account-unprotected"),
        ["an account loses retainOnDelete"] =
            new(Step.Same(Account, Account with { RetainOnDelete = false }), Step.Same(Account), "account-unretained"),
        ["an account loses protect among other changes"] = new(
            Step.Update(Account, Account.With(inputs => inputs["tags"] = new JsonObject()) with { Protect = false }),
            Step.Update(Account, inputs => inputs["tags"] = new JsonObject()), "account-unprotected"),
        ["a vault loses protect"] = new(Step.Same(Vault, Vault with { Protect = false }), Step.Same(Vault), "vault-unprotected"),
        ["a vault loses retainOnDelete"] =
            new(Step.Same(Vault, Vault with { RetainOnDelete = false }), Step.Same(Vault), "vault-unretained"),
        ["a key loses protect"] =
            new(Step.Same(VaultKey, VaultKey with { Protect = false }), Step.Same(Grant with { Protect = true }, Grant), "key-unprotected"),
        ["a key loses retainOnDelete"] = new(
            Step.Same(VaultKey, VaultKey with { RetainOnDelete = false }), Step.Same(Principal with { RetainOnDelete = true }, Principal),
            "key-unretained"),
    };

    /// <summary>Deleted, replaced, left to Azure, gone from it: for each kind of link but grants, which have theirs above.</summary>
    private static IEnumerable<KeyValuePair<string, RuleCase>> Existence() =>
        new (string Code, Resource Link)[]
        {
            ("account", Account), ("vault", Vault), ("key", VaultKey), ("principal", Principal), ("application", Application),
            ("federation", Federation), ("identity", Identity),
        }.SelectMany(kind =>
        {
            var (code, link) = (kind.Code, kind.Link with { Protect = false, RetainOnDelete = false });
            return new Dictionary<string, RuleCase>
            {
                [$"{code}: deleted"] = new(Step.Delete(link), Step.Delete(link with { RetainOnDelete = true }), $"{code}-deleted"),
                [$"{code}: replaced"] = new(Step.Replace(link, inputs => inputs["location"] = "northeurope", "location"),
                    Step.Update(link, inputs => inputs["tags"] = "{}"), $"{code}-replaced"),
                [$"{code}: left"] = new(Step.Delete(link with { RetainOnDelete = true }), Step.Delete(link), $"{code}-left"),
                [$"{code}: left, because it is only read"] = new(new Step("read", link, link with { IsExternal = true }, []),
                    Step.Same(link with { IsExternal = true }), $"{code}-left"),
                [$"{code}: gone"] = new(Step.Gone(link), Step.Refresh(link), $"{code}-gone"),
            };
        }).Append(KeyValuePair.Create("a resource group goes with what it holds", new RuleCase(
            new Preview(Step.Same(Vault), Step.Delete(ResourceGroup)), new Preview(Step.Delete(ResourceGroup)), "group-deleted")))
        .Append(KeyValuePair.Create("a resource group goes, and what stays is not listed", new RuleCase(
            new Preview(Step.Delete(ResourceGroup)) { HiddenSames = 3 },
            new Preview(Step.Delete(ResourceGroup with { RetainOnDelete = true })) { HiddenSames = 3 }, "group-unclear")));
}

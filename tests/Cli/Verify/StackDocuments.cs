using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>The outputs of both stacks, as <c>pulumi stack output --json</c> prints them.</summary>
internal static class StackDocuments
{
    public static JsonObject Vendor(World world, IReadOnlyList<AccountExpectation>? accounts = null) => new()
    {
        ["handoff"] = new JsonObject
        {
            ["schema"] = VendorHandoff.Schema,
            ["cloud"] = "public",
            ["tenantId"] = World.Vendor.Value,
            ["applicationId"] = world.Application.Value,
            ["applicationName"] = "contoso-cmk",
        },
        ["customerHandoffs"] = new JsonObject(),
        ["accounts"] = new JsonObject((accounts ?? [VerifiedWorld.Expectation(world)])
            .Select(account => KeyValuePair.Create(account.Customer, (JsonNode?)Account(account)))),
        ["identities"] = new JsonObject
        {
            ["id-cmk"] = new JsonObject { ["id"] = World.IdentityId, ["principalId"] = world.IdentityPrincipal.Value },
        },
        ["defaultIdentity"] = "id-cmk",
        ["identityBudget"] = new JsonObject { ["used"] = 1, ["of"] = 20 },
    };

    public static JsonObject Customer(World world) => new()
    {
        ["handoff"] = new JsonObject
        {
            ["schema"] = CustomerHandoff.Schema,
            ["tenantId"] = World.Customer.Value,
            ["keyUri"] = World.Key.ToString(),
            ["servicePrincipalObjectId"] = world.ServicePrincipal.Value,
            ["applicationId"] = world.Application.Value,
        },
        ["vaultId"] = World.VaultId,
        ["keyId"] = World.KeyId,
        ["keyDifferences"] = new JsonArray(),
        ["accessModel"] = "rbac",
        ["access"] = "granted",
        ["vendorApplicationId"] = world.Application.Value,
        ["cryptoOfficers"] = new JsonArray(),
        ["consentUrl"] = "https://login.microsoftonline.com/",
    };

    private static JsonObject Account(AccountExpectation account) => new()
    {
        ["state"] = account.Key is null ? "microsoft-managed" : "customer-managed",
        ["accountName"] = account.AccountName,
        ["accountId"] = account.AccountId,
        ["customerTenantId"] = account.CustomerTenant.Value,
        ["keyUri"] = account.Key?.ToString(),
        ["keyVersion"] = account.Key is null ? null : account.PinnedVersion ?? "automatic",
        ["identityId"] = account.IdentityId,
        ["identityPrincipalId"] = account.IdentityPrincipal.Value,
        ["federatedIdentityClientId"] = account.Application.Value,
        ["services"] = string.Join(',', account.Services),
    };
}

using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.Resources;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Tests.Stacks;
using SimulatedAzure = XtCmkInfra.Simulator.Azure.SimulatedAzure;

namespace XtCmkInfra.Tests.Simulator.Stacks;

/// <summary>The provider draws a new name for a role assignment that is replaced, and makes it before it deletes the old one.</summary>
public sealed class WhenAGrantGoesToSomebodyElse
{
    private const string Tenant = "11111111-1111-4111-8111-111111111111";
    private const string Subscription = "22222222-2222-4222-8222-222222222222";
    private const string Ada = "33333333-0000-4000-8000-000000000001";
    private const string Bob = "33333333-0000-4000-8000-000000000002";

    private readonly SimulatedAzure _azure = new();
    private readonly Engine _engine;

    public WhenAGrantGoesToSomebodyElse()
    {
        var tenant = TenantId.Parse(Tenant).Value!;
        _azure.AddTenant(tenant, "customer");
        _azure.AddSubscription(SubscriptionId.Parse(Subscription).Value!, tenant);
        foreach (var user in (string[])[Ada, Bob])
            _azure.AddUser(tenant, ObjectId.Parse(user).Value!, user);
        _engine = new Engine(_azure);
    }

    [Fact]
    public async Task The_assignment_is_replaced_under_another_name_there_and_back()
    {
        await UpAsync(Ada);
        var first = Live();

        Assert.Equal(["replace RoleAssignment grant"], TwoTenants.Changes(await UpAsync(Bob)));
        Assert.Equal(Bob, Live()["properties"]!["principalId"]!.ToString());
        Assert.NotEqual(first["name"]!.ToString(), Live()["name"]!.ToString());
        Assert.Equal(["replace RoleAssignment grant"], TwoTenants.Changes(await UpAsync(Ada)));

        Assert.Equal(Ada, Live()["properties"]!["principalId"]!.ToString());
        Assert.Empty(TwoTenants.Changes(await UpAsync(Ada)));
    }

    [Fact]
    public async Task A_name_that_the_program_gives_stays_and_so_is_refused()
    {
        const string name = "0f0f0f0f-0000-4000-8000-000000000001";
        await UpAsync(Ada, name);

        var refused = await Assert.ThrowsAnyAsync<DeploymentException>(() => UpAsync(Bob, name));

        Assert.EndsWith($"cannot create already existing resource '{Live()["id"]}'.", refused.Message, StringComparison.Ordinal);
    }

    private JsonObject Live() =>
        Assert.Single(_azure.ResourceManager.List(
            $"/subscriptions/{Subscription}/resourceGroups/rg", "Microsoft.Authorization/roleAssignments", "2022-04-01"));

    private Task<IReadOnlyList<ResourceStep>> UpAsync(string principal, string? name = null) => _engine.UpAsync(
        ProjectFiles.Of("any", "dev", [("azure-native:tenantId", Tenant), ("azure-native:subscriptionId", Subscription)]),
        () =>
        {
            var group = new ResourceGroup("group", new ResourceGroupArgs { ResourceGroupName = "rg", Location = "westeurope" });
            var args = new RoleAssignmentArgs
            {
                PrincipalId = principal,
                PrincipalType = PrincipalType.User,
                RoleDefinitionId = Roles.KeyVaultCryptoOfficer.DefinitionId(SubscriptionId.Parse(Subscription).Value!),
                Scope = group.Id,
            };
            if (name is not null)
                args.RoleAssignmentName = name;
            _ = new RoleAssignment("grant", args);
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        });
}

using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenTheKeyIsInAManagedHsm
{
    private const string Hsm = "hsm-fabrikam";
    private static readonly KeyUri Key = KeyUri.Parse("https://hsm-fabrikam.managedhsm.azure.net/keys/cmk").Value!;

    [Fact]
    public async Task Every_link_holds_and_the_HSM_is_found_in_whatever_subscription()
    {
        await using var world = await StartAsync();

        var found = await world.VerifyAsync();

        Assert.All(found.Results, result => Assert.Equal(Verdict.Holds, result.Verdict));
        Assert.Equal(ExitCode.Clean, found.ExitCode);
        Assert.Contains(world.Requests, request =>
            request.Line.PathAndQuery.StartsWith("///providers/Microsoft.Authorization/roleAssignments?", StringComparison.Ordinal));
    }

    /// <summary>Whoever reads keys may have no right on a subscription, or on none that the HSM is in.</summary>
    [Theory]
    [InlineData("/subscriptions?")]
    [InlineData("/managedHSMs?")]
    public async Task An_HSM_that_nobody_shows_is_not_visible_and_everything_else_holds(string list)
    {
        await using var world = await StartAsync();
        world.Fault = line =>
            line.PathAndQuery.Contains(list, StringComparison.Ordinal) ? new Fault.Altered(_ => """{ "value": [] }""") : null;

        var found = await world.VerifyAsync();

        Assert.Equal(ExitCode.Clean, found.ExitCode);
        Assert.Equal(
            ["vault-gone", "vault-purge-protection", "vault-soft-delete", "vault-tenant", "vault-trusted-services"],
            found.Results.Where(result => result.Verdict == Verdict.NotVisible)
                .Select(result => result.Rule.Code)
                .Order(StringComparer.Ordinal));
        Assert.StartsWith("SIMULATED: Every link that is visible from here holds", found.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"enablePurgeProtection\":true", "\"enablePurgeProtection\":false", "vault-purge-protection")]
    [InlineData("\"enableSoftDelete\":true", "\"enableSoftDelete\":false", "vault-soft-delete")]
    [InlineData("\"publicNetworkAccess\":", "\"networkAcls\":{\"bypass\":\"None\",\"defaultAction\":\"Deny\"},\"publicNetworkAccess\":",
        "vault-trusted-services")]
    [InlineData("\"publicNetworkAccess\":",
        "\"networkAcls\":{\"bypass\":\"AzureServices\",\"defaultAction\":\"Deny\"},\"publicNetworkAccess\":", "")]
    public async Task What_guards_the_HSM_is_judged_as_of_a_vault(string was, string @is, string code)
    {
        await using var world = await StartAsync();
        world.Fault = line => line.PathAndQuery.Contains("/managedHSMs?", StringComparison.Ordinal)
            ? new Fault.Altered(body => body.Replace(was, @is, StringComparison.Ordinal))
            : null;

        Assert.Equal(code.Length == 0 ? [] : [code], VerifiedWorld.Codes(await world.VerifyAsync()));
    }

    [Theory]
    [InlineData(true, "grant-others")]
    [InlineData(false, "grant-gone,grant-others")]
    public async Task A_role_of_a_group_is_the_vendors_where_it_is_a_member(bool isMember, string codes)
    {
        await using var world = await StartAsync();
        var group = LetGroupIn(world);
        if (isMember)
        {
            world.Fault = line => line.PathAndQuery.Contains(MembersOf, StringComparison.Ordinal)
                ? new Fault.Altered(_ => $$"""{ "value": [ { "id": "{{group}}", "displayName": "services" } ] }""")
                : null;
        }

        Assert.Equal(codes, string.Join(',', VerifiedWorld.Codes(await world.VerifyAsync())));
    }

    [Fact]
    public async Task Without_permission_membership_cannot_be_determined_and_the_group_is_named()
    {
        await using var world = await StartAsync();
        var group = LetGroupIn(world);
        world.Fault = line => line.PathAndQuery.Contains(MembersOf, StringComparison.Ordinal) ? new Fault.Status(403) : null;

        var found = await world.VerifyAsync();

        Assert.Equal(ExitCode.CannotBeDetermined, found.ExitCode);
        Assert.All(found.Unknown, result => Assert.Contains($"is in a group {group}", result.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/keys")]
    [InlineData("/keys/cmk")]
    public async Task Somebody_else_who_may_unwrap_is_named_at_whatever_scope(string scope)
    {
        await using var world = await StartAsync();
        Assign(world.World, scope, world.World.User(), 2);

        Assert.Equal(["grant-others"], VerifiedWorld.Codes(await world.VerifyAsync()));

        world.World.Azure.HsmRoleAssignments.Delete(Hsm, Name(2));
        Assert.Equal(ExitCode.Clean, (await world.VerifyAsync()).ExitCode);
    }

    [Fact]
    public async Task A_grant_on_another_key_does_not_count()
    {
        await using var world = await StartAsync();
        Assign(world.World, "/keys/other", world.World.User(), 2);

        Assert.Equal(ExitCode.Clean, (await world.VerifyAsync()).ExitCode);
    }

    [Fact]
    public async Task The_vendors_grant_is_missed_and_a_wide_one_is_reported()
    {
        await using var world = await StartAsync();
        world.World.Azure.HsmRoleAssignments.Delete(Hsm, Name(1));
        Assert.Equal(["grant-gone"], VerifiedWorld.Codes(await world.VerifyAsync()));

        Assign(world.World, "/keys", world.World.ServicePrincipal, 1);
        Assert.Equal(["grant-wider"], VerifiedWorld.Codes(await world.VerifyAsync()));
    }

    private const string MembersOf = "/transitiveMemberOf?";

    /// <summary>In the place of the vendor.</summary>
    private static ObjectId LetGroupIn(VerifiedWorld world)
    {
        var group = world.World.Group();
        world.World.Azure.HsmRoleAssignments.Delete(Hsm, Name(1));
        Assign(world.World, "/keys/cmk", group, 2);
        return group;
    }

    private static async Task<VerifiedWorld> StartAsync()
    {
        var chain = new World().WithIdentity().WithServicePrincipal();
        chain.Azure.AddManagedHsm($"{World.CustomerGroup}/providers/Microsoft.KeyVault/managedHSMs/{Hsm}", "northeurope");
        chain.Azure.KeyVault.CreateKey(Caller.Operator, Key, new KeyParameters("RSA-HSM"));
        chain.Azure.KeyVault.SetRotationPolicy(Caller.Operator, Key, World.Body("""
            { "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P1Y" }, "action": { "type": "Rotate" } } ] }
            """));
        Assign(chain, "/keys/cmk", chain.ServicePrincipal, 1);
        chain.Azure.ResourceManager.Put(World.AccountId, World.Accounts, chain.AccountBody(key: Key));
        var world = await VerifiedWorld.StartAsync(chain);
        world.Vendor = world.Vendor with { Accounts = [VerifiedWorld.Expectation(chain) with { Key = Key }] };
        world.Customer = new CustomerExpectation(new CustomerHandoff(World.Customer, Key, chain.ServicePrincipal), chain.Application, null,
            null, IsGranted: true, []);
        return world;
    }

    private static void Assign(World world, string scope, ObjectId principal, int number) =>
        world.Azure.HsmRoleAssignments.Put(Hsm, scope, Name(number), new JsonObject
    {
        ["properties"] = new JsonObject
        {
            ["roleDefinitionId"] = "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/"
                + Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionName,
            ["principalId"] = principal.Value,
        },
    });

    private static string Name(int number) => $"0f0f0f0f-0000-4000-8000-{number:d12}";
}

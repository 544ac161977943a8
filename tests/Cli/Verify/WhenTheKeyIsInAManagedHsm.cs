using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenTheKeyIsInAManagedHsm
{
    private const string Hsm = "hsm-fabrikam";
    private static readonly KeyUri Key = KeyUri.Parse("https://hsm-fabrikam.managedhsm.azure.net/keys/cmk").Value!;

    [Fact]
    public async Task Every_link_that_can_be_seen_holds_and_the_HSM_itself_is_not_visible()
    {
        await using var world = await StartAsync();

        var found = await world.VerifyAsync();

        Assert.Equal([], VerifiedWorld.Codes(found));
        Assert.Equal(ExitCode.Clean, found.ExitCode);
        Assert.All(found.Results, statement => Assert.Equal(statement.Resource.Kind == ResourceKind.Vault
            && statement.ReadAt is null ? Verdict.NotVisible : Verdict.Holds, statement.Verdict));
        Assert.Equal("vault-tenant", Assert.Single(found.Results, statement => statement.Resource.Kind == ResourceKind.Vault
            && statement.Verdict == Verdict.Holds).Rule.Code);
        Assert.Contains(world.Requests, request =>
            request.Line.PathAndQuery.StartsWith("///providers/Microsoft.Authorization/roleAssignments?", StringComparison.Ordinal));
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
    public async Task A_right_on_another_key_is_none_of_its_business()
    {
        await using var world = await StartAsync();
        Assign(world.World, "/keys/other", world.World.User(), 2);

        Assert.Equal(ExitCode.Clean, (await world.VerifyAsync()).ExitCode);
    }

    [Fact]
    public async Task The_vendors_right_is_missed_and_is_told_where_it_is_too_wide()
    {
        await using var world = await StartAsync();
        world.World.Azure.HsmRoleAssignments.Delete(Hsm, Name(1));
        Assert.Equal(["grant-gone"], VerifiedWorld.Codes(await world.VerifyAsync()));

        Assign(world.World, "/keys", world.World.ServicePrincipal, 1);
        Assert.Equal(["grant-wider"], VerifiedWorld.Codes(await world.VerifyAsync()));
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
        world.Vendor = world.Vendor with { Accounts = [VerifiedWorld.Promise(chain) with { Key = Key }] };
        world.Customer = new CustomerPromise(new CustomerHandoff(World.Customer, Key, chain.ServicePrincipal), chain.Application, null,
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

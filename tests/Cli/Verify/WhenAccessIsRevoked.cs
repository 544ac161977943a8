using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenAccessIsRevoked
{
    [Fact]
    public async Task A_removed_grant_holds_and_a_remaining_one_is_named()
    {
        await using var world = await Revoked();
        Assert.Equal(["grant-not-revoked"], VerifiedWorld.Codes(await world.VerifyAsync()));

        Break.DropRole(world, World.AssignmentId);
        var verification = await world.VerifyAsync();
        Assert.Equal(ExitCode.Clean, verification.ExitCode);
        Assert.Contains("; access is revoked for fabrikam, whose data is offline", verification.Summary);
    }

    [Fact]
    public async Task A_granted_access_is_not_in_the_verdict()
    {
        await using var world = await VerifiedWorld.StartAsync();

        Assert.DoesNotContain("revoked", (await world.VerifyAsync()).Summary);
    }

    [Fact]
    public async Task A_wider_grant_that_is_left_is_named_too()
    {
        await using var world = await Revoked();
        Break.DropRole(world, World.AssignmentId);
        world.World.WithRole(Break.AssignmentAt(World.CustomerGroup), Roles.KeyVaultAdministrator);

        Assert.Equal(["grant-not-revoked"], VerifiedWorld.Codes(await world.VerifyAsync()));
    }

    /// <summary>A newly disabled key is reported as that, and not as an early end of its older versions.</summary>
    [Fact]
    public async Task A_key_that_is_disabled_as_well_is_the_only_thing_named()
    {
        await using var world = await Revoked();
        Break.DropRole(world, World.AssignmentId);
        Break.All["every version is disabled right after a rotation"].Do(world);

        Assert.Equal(["key-disabled"], VerifiedWorld.Codes(await world.VerifyAsync()));
    }

    private static async Task<VerifiedWorld> Revoked()
    {
        var world = await VerifiedWorld.StartAsync();
        world.Customer = world.Customer with { IsGranted = false };
        return world;
    }
}

using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>What moves by itself, or is written otherwise, accuses nobody.</summary>
public sealed class WhenNothingIsDrift
{
    [Fact]
    public async Task Letter_case_of_ids_and_names_does_not_count()
    {
        await using var world = await VerifiedWorld.StartAsync();
        var expectation = VerifiedWorld.Expectation(world.World);
        world.Vendor = world.Vendor with { Accounts =
            [expectation with { AccountId = Shout(expectation.AccountId), IdentityId = Shout(expectation.IdentityId) }] };
        world.Customer = world.Customer with { VaultId = Shout(World.VaultId), KeyId = Shout(World.KeyId) };

        await Holds(world);
    }

    [Fact]
    public async Task Time_that_passes_and_data_that_is_written_do_not_count()
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.World.Write();
        world.World.Azure.Clock.Advance(TimeSpan.FromDays(20));
        world.World.Write("more", "another");

        await Holds(world);
    }

    [Fact]
    public async Task A_rotation_by_the_policy_does_not_count_before_or_after_the_account_has_found_it()
    {
        await using var world = await VerifiedWorld.StartAsync();
        var first = world.World.VersionInUse;
        world.World.Azure.Clock.Advance(TimeSpan.FromDays(365));
        await Holds(world);

        world.World.Azure.Clock.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(first, world.World.VersionInUse);
        await Holds(world);
    }

    [Fact]
    public async Task A_version_that_was_disabled_long_ago_does_not_count_after_the_next_rotation()
    {
        await using var world = await VerifiedWorld.StartAsync();
        var first = world.World.VersionInUse!;
        Break.Rotate(world);
        world.World.Azure.Clock.Advance(TimeSpan.FromDays(2));
        Break.SetEnabled(world, false, first);
        world.World.Azure.Clock.Advance(TimeSpan.FromDays(30));
        Break.Rotate(world);

        await Holds(world);
    }

    [Fact]
    public async Task A_version_that_is_still_to_be_found_is_waited_for_by_a_time()
    {
        await using var world = await VerifiedWorld.StartAsync();
        var old = world.World.VersionInUse!;
        var newest = Break.Rotate(world);

        var waiting = await world.VerifyAsync();
        world.World.Azure.Clock.Advance(TimeSpan.FromDays(1));
        var found = await world.VerifyAsync();

        Assert.Equal((ExitCode.Clean, ExitCode.Clean), (waiting.ExitCode, found.ExitCode));
        Assert.Contains($"stfabrikam: not yet: version {old}, newest {newest}, expected by ",
            Assert.Single(waiting.Notes, note => note.Contains("not yet", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(found.Notes, note => note.Contains("not yet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_old_version_that_is_disabled_a_day_after_the_newest_was_made_does_not_count()
    {
        await using var world = await VerifiedWorld.StartAsync();
        var old = world.World.VersionInUse!;
        Break.Rotate(world);
        world.World.Azure.Clock.Advance(TimeSpan.FromDays(1));
        Break.SetEnabled(world, false, old);

        await Holds(world);
    }

    [Fact]
    public async Task Crypto_officers_and_readers_of_the_key_are_not_strangers()
    {
        await using var world = await VerifiedWorld.StartAsync();
        var (officer, reader) = (world.World.User("ada"), world.World.User("grace"));
        world.World.WithRole(Break.AssignmentAt(World.VaultId), Roles.KeyVaultCryptoOfficer, officer, "User");
        world.World.WithRole(Break.AssignmentAt(World.KeyId, 11), Roles.KeyVaultReader, reader, "User");
        world.Customer = world.Customer with { Officers = [officer.Value.ToUpperInvariant()] };

        await Holds(world);
    }

    [Fact]
    public async Task A_second_federated_credential_does_not_count_where_an_identity_is_expected()
    {
        await using var world = await VerifiedWorld.StartAsync();
        var other = ObjectId.Parse("33333333-3333-4333-8333-333333333333").Value!;
        world.World.WithFederatedCredential(subject: other.Value, name: "other");
        world.Vendor =
            world.Vendor with { Identities = new Dictionary<string, ObjectId>(world.Vendor.Identities) { ["id-other"] = other } };

        await Holds(world);
    }

    [Fact]
    public async Task Agreed_Microsoft_managed_keys_hold_and_a_key_taken_is_reported()
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.Vendor = world.Vendor with { Accounts = [VerifiedWorld.Expectation(world.World) with { Key = null }] };
        Assert.Equal(["account-takes-key"], VerifiedWorld.Codes(await world.VerifyAsync()));

        Break.PutAccount(world, World.MicrosoftManagedBody());
        await Holds(world);
    }

    private static async Task Holds(VerifiedWorld world)
    {
        var found = await world.VerifyAsync();
        Assert.Equal([], found.Results.Where(check => check.Verdict != Verdict.Holds)
            .Select(check => (check.Rule.Code, check.Expected, check.Found, check.Reason)));
        Assert.Equal(ExitCode.Clean, found.ExitCode);
    }

    private static string Shout(string id) => id.Replace("rg-", "RG-", StringComparison.Ordinal)
        .Replace("Microsoft.", "MICROSOFT.", StringComparison.Ordinal);
}

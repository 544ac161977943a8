using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>States that look worse than they are.</summary>
public sealed class WhenNobodyIsToBlame
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Azure goes on unwrapping with an expired version.</summary>
    [Fact]
    public async Task An_expired_version_in_use_is_not_called_unusable()
    {
        await using var world = await VerifiedWorld.StartAsync();
        Break.NewVersion(world, new KeyParameters("RSA", Expires: world.World.Azure.Clock.GetUtcNow().AddDays(40)));
        world.World.Azure.Clock.Advance(TimeSpan.FromDays(41));

        var found = await world.VerifyAsync();

        Assert.Equal(["key-expired"], VerifiedWorld.Codes(found));
        Assert.Equal(Verdict.Holds, Assert.Single(found.Results, result => result.Rule.Code == "account-version-unusable").Verdict);
    }

    [Theory]
    [InlineData(KeyRights.Read | KeyRights.Wrap, KeyRights.Unwrap, "")]
    [InlineData(KeyRights.Read | KeyRights.Wrap, KeyRights.Wrap, "grant-gone")]
    [InlineData(KeyRights.Read | KeyRights.Unwrap, KeyRights.Unwrap, "grant-incomplete")]
    public void Two_roles_that_suffice_together_are_enough(KeyRights one, KeyRights other, string code) =>
        Assert.Equal(code, CodesOf(World.KeyId, one, other));

    [Theory]
    [InlineData("", "")]
    [InlineData("/versions/0123456789abcdef0123456789abcdef", "")]
    [InlineData("-2", "grant-wider")]
    public void A_role_on_one_version_reaches_no_further_than_the_key(string suffix, string code) =>
        Assert.Equal(code, CodesOf(World.KeyId + suffix, KeyRights.Needed));

    /// <summary>What is still to come is said of each account, and in the verdict.</summary>
    [Fact]
    public async Task An_account_before_its_daily_check_holds_and_states_until_when()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        var old = world.World.VersionInUse!;
        var newest = Break.Rotate(world);

        var answer = await tool.RunJsonAsync();

        var account = Assert.Single(answer["checks"]!.AsArray(), one => one!["code"]!.ToString() == "account-version-behind")!;
        Assert.Equal(("holds", true), (account["verdict"]!.ToString(), (bool)account["pending"]!));
        Assert.StartsWith($"not yet: version {old}, newest {newest}, expected by 2026-", account["found"]!.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("; 1 account does not use the new version yet", answer["verdict"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (int)answer["exitCode"]!);
    }

    [Theory]
    [InlineData(1, ExitCode.Clean)]
    [InlineData(4, ExitCode.Clean)]
    [InlineData(6, ExitCode.Findings)]
    public async Task A_rotation_period_in_hours_is_read(int days, int exitCode)
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.Fault = line => line.PathAndQuery.Contains("/rotationpolicy", StringComparison.Ordinal)
            ? new Fault.Altered(body => body.Replace("\"P1Y\"", "\"PT48H\"", StringComparison.Ordinal))
            : null;
        world.World.Azure.Clock.Advance(TimeSpan.FromDays(days));

        var found = await world.VerifyAsync();

        Assert.Equal(exitCode, found.ExitCode);
        Assert.Equal(exitCode == ExitCode.Clean ? [] : ["key-rotation-stopped"], VerifiedWorld.Codes(found));
        Assert.Contains("48", Assert.Single(found.Results, result => result.Rule.Code == "key-rotation-missing").Found,
            StringComparison.Ordinal);
    }

    private static string CodesOf(string scope, params KeyRights[] roles)
    {
        var vendor = ObjectId.Parse("44444444-4444-4444-8444-444444444444").Value!;
        var expectation = new CustomerExpectation(
            new CustomerHandoff(World.Customer, World.Key, vendor), ApplicationId.Parse(vendor.Value).Value!, World.VaultId, World.KeyId,
            IsGranted: true, []);
        IReadOnlyList<Grant> grants = [.. roles.Select(rights =>
            new Grant(Value.Of(vendor.Value), Value.Of("ServicePrincipal"), Value.Of("role"), Value.Of(scope), Values.Absent)
            {
                Definition = new RoleDefinition("Ours", rights),
            })];
        return string.Join(',', CustomerChecks.CheckGrants(expectation, ReadResult.Of(grants, Noon))
            .Where(result => result.IsFinding)
            .Select(result => result.Rule.Code));
    }
}

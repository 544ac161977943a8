using XtCmkInfra.Core;
using XtCmkInfra.Trust;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenKeyVaultsOldVersionsAreRetired
{
    [Fact]
    public async Task Every_link_still_holds()
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.World.Azure.RefusesRetiredVersions = true;

        var verification = await world.VerifyAsync();

        Assert.All(verification.Results, check => Assert.Equal(Verdict.Holds, check.Verdict));
        Assert.Equal(0, verification.ExitCode);
    }

    [Fact]
    public async Task What_is_managed_of_Key_Vault_is_asked_for_with_the_version_that_stays()
    {
        await using var world = await VerifiedWorld.StartAsync();

        await world.VerifyAsync();

        var vault = world.Requests.Where(request => request.Line.Host == Cloud.Public.ManagementHost
            && request.Line.PathAndQuery.Contains("/providers/Microsoft.KeyVault", StringComparison.Ordinal)
            && !request.Line.PathAndQuery.Contains("Microsoft.Authorization", StringComparison.Ordinal));
        Assert.EndsWith($"?api-version={KeyVaultManagement.ApiVersion}", Assert.Single(vault).Line.PathAndQuery, StringComparison.Ordinal);
    }

    /// <summary>Azure answers null for a vault that an older version made without saying it.</summary>
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_vault_without_a_setting_has_access_policies(bool expectedRbac, int exitCode)
    {
        var chain = new World().WithIdentity().WithServicePrincipal();
        var policies = World.Body(chain.Policies(rbac: false, "get", "wrapKey", "unwrapKey"));
        policies["enableRbacAuthorization"] = null;
        chain.WithVault(policies.ToJsonString()).WithKey(VerifiedWorld.KeyProperties).WithAccount();
        await using var world = await VerifiedWorld.StartAsync(chain);
        world.Customer = world.Customer with { IsRbac = expectedRbac };

        var verification = await world.VerifyAsync();

        Assert.Equal(expectedRbac ? ["vault-access-model"] : [], VerifiedWorld.Codes(verification));
        Assert.Equal(exitCode, verification.ExitCode);
    }
}

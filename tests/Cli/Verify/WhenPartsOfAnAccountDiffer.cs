using XtCmkInfra.Azure;
using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Parts of an account that may be under another key, which are looked at where each account is probed.</summary>
public sealed class WhenPartsOfAnAccountDiffer
{
    private const string Scopes = "/encryptionScopes?";
    private const string Containers = "/containers?";

    [Theory]
    [InlineData(Scopes,
        """{ "id": "/s/own", "properties": { "source": "Microsoft.KeyVault", "state": "Enabled", "keyVaultProperties": { "keyUri": "https://kv-fabrikam.vault.azure.net/keys/cmk" } } }""",
        "")]
    [InlineData(Scopes, """{ "id": "/s/own", "properties": { "source": "Microsoft.Storage", "state": "Disabled" } }""", "")]
    [InlineData(Scopes, """{ "id": "/s/own", "properties": { "source": "Microsoft.Storage", "state": "Enabled" } }""",
        "scope-microsoft-keys")]
    [InlineData(Scopes,
        """{ "id": "/s/own", "properties": { "source": "Microsoft.KeyVault", "keyVaultProperties": { "keyUri": "https://kv-other.vault.azure.net/keys/cmk" } } }""",
        "scope-other-key")]
    [InlineData(Containers, """{ "id": "/c/containers/data", "properties": { "defaultEncryptionScope": "$account-encryption-key" } }""",
        "")]
    [InlineData(Containers, """{ "id": "/c/containers/data", "properties": { "defaultEncryptionScope": "own" } }""",
        "container-default-scope")]
    [InlineData("/objectReplicationPolicies?",
        """{ "id": "/r", "properties": { "sourceAccount": "stother", "destinationAccount": "stfabrikam" } }""", "")]
    [InlineData("/objectReplicationPolicies?",
        """{ "id": "/r", "properties": { "sourceAccount": "/x/stfabrikam", "destinationAccount": "/x/stother" } }""",
        "replication-changed")]
    public async Task They_are_named(string list, string entry, string code)
    {
        await using var world = await StartAsync();
        world.Fault = line =>
            line.PathAndQuery.Contains(list, StringComparison.Ordinal) ? new Fault.Altered(_ => $$"""{ "value": [ {{entry}} ] }""") : null;

        var found = await world.VerifyAsync(VerifiedWorld.Options(probe: true));

        Assert.Equal(code.Length == 0 ? [] : [code], VerifiedWorld.Codes(found));
        Assert.Empty(found.Unknown);
    }

    [Fact]
    public async Task They_are_not_looked_at_unasked_and_that_is_said()
    {
        await using var world = await StartAsync();

        var unasked = await world.VerifyAsync();
        var asked = await world.VerifyAsync(VerifiedWorld.Options(probe: true));

        Assert.Equal((ExitCode.Clean, ExitCode.Clean), (unasked.ExitCode, asked.ExitCode));
        Assert.Contains("--probe looks at them", Assert.Single(unasked.Notes), StringComparison.Ordinal);
        Assert.Empty(asked.Notes);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(2, false)]
    [InlineData(0, true)]
    public async Task A_vaults_time_that_is_far_off_is_not_believed(int hours, bool isBelieved)
    {
        await using var world = await StartAsync();
        var clock = world.World.Azure.Clock;
        world.Fault = _ => new Fault.Altered(Date: clock.GetUtcNow().AddHours(hours));
        using var azure = new AzureConnection(Cloud.Public, new SimulatedEndpoint(world.Server.Endpoint, world.Server.Certificate), 0);
        var vault =
            new KeyVaultClient(azure.Pipeline(World.Customer, KeyVaultClient.ScopeOf(World.Key)), World.Key, clock, TimeSpan.FromHours(1));

        var refused = await Record.ExceptionAsync(() => vault.GetVersionsAsync(TestContext.Current.CancellationToken));

        Assert.Equal(isBelieved, refused is null);
        Assert.True(isBelieved || refused is UnexpectedAnswerException);
    }

    private static async Task<VerifiedWorld> StartAsync()
    {
        var chain = VerifiedWorld.Complete();
        chain.Write();
        return await VerifiedWorld.StartAsync(chain);
    }
}

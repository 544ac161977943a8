using XtCmkInfra.Azure;
using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Parts of an account that may be under another key, which are checked where each account is probed.</summary>
public sealed class WhenPartsOfAnAccountDiffer
{
    private const string Scopes = "/encryptionScopes?";
    private const string Containers = "/containers?";

    [Theory]
    [InlineData(Scopes,
        """{ "id": "/s/own", "properties": { "source": "Microsoft.KeyVault", "state": "Enabled","""
            + """ "keyVaultProperties": { "keyUri": "https://kv-fabrikam.vault.azure.net/keys/cmk" } } }""",
        "")]
    [InlineData(Scopes, """{ "id": "/s/own", "properties": { "source": "Microsoft.Storage", "state": "Disabled" } }""", "")]
    [InlineData(Scopes, """{ "id": "/s/own", "properties": { "source": "Microsoft.Storage", "state": "Enabled" } }""",
        "scope-microsoft-keys")]
    [InlineData(Scopes,
        """{ "id": "/s/own", "properties": { "source": "Microsoft.KeyVault","""
            + """ "keyVaultProperties": { "keyUri": "https://kv-other.vault.azure.net/keys/cmk" } } }""",
        "scope-other-key")]
    [InlineData(Containers, """{ "id": "/c/containers/data", "properties": { "defaultEncryptionScope": "$account-encryption-key" } }""",
        "")]
    [InlineData(Containers, """{ "id": "/c/containers/data", "properties": { "defaultEncryptionScope": "own" } }""",
        "container-default-scope")]
    [InlineData(Containers, """{ "id": "/c/containers/data", "properties": { "denyEncryptionScopeOverride": false } }""", "")]
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

    [Theory]
    [InlineData(true, "scope-microsoft-keys")]
    [InlineData(false, "container-scope-override,scope-microsoft-keys")]
    public async Task Whether_a_blob_may_choose_a_scope_matters_where_one_has_another_key(bool isDenied, string codes)
    {
        await using var world = await StartAsync();
        world.Fault = line =>
            line.PathAndQuery.Contains(Scopes, StringComparison.Ordinal)
                ? new Fault.Altered(_ => """{ "value": [ { "id": "/s/own", "properties": { "source": "Microsoft.Storage" } } ] }""")
            : line.PathAndQuery.Contains(Containers, StringComparison.Ordinal)
                ? new Fault.Altered(_ =>
                    $$"""{ "value": [ { "id": "/c/containers/a", "properties": { "denyEncryptionScopeOverride": {{(isDenied ? "true" : "false")}} } } ] }""")
            : null;

        Assert.Equal(codes, string.Join(',', VerifiedWorld.Codes(await world.VerifyAsync(VerifiedWorld.Options(probe: true)))));
    }

    [Fact]
    public async Task They_are_not_checked_unasked_and_the_verdict_names_them()
    {
        await using var world = await StartAsync();

        var unasked = await world.VerifyAsync();
        var asked = await world.VerifyAsync(VerifiedWorld.Options(probe: true));

        Assert.Equal((ExitCode.Clean, ExitCode.Clean), (unasked.ExitCode, asked.ExitCode));
        Assert.StartsWith("SIMULATED: Every link that is visible from here holds: ", unasked.Summary, StringComparison.Ordinal);
        Assert.EndsWith(
            "; the accounts' encryption scopes, containers and copies were not checked (--probe).",
            unasked.Summary,
            StringComparison.Ordinal);
        Assert.StartsWith("SIMULATED: Every link holds: ", asked.Summary, StringComparison.Ordinal);
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

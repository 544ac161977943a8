using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_status
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_shows_versions_states_ages_expiries_and_the_rotation_policy(bool inHsm)
    {
        await using var key = await ServedKey.StartAsync(inHsm);
        using var tool = new KeyTool(key);
        key.Served.World.Azure.KeyVault.SetRotationPolicy(Caller.Operator, key.Uri, World.Body("""
            {
              "lifetimeActions": [{ "trigger": { "timeAfterCreate": "P90D" }, "action": { "type": "Rotate" } }],
              "attributes": { "expiryTime": "P1Y" }
            }
            """));
        key.Clock.Advance(TimeSpan.FromDays(10));
        var second = key.Rotate();
        key.Clock.Advance(TimeSpan.FromDays(20));
        var third = key.Rotate();
        key.SetEnabled(second, false);
        key.Clock.Advance(TimeSpan.FromHours(7));

        var answer = await tool.RunAsync("status");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal(
            $"""
            SIMULATED: {key.Uri} at 2026-02-04 15:00 UTC
            rotation policy: a new version 90 days after a version was made; new versions expire after P1Y

            version                           state          created              age  expires              notes
            {third}  enabled        2026-02-04 08:00     0 d  2027-02-04 (364 d)   newest
            {second}  disabled       2026-01-15 08:00    20 d  2027-01-15 (344 d)   last changed 2026-02-04 08:00 UTC
            {key.Versions[0].Version}  enabled        2026-01-05 08:00    30 d  never                may be disabled from 2026-02-05 08:00 UTC

            """,
            answer.Out,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task It_returns_the_same_for_programs()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        key.Clock.Advance(TimeSpan.FromDays(1));
        var newest = key.Rotate();

        var answer = await tool.RunAsync("status", null, "--format", "json");

        var document = JsonNode.Parse(answer.Out)!;
        Assert.Equal(("xtcmk/key-status/1", key.Uri.ToString()), (document.Text("schema"), document.Text("key")));
        Assert.Equal((World.Customer.Value, "2026-01-06T08:00:00Z"), (document.Text("tenant"), document.Text("readAt")));
        Assert.Equal([newest, key.Versions[0].Version], document["versions"]!.AsArray().Select(version => version!.Text("version")));
        Assert.Equal(("enabled", "2026-01-07T08:00:00Z"),
            (document.Text("versions.1.state"), document.Text("versions.1.mayBeDisabledFrom")));
        Assert.Equal((true, 1),
            (document["versions"]![0]!["isNewest"]!.GetValue<bool>(), document["versions"]![1]!["ageInDays"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Of_two_versions_of_one_second_the_newest_is_the_one_that_the_key_is()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        for (var rotation = 0; rotation < 5; rotation++)
        {
            var newest = key.Rotate();

            var answer = await tool.RunAsync("status");

            Assert.Contains("newest", answer.Out.Split('\n').Single(line => line.StartsWith(newest, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task One_version_can_be_asked_for()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);
        var newest = key.Rotate();

        var answer = await tool.RunAsync("status", key.Versions[0].Version);

        Assert.Equal(0, answer.ExitCode);
        Assert.DoesNotContain(newest, answer.Out);
    }

    [Fact]
    public async Task It_reports_when_no_version_can_be_used()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var before = await tool.RunAsync("status");
        key.SetEnabled(key.Versions[0].Version, false);
        var after = await tool.RunAsync("status");

        Assert.DoesNotContain("No version can be used", before.Out);
        Assert.Contains("No version can be used", after.Out);
        Assert.Equal((0, 0), (before.ExitCode, after.ExitCode));
    }
}

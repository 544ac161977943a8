using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Key_vault_over_http
{
    private const string Audience = "https://vault.azure.net";
    private const string Hsm = "https://hsm-fabrikam.managedhsm.azure.net";
    private const string Assignment = "/keys/cmk/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000001";

    /// <summary>The members of the example GetKey; tags are there only where there are some.</summary>
    [Fact]
    public async Task A_key_has_the_members_of_the_published_example()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.VaultAsync(HttpMethod.Get, "/keys/cmk?api-version=7.4");

        Assert.Equal(
            ["key", "key.kid", "key.kty", "key.key_ops", "key.n", "key.e", "attributes", "attributes.enabled", "attributes.created",
                "attributes.updated", "attributes.recoveryLevel"],
            HttpAnswer.Paths(answer.Body));
        Assert.Equal(2048 / 8, System.Buffers.Text.Base64Url.DecodeFromChars(answer.Body.Text("key.n")).Length);
    }

    [Fact]
    public async Task A_version_is_rotated_disabled_and_enabled_again()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var newest = await served.VaultAsync(HttpMethod.Get, "/keys/cmk/?api-version=7.4");
        var version = KeyUri.Parse(newest.Body.Text("key.kid")).Value!.Version!;
        var path = $"/keys/cmk/{version}?api-version=7.4";

        var rotated = await served.VaultAsync(HttpMethod.Post, "/keys/cmk/rotate?api-version=7.4");
        var disabled = await served.VaultAsync(HttpMethod.Patch, path, """{"attributes":{"enabled":false}}""");
        var old = await served.VaultAsync(HttpMethod.Get, path);
        var enabled = await served.VaultAsync(HttpMethod.Patch, path, """{"attributes":{"enabled":true}}""");

        Assert.NotEqual(version, KeyUri.Parse(rotated.Body.Text("key.kid")).Value!.Version);
        Assert.Equal(
            [false, false, true],
            new[] { disabled, old, enabled }.Select(answer => answer.Body["attributes"]!["enabled"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_disabled_key_can_still_be_read()
    {
        await using var served = await Served.StartAsync(World.Complete());
        served.World.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, enabled: false);

        Assert.Equal(200, (await served.VaultAsync(HttpMethod.Get, "/keys/cmk?api-version=7.4")).Status);
    }

    [Fact]
    public async Task Many_callers_at_once_are_served_one_after_the_other()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var rotated = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => served.VaultAsync(HttpMethod.Post, "/keys/cmk/rotate?api-version=7.4")));

        Assert.Equal(8, rotated.Select(answer => answer.Body.Text("key.kid")).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 8), served.Server.Requests.Select(request => request.Line.Number));
    }

    [Fact]
    public async Task Versions_come_in_pages()
    {
        await using var served = await Served.StartAsync(World.Complete());
        await served.VaultAsync(HttpMethod.Post, "/keys/cmk/rotate?api-version=7.4");
        await served.VaultAsync(HttpMethod.Post, "/keys/cmk/rotate?api-version=7.4");

        var first = await served.VaultAsync(HttpMethod.Get, "/keys/cmk/versions?maxresults=2&api-version=7.4");
        var second = await served.SendAsync(HttpMethod.Get, first.Body.Text("nextLink"), served.Operator(World.Customer, Audience));

        Assert.Equal((2, 1), (first.Value.Count, second.Value.Count));
        Assert.Equal(3, first.Value.Concat(second.Value).Select(version => version!.Text("kid")).Distinct().Count());
        Assert.Null(second.Body["nextLink"]);
    }

    [Fact]
    public async Task A_rotation_policy_is_set_and_may_be_sent_back_unchanged()
    {
        await using var served = await Served.StartAsync(World.Complete());
        const string path = "/keys/cmk/rotationpolicy?api-version=7.4";

        var set = await served.VaultAsync(HttpMethod.Put, path, """
            {
              "lifetimeActions": [{ "trigger": { "timeAfterCreate": "P90D" }, "action": { "type": "Rotate" } }],
              "attributes": { "expiryTime": "P2Y", "created": 1, "updated": 2 }
            }
            """);
        var again = await served.VaultAsync(HttpMethod.Put, path, set.Text);
        var read = await served.VaultAsync(HttpMethod.Get, path);

        Assert.Equal("https://kv-fabrikam.vault.azure.net/keys/cmk/rotationpolicy", set.Body.Text("id"));
        Assert.Equal("P90D", read.Body.Text("lifetimeActions.0.trigger.timeAfterCreate"));
        Assert.Equal((set.Text, set.Text), (again.Text, read.Text));
    }
}

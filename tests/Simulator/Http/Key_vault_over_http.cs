using System.Net;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;
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
        var version = KeyUri.Parse((await served.VaultAsync(HttpMethod.Get, "/keys/cmk/?api-version=7.4")).Body.Text("key.kid")).Value!.Version!;

        var rotated = await served.VaultAsync(HttpMethod.Post, "/keys/cmk/rotate?api-version=7.4");
        var disabled = await served.VaultAsync(HttpMethod.Patch, $"/keys/cmk/{version}?api-version=7.4", """{"attributes":{"enabled":false}}""");
        var old = await served.VaultAsync(HttpMethod.Get, $"/keys/cmk/{version}?api-version=7.4");
        var enabled = await served.VaultAsync(HttpMethod.Patch, $"/keys/cmk/{version}?api-version=7.4", """{"attributes":{"enabled":true}}""");

        Assert.NotEqual(version, KeyUri.Parse(rotated.Body.Text("key.kid")).Value!.Version);
        Assert.Equal(
            [false, false, true], new[] { disabled, old, enabled }.Select(answer => answer.Body["attributes"]!["enabled"]!.GetValue<bool>()));
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

        var rotated = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => served.VaultAsync(HttpMethod.Post, "/keys/cmk/rotate?api-version=7.4")));

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
    public async Task A_rotation_policy_is_set_and_may_be_sent_back_as_it_was_answered()
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

    [Fact]
    public async Task A_caller_without_a_token_is_told_where_to_get_one()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.SendAsync(HttpMethod.Get, "https://kv-fabrikam.vault.azure.net/keys/cmk?api-version=7.4");

        Assert.Equal((401, "Unauthorized"), answer.Refusal);
        Assert.Equal($"""Bearer authorization="https://login.microsoftonline.com/{World.Customer}", resource="{Audience}" """.TrimEnd(), answer.Challenge);
    }

    [Theory]
    [InlineData("11111111-1111-4111-8111-111111111111", "https://vault.azure.net", "AKV10032")]
    [InlineData("22222222-2222-4222-8222-222222222222", "https://management.azure.com", "AKV10022")]
    public async Task A_token_of_another_tenant_or_for_something_else_is_refused(string tenant, string audience, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());
        var token = served.Operator(TenantId.Parse(tenant).Value!, audience);

        var answer = await served.SendAsync(HttpMethod.Get, "https://kv-fabrikam.vault.azure.net/keys/cmk?api-version=7.4", token);

        Assert.Equal((401, "Unauthorized"), answer.Refusal);
        Assert.StartsWith($"{code}: ", answer.Body.Text("error.message"), StringComparison.Ordinal);
        Assert.DoesNotContain("innererror", answer.Text, StringComparison.Ordinal);
        Assert.Contains("invalid_token", answer.Challenge, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 403)]
    [InlineData(true, 200)]
    public async Task A_user_reads_a_key_only_with_a_role(bool hasRole, int status)
    {
        var world = World.Complete();
        var ada = world.User();
        if (hasRole)
            world.WithRole($"{World.VaultId}/providers/Microsoft.Authorization/roleAssignments/{Guid.Empty:D}", Roles.KeyVaultReader, ada, "User");
        await using var served = await Served.StartAsync(world);
        var token = served.Server.Bearer(world.Azure.Tokens.ForUser(World.Customer, ada, Audience));

        var answer = await served.SendAsync(HttpMethod.Get, "https://kv-fabrikam.vault.azure.net/keys/cmk?api-version=7.4", token);
        var rotation = await served.SendAsync(HttpMethod.Post, "https://kv-fabrikam.vault.azure.net/keys/cmk/rotate?api-version=7.4", token);

        Assert.Equal(status, answer.Status);
        Assert.Equal((403, "ForbiddenByRbac"), (rotation.Status, rotation.Body.Text("error.innererror.code")));
    }

    [Theory]
    [InlineData("198.51.100.7", 200)]
    [InlineData("203.0.113.9", 403)]
    [InlineData(null, 403)]
    public async Task The_vaults_firewall_looks_at_the_address_that_callers_seem_to_have(string? address, int status)
    {
        var world = new World().WithIdentity().WithServicePrincipal().WithVault("""
            { "networkAcls": { "bypass": "AzureServices", "defaultAction": "Deny", "ipRules": [{ "value": "198.51.100.0/24" }] } }
            """).WithKey().WithRole();
        await using var served = await Served.StartAsync(
            world, new SimulatedAzureServerOptions { CallersAddress = address is null ? null : IPAddress.Parse(address) });
        var token = served.Server.Bearer(world.Azure.Tokens.Exchange(
            world.Azure.Tokens.AssertIdentity(World.IdentityId), world.Application, World.Customer, Audience));

        var answer = await served.SendAsync(HttpMethod.Get, "https://kv-fabrikam.vault.azure.net/keys/cmk?api-version=7.4", token);

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("GET", "/keys/nope?api-version=7.4", null, 404, "KeyNotFound")]
    [InlineData("GET", "/keys/cmk/nope?api-version=7.4", null, 400, "BadParameter")]
    [InlineData("GET", "/keys/cmk", null, 400, "BadParameter")]
    [InlineData("GET", "/keys/cmk?api-version=2016-10-01", null, 400, "BadParameter")]
    [InlineData("GET", "/keys/cmk/versions?api-version=7.4&maxresults=26", null, 400, "BadParameter")]
    [InlineData("PATCH", "/keys/cmk/00000000000000000000000000000000?api-version=7.4", "[]", 400, "BadParameter")]
    [InlineData("PATCH", "/keys/cmk/00000000000000000000000000000000?api-version=7.4", "{\"attributes\":{\"exp\":1}}", 501, "NotImplemented")]
    [InlineData("PUT", "/keys/cmk/rotationpolicy?api-version=7.4", "{", 400, "BadParameter")]
    [InlineData("PUT", "/keys/cmk/rotationpolicy?api-version=7.4", "{\"rotate\":true}", 400, "BadParameter")]
    [InlineData("DELETE", "/keys/cmk?api-version=7.4", null, 404, "KeyNotFound")]
    [InlineData("GET", "/secrets/cmk?api-version=7.4", null, 404, "KeyNotFound")]
    public async Task A_wrong_request_is_refused_and_changes_nothing(string method, string path, string? body, int status, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());
        var before = Refusal.Saved(served.World.Azure);

        var answer = await served.VaultAsync(new HttpMethod(method), path, body);

        Assert.Equal((status, code), answer.Refusal);
        Assert.Equal(before, Refusal.Saved(served.World.Azure));
    }

    [Fact]
    public async Task A_host_without_a_vault_answers_404()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.SendAsync(
            HttpMethod.Get, "https://kv-nobody.vault.azure.net/keys/cmk?api-version=7.4", served.Operator(World.Customer, Audience));

        Assert.Equal((404, "VaultNotFound"), answer.Refusal);
    }

    [Fact]
    public async Task The_administrator_of_a_managed_HSM_gives_the_local_role_and_takes_it_away()
    {
        await using var served = await Served.StartAsync(WithHsm());
        var body = $$"""
            {
              "properties": {
                "roleDefinitionId": "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/{{Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionName}}",
                "principalId": "{{served.World.ServicePrincipal}}"
              }
            }
            """;

        var made = await HsmAsync(served, HttpMethod.Put, Assignment, body);
        var read = await HsmAsync(served, HttpMethod.Get, Assignment);
        var listed = await HsmAsync(served, HttpMethod.Get, Assignment[..^37]);
        var deleted = await HsmAsync(served, HttpMethod.Delete, Assignment);
        var gone = await HsmAsync(served, HttpMethod.Get, Assignment);

        Assert.Equal((201, 200, 200, 200), (made.Status, read.Status, listed.Status, deleted.Status));
        Assert.Equal(Assignment, made.Body.Text("id"));
        Assert.Equal("/keys/cmk", read.Body.Text("properties.scope"));
        Assert.True(JsonNode.DeepEquals(made.Body, Assert.Single(listed.Value)));
        Assert.Equal((404, "RoleAssignmentNotFound"), gone.Refusal);
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_local_role_assignments()
    {
        await using var served = await Served.StartAsync(WithHsm());
        var ada = served.World.Azure.Tokens.ForUser(World.Customer, served.World.User(), "https://managedhsm.azure.net");

        var answer = await served.SendAsync(HttpMethod.Get, $"{Hsm}{Assignment}?api-version=7.4", served.Server.Bearer(ada));

        Assert.Equal((403, "Forbidden"), answer.Refusal);
    }

    [Fact]
    public async Task A_managed_HSM_answers_its_keys_to_tokens_for_managed_HSMs()
    {
        await using var served = await Served.StartAsync(WithHsm());

        var answer = await HsmAsync(served, HttpMethod.Get, "/keys/cmk");
        var forVaults = await served.SendAsync(HttpMethod.Get, $"{Hsm}/keys/cmk?api-version=7.4", served.Operator(World.Customer, Audience));

        Assert.Equal("RSA-HSM", answer.Body.Text("key.kty"));
        Assert.Equal(401, forVaults.Status);
    }

    private static World WithHsm()
    {
        var world = World.Complete();
        world.Azure.AddManagedHsm($"{World.CustomerGroup}/providers/Microsoft.KeyVault/managedHSMs/hsm-fabrikam", "northeurope");
        world.Azure.KeyVault.CreateKey(Caller.Operator, KeyUri.Parse($"{Hsm}/keys/cmk").Value!, new KeyParameters("RSA-HSM"));
        return world;
    }

    private static Task<HttpAnswer> HsmAsync(Served served, HttpMethod method, string path, string? body = null) => served.SendAsync(
        method,
        $"{Hsm}{path}?api-version=7.4",
        served.Operator(World.Customer, "https://managedhsm.azure.net"),
        body is null ? null : new StringContent(body));
}

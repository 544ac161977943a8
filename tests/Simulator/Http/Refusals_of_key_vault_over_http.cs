using System.Net;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Refusals_of_key_vault_over_http
{
    private const string Audience = "https://vault.azure.net";
    private const string Hsm = "https://hsm-fabrikam.managedhsm.azure.net";
    private const string Assignment = "/keys/cmk/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000001";

    [Fact]
    public async Task A_caller_without_a_token_learns_where_to_get_one()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.SendAsync(HttpMethod.Get, "https://kv-fabrikam.vault.azure.net/keys/cmk?api-version=7.4");

        Assert.Equal((401, "Unauthorized"), answer.Refusal);
        Assert.Equal(
            $"Bearer authorization=\"https://login.microsoftonline.com/{World.Customer}\", resource=\"{Audience}\"", answer.Challenge);
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
        {
            var assignment = $"{World.VaultId}/providers/Microsoft.Authorization/roleAssignments/{Guid.Empty:D}";
            world.WithRole(assignment, Roles.KeyVaultReader, ada, "User");
        }

        await using var served = await Served.StartAsync(world);
        var token = served.Server.Bearer(world.Azure.Tokens.ForUser(World.Customer, ada, Audience));

        var answer = await served.SendAsync(HttpMethod.Get, "https://kv-fabrikam.vault.azure.net/keys/cmk?api-version=7.4", token);
        var rotation = await served.SendAsync(
            HttpMethod.Post, "https://kv-fabrikam.vault.azure.net/keys/cmk/rotate?api-version=7.4", token);

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
    [InlineData(
        "PATCH", "/keys/cmk/00000000000000000000000000000000?api-version=7.4", """{"attributes":{"exp":1}}""", 501, "NotImplemented")]
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
    public async Task A_host_without_a_vault_returns_404()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.SendAsync(
            HttpMethod.Get, "https://kv-nobody.vault.azure.net/keys/cmk?api-version=7.4", served.Operator(World.Customer, Audience));

        Assert.Equal((404, "VaultNotFound"), answer.Refusal);
    }
}

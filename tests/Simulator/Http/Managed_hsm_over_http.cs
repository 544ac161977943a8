using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Managed_hsm_over_http
{
    private const string Audience = "https://vault.azure.net";
    private const string Hsm = "https://hsm-fabrikam.managedhsm.azure.net";
    private const string Assignment = "/keys/cmk/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000001";

    [Fact]
    public async Task The_administrator_of_a_managed_HSM_grants_and_revokes_the_role()
    {
        await using var served = await Served.StartAsync(WithHsm());
        var role = Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionName;
        var body = $$"""
            {
              "properties": {
                "roleDefinitionId": "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/{{role}}",
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
    public async Task A_managed_HSM_returns_its_keys_to_its_own_tokens()
    {
        await using var served = await Served.StartAsync(WithHsm());

        var answer = await HsmAsync(served, HttpMethod.Get, "/keys/cmk");
        var forVaults = await served.SendAsync(
            HttpMethod.Get, $"{Hsm}/keys/cmk?api-version=7.4", served.Operator(World.Customer, Audience));

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

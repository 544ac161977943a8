using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Sign_in_over_http
{
    private static readonly Dictionary<string, string> Good = new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = SimulatedOperator.ClientId.Value,
        ["client_secret"] = "any",
        ["scope"] = "https://vault.azure.net/.default",
    };

    [Fact]
    public async Task A_token_lasts_an_hour()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await SignInAsync(served, Good);

        Assert.Equal(200, answer.Status);
        Assert.Equal(["token_type", "expires_in", "ext_expires_in", "access_token"], answer.Body.Select(member => member.Key));
        Assert.Equal(3600, answer.Body["expires_in"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_application_with_a_secret_has_its_service_principals_grants()
    {
        var world = World.Complete();
        world.Azure.Graph(World.Vendor).Post($"{world.ApplicationPath}/addPassword", []);
        await using var served = await Served.StartAsync(world);

        var answer = await SignInAsync(served, new(Good) { ["client_id"] = world.Application.Value });
        var token = answer.Body.Text("access_token");
        var read = await served.SendAsync(HttpMethod.Get, "https://kv-fabrikam.vault.azure.net/keys/cmk?api-version=7.4", token);
        var rotated = await served.SendAsync(HttpMethod.Post, "https://kv-fabrikam.vault.azure.net/keys/cmk/rotate?api-version=7.4", token);

        Assert.Equal((200, 403), (read.Status, rotated.Status));
    }

    [Theory]
    [InlineData("grant_type", null, 400, "invalid_request", 900144)]
    [InlineData("client_id", null, 400, "invalid_request", 900144)]
    [InlineData("scope", null, 400, "invalid_request", 900144)]
    [InlineData("client_secret", null, 401, "invalid_client", 7000216)]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type", 70003)]
    [InlineData("client_id", "0f0f0f0f-0000-4000-8000-000000000001", 401, "unauthorized_client", 700016)]
    [InlineData("client_id", "someone", 400, "unauthorized_client", 700016)]
    [InlineData("scope", "https://vault.azure.net", 400, "invalid_scope", 1002012)]
    [InlineData("scope", "https://vault.example/.default", 400, "invalid_resource", 500011)]
    public async Task A_wrong_request_gets_no_token(string name, string? value, int status, string error, int number)
    {
        await using var served = await Served.StartAsync(World.Complete());
        var form = new Dictionary<string, string>(Good);
        form.Remove(name);
        if (value is not null)
            form[name] = value;

        Refused(await SignInAsync(served, form), status, error, number);
    }

    [Theory]
    [InlineData("33333333-3333-4333-8333-333333333333", 90002)]
    [InlineData("common", 900023)]
    [InlineData("fabrikam.example", 900023)]
    public async Task A_wrong_tenant_gives_no_token(string tenant, int number)
    {
        await using var served = await Served.StartAsync(World.Complete());

        Refused(await SignInAsync(served, Good, tenant), 400, "invalid_request", number);
    }

    [Fact]
    public async Task An_application_that_is_not_installed_gets_no_token()
    {
        var world = new World().WithIdentity();
        await using var served = await Served.StartAsync(world);

        Refused(await SignInAsync(served, new(Good) { ["client_id"] = world.Application.Value }), 401, "unauthorized_client", 7000229);
    }

    [Fact]
    public async Task A_tenant_of_another_cloud_is_not_known()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.SendAsync(
            HttpMethod.Post,
            $"https://login.microsoftonline.us/{World.Customer}/oauth2/v2.0/token",
            content: new FormUrlEncodedContent(Good));

        Refused(answer, 400, "invalid_request", 90002);
    }

    [Fact]
    public async Task A_token_of_another_run_is_refused()
    {
        await using var served = await Served.StartAsync(World.Complete());
        await using var other = await Served.StartAsync(World.Complete());

        var answer = await served.SendAsync(
            HttpMethod.Get,
            $"https://management.azure.com{World.VaultId}?api-version=2024-11-01",
            other.Operator(World.Customer, "https://management.azure.com"));

        Assert.Equal((401, "InvalidAuthenticationToken"), answer.Refusal);
    }

    private static Task<HttpAnswer> SignInAsync(Served served, Dictionary<string, string> form, string? tenant = null) => served.SendAsync(
        HttpMethod.Post,
        $"https://login.microsoftonline.com/{tenant ?? World.Customer.Value}/oauth2/v2.0/token",
        content: new FormUrlEncodedContent(form));

    private static void Refused(HttpAnswer answer, int status, string error, int number)
    {
        Assert.Equal((status, error), (answer.Status, answer.Body.Text("error")));
        Assert.Equal(number, Assert.Single((JsonArray)answer.Body["error_codes"]!)!.GetValue<int>());
        Assert.StartsWith($"AADSTS{number}: ", answer.Body.Text("error_description"), StringComparison.Ordinal);
    }
}

using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Refusals_of_resource_manager_over_http
{
    private static readonly string AccountsPath =
        $"/subscriptions/{World.VendorSubscription}/providers/Microsoft.Storage/storageAccounts?api-version=2024-01-01";

    [Theory]
    [InlineData("", 400, "MissingApiVersionParameter")]
    [InlineData("?api-version=1999-01-01", 400, "NoRegisteredProviderFound")]
    [InlineData("?api-version=2024-01-01&$expand=all", 400, "BadRequest")]
    [InlineData("/nope?api-version=2024-01-01", 400, "InvalidResourceType")]
    public async Task A_wrong_request_is_refused_as_Azure_refuses_it(string rest, int status, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.ManagementAsync(World.Vendor, World.AccountId + rest);

        Assert.Equal((status, code), answer.Refusal);
    }

    [Theory]
    [InlineData("1", "https://management.azure.com", "InvalidAuthenticationTokenTenant")]
    [InlineData("2", "https://graph.microsoft.com", "InvalidAuthenticationTokenAudience")]
    public async Task A_token_for_something_else_is_refused(string tenant, string audience, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());
        var token = served.Operator(tenant == "1" ? World.Vendor : World.Customer, audience);

        var answer = await served.SendAsync(HttpMethod.Get, $"https://management.azure.com{World.VaultId}?api-version=2024-11-01", token);

        Assert.Equal((401, code), answer.Refusal);
        Assert.StartsWith("Bearer authorization_uri=", answer.Challenge, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "AuthenticationFailed")]
    [InlineData("made.up.token", "InvalidAuthenticationToken")]
    [InlineData("nonsense", "InvalidAuthenticationToken")]
    public async Task A_caller_without_a_token_of_this_cloud_is_refused(string? token, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.SendAsync(HttpMethod.Get, $"https://management.azure.com{AccountsPath}", token);

        Assert.Equal((401, code), answer.Refusal);
    }

    [Fact]
    public async Task A_token_is_refused_when_its_hour_has_passed()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var token = served.Operator(World.Vendor, "https://management.azure.com");

        served.World.Azure.Clock.Advance(TimeSpan.FromMinutes(59));
        var before = await served.SendAsync(HttpMethod.Get, $"https://management.azure.com{AccountsPath}", token);
        served.World.Azure.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await served.SendAsync(HttpMethod.Get, $"https://management.azure.com{AccountsPath}", token);

        Assert.Equal(200, before.Status);
        Assert.Equal((401, "ExpiredAuthenticationToken"), after.Refusal);
    }

    [Theory]
    [InlineData("/subscriptions/cccccccc-0000-4000-8000-000000000003?api-version=2022-12-01", 404, "SubscriptionNotFound")]
    [InlineData("/subscriptions/three?api-version=2022-12-01", 400, "InvalidSubscriptionId")]
    [InlineData("/subscriptions?api-version=1999-01-01", 400, "InvalidApiVersionParameter")]
    [InlineData("/subscriptions", 400, "MissingApiVersionParameter")]
    public async Task A_subscription_that_is_not_there_is_refused(string path, int status, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());

        Assert.Equal((status, code), (await served.ManagementAsync(World.Vendor, path)).Refusal);
    }

    [Theory]
    [InlineData("GET", "/nonsense?api-version=2022-12-01")]
    [InlineData("GET", "/providers/Microsoft.Compute/operations?api-version=2022-12-01")]
    [InlineData("DELETE", "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/rg-saas?api-version=2024-11-01")]
    public async Task An_unknown_call_returns_404_is_reported_and_changes_nothing(string method, string path)
    {
        List<ServedRequest> told = [];
        await using var served = await Served.StartAsync(World.Complete(), new SimulatedAzureServerOptions { Served = told.Add });
        var before = Refusal.Saved(served.World.Azure);

        var answer = await served.SendAsync(
            new HttpMethod(method), "https://management.azure.com" + path, served.Operator(World.Vendor, "https://management.azure.com"));

        Assert.Equal((404, "ResourceNotFound"), answer.Refusal);
        Assert.Equal((true, path), (Assert.Single(told).IsUnknown, told[0].Line.PathAndQuery));
        Assert.Equal(before, Refusal.Saved(served.World.Azure));
    }

    [Fact]
    public async Task A_host_that_is_none_of_Azures_returns_404()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.SendAsync(HttpMethod.Get, "https://example.com/");

        Assert.Equal((404, "ResourceNotFound"), answer.Refusal);
        Assert.True(Assert.Single(served.Server.Requests).IsUnknown);
    }
}

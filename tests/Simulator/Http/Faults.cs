using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Faults
{
    private static readonly string AccountsPath =
        $"/subscriptions/{World.VendorSubscription}/providers/Microsoft.Storage/storageAccounts?api-version=2024-01-01";

    public static TheoryData<int> Statuses => [401, 403, 404, 429, 500, 503];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_status_comes_in_the_shape_of_each_service(int status)
    {
        await using var served = await Served.StartAsync(_ => new Fault.Status(status, TimeSpan.FromSeconds(7)));

        var management = await served.ManagementAsync(World.Vendor, AccountsPath);
        var graph = await served.GraphAsync(World.Vendor, "applications");
        var vault = await served.VaultAsync(HttpMethod.Get, "/keys/cmk?api-version=7.4");
        var blob = await served.BlobAsync("/?comp=list");

        foreach (var answer in new[] { management, graph, vault })
            Assert.Equal(status, answer.Refusal.Status);
        Assert.Equal((status, "application/xml"), (blob.Status, blob.MediaType));
        Assert.All([management, graph, vault, blob], answer => Assert.Equal(TimeSpan.FromSeconds(7), answer.RetryAfter));
        Assert.All([management, graph, vault, blob], answer => Assert.Equal(status == 401, answer.Challenge is not null));
    }

    [Fact]
    public async Task Only_the_chosen_request_goes_wrong()
    {
        await using var served = await Served.StartAsync(line => line.Number == 2 ? new Fault.Status(503) : null);

        List<int> statuses = [];
        for (var number = 0; number < 3; number++)
            statuses.Add((await served.ManagementAsync(World.Vendor, AccountsPath)).Status);

        Assert.Equal([200, 503, 200], statuses);
        Assert.Equal(statuses.Cast<int?>(), served.Server.Requests.Select(request => request.Status));
    }

    [Fact]
    public async Task No_more_requests_are_remembered_than_is_asked_for()
    {
        await using var served = await Served.StartAsync(World.Complete(), new SimulatedAzureServerOptions { KeptRequests = 2 });

        for (var number = 0; number < 5; number++)
            await served.ManagementAsync(World.Vendor, AccountsPath);

        Assert.Equal([4, 5], served.Server.Requests.Select(request => request.Line.Number));
    }

    [Fact]
    public async Task A_closed_connection_gives_no_answer()
    {
        await using var served = await Served.StartAsync(_ => new Fault.ClosedConnection());

        await Assert.ThrowsAsync<HttpRequestException>(() => served.ManagementAsync(World.Vendor, AccountsPath));

        Assert.Null(served.Server.Requests[0].Status);
    }

    [Fact]
    public async Task Half_a_body_ends_before_the_length_that_its_head_states()
    {
        await using var served = await Served.StartAsync(_ => new Fault.HalfBody());

        var broken = await Assert.ThrowsAsync<HttpRequestException>(() => served.ManagementAsync(World.Vendor, AccountsPath));

        Assert.IsAssignableFrom<IOException>(broken.InnerException);
    }

    [Fact]
    public async Task Garbage_has_the_status_and_the_type_of_the_answer()
    {
        await using var served = await Served.StartAsync(_ => new Fault.Garbage());

        var answer = await served.ManagementAsync(World.Vendor, AccountsPath);

        Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
        Assert.ThrowsAny<JsonException>(() => answer.Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_empty_page_has_no_entries_and_links_to_the_true_one_if_more_follow(bool moreFollow)
    {
        await using var served = await Served.StartAsync(line => line.Number <= 2 ? new Fault.EmptyPage(moreFollow) : null);

        var management = await served.ManagementAsync(World.Vendor, AccountsPath);
        var graph = await served.GraphAsync(World.Vendor, "applications?$top=5");

        Assert.Empty(management.Value);
        Assert.Empty(graph.Value);
        Assert.Equal(moreFollow ? $"https://management.azure.com{AccountsPath}" : null, (string?)management.Body["nextLink"]);
        Assert.Equal(moreFollow ? "https://graph.microsoft.com/v1.0/applications?$top=5" : null, (string?)graph.Body["@odata.nextLink"]);
    }

    [Fact]
    public async Task A_slow_body_is_whole_in_the_end()
    {
        await using var served = await Served.StartAsync(_ => new Fault.SlowBody(TimeSpan.FromMilliseconds(1)));

        var answer = await served.ManagementAsync(World.Vendor, AccountsPath);

        Assert.Equal("stfabrikam", Assert.Single(answer.Value)!.Text("name"));
    }

    [Fact]
    public async Task A_body_that_never_ends_gives_way_to_the_end_of_the_server()
    {
        await using var served = await Served.StartAsync(_ => new Fault.SlowBody(Timeout.InfiniteTimeSpan));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://management.azure.com{AccountsPath}");
        request.Headers.Authorization = new("Bearer", served.Operator(World.Vendor, "https://management.azure.com"));
        using var head = await served.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        var body = head.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.False(body.IsCompleted);
        await served.Server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => body);
    }

    [Fact]
    public async Task Every_request_waits_for_the_latency()
    {
        var time = new FakeTimeProvider();
        await using var served = await Served.StartAsync(
            World.Complete(), new SimulatedAzureServerOptions { Latency = TimeSpan.FromHours(1), RealTime = time });

        var answer = served.ManagementAsync(World.Vendor, AccountsPath);
        while (!answer.IsCompleted)
        {
            // The request begins to wait at a moment that only the server knows; real time is not waited for.
            time.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        Assert.Equal(200, (await answer).Status);
    }
}

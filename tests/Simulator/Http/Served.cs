using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

/// <summary>A world that is served over HTTP, and a client that reaches it as Azure's clients do.</summary>
internal sealed class Served : IAsyncDisposable
{
    private Served(World world, SimulatedAzureServer server)
    {
        World = world;
        Server = server;
        Endpoint = new SimulatedEndpoint(server.Endpoint, server.Certificate);
        Client = new HttpClient(Endpoint.CreateHandler());
    }

    public World World { get; }

    public SimulatedAzureServer Server { get; }

    public SimulatedEndpoint Endpoint { get; }

    public HttpClient Client { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Served> StartAsync(World world, SimulatedAzureServerOptions? options = null) =>
        new(world, await SimulatedAzureServer.StartAsync(world.Azure, options, Cancellation));

    public static async Task<Served> StartAsync(Func<RequestLine, Fault?> fault) =>
        await StartAsync(World.Complete(), new SimulatedAzureServerOptions { Fault = fault });

    /// <summary>The operator's token, as the token service would give it.</summary>
    public string Operator(TenantId tenant, string audience) => Server.Bearer(
        World.Azure.Tokens.Issue(tenant, SimulatedOperator.Principal, SimulatedOperator.ClientId, audience));

    public Task<HttpAnswer> ManagementAsync(TenantId tenant, string pathAndQuery) =>
        SendAsync(HttpMethod.Get, "https://management.azure.com" + pathAndQuery, Operator(tenant, "https://management.azure.com"));

    public Task<HttpAnswer> GraphAsync(TenantId tenant, string pathAndQuery) =>
        SendAsync(HttpMethod.Get, "https://graph.microsoft.com/v1.0/" + pathAndQuery, Operator(tenant, "https://graph.microsoft.com"));

    /// <summary>The operator at the customer's vault.</summary>
    public Task<HttpAnswer> VaultAsync(HttpMethod method, string pathAndQuery, string? body = null) => SendAsync(
        method,
        "https://kv-fabrikam.vault.azure.net" + pathAndQuery,
        Operator(World.Customer, "https://vault.azure.net"),
        body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json")));

    public Task<HttpAnswer> BlobAsync(string pathAndQuery) => SendAsync(
        HttpMethod.Get, "https://stfabrikam.blob.core.windows.net" + pathAndQuery, Operator(World.Vendor, "https://storage.azure.com"));

    public async Task<HttpAnswer> SendAsync(HttpMethod method, string uri, string? bearer = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, uri) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await Client.SendAsync(request, Cancellation);
        return new HttpAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation))
        {
            Challenge = response.Headers.TryGetValues("WWW-Authenticate", out var challenges) ? challenges.Single() : null,
            RetryAfter = response.Headers.RetryAfter?.Delta,
            MediaType = response.Content.Headers.ContentType?.MediaType,
        };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}

internal sealed record HttpAnswer(int Status, string Text)
{
    public string? Challenge { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public string? MediaType { get; init; }

    public JsonObject Body => JsonNode.Parse(Text)!.AsObject();

    public JsonArray Value => Body["value"]!.AsArray();

    public (int Status, string Code) Refusal => (Status, Body.Text("error.code"));

    /// <summary>The names of all members of an answer, with those that lead to them: <c>properties.encryption.keySource</c>.</summary>
    public static IEnumerable<string> Paths(JsonNode? node, string prefix = "") => node is JsonObject members
        ? members.SelectMany(member => Paths(member.Value, $"{prefix}.{member.Key}").Prepend($"{prefix}.{member.Key}"[1..]))
        : [];
}

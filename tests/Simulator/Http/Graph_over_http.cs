using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Graph_over_http
{
    [Fact]
    public async Task The_token_decides_whose_directory_is_read()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var byAppId = $"applications?$filter=appId eq '{served.World.Application}'";

        Assert.Single((await served.GraphAsync(World.Vendor, byAppId)).Value);
        Assert.Empty((await served.GraphAsync(World.Customer, byAppId)).Value);
    }

    [Fact]
    public async Task A_selection_returns_what_it_names_and_nothing_else()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.GraphAsync(
            World.Vendor, $"{served.World.ApplicationPath}?$select=id,signInAudience,passwordCredentials,keyCredentials");

        Assert.Equal(
            ["@odata.context", "id", "signInAudience", "passwordCredentials", "keyCredentials"], answer.Body.Select(member => member.Key));
    }

    [Fact]
    public async Task A_password_shows()
    {
        var world = World.Complete();
        world.Azure.Graph(World.Vendor).Post($"{world.ApplicationPath}/addPassword", []);
        await using var served = await Served.StartAsync(world);

        var answer = await served.GraphAsync(World.Vendor, world.ApplicationPath);

        Assert.Single(answer.Body["passwordCredentials"]!.AsArray());
    }

    [Fact]
    public async Task A_federated_credential_is_read_by_name_and_has_the_members_that_Graph_documents()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.GraphAsync(World.Vendor, $"{served.World.ApplicationPath}/federatedIdentityCredentials/id-cmk");

        Assert.Equal(
            ["@odata.context", "id", "name", "issuer", "subject", "audiences", "description"], answer.Body.Select(member => member.Key));
    }

    [Fact]
    public async Task A_service_principal_that_is_disabled_shows()
    {
        var world = World.Complete();
        world.Azure.Graph(World.Customer).Patch(world.ServicePrincipalPath, World.Body("""{ "accountEnabled": false }"""));
        await using var served = await Served.StartAsync(world);

        var answer = await served.GraphAsync(World.Customer, $"servicePrincipals/{world.ServicePrincipal}");

        Assert.False(answer.Body["accountEnabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_list_of_as_many_as_asked_for_links_to_the_rest()
    {
        await using var served = await Served.StartAsync(new World().WithServicePrincipals(3));

        var first = await served.GraphAsync(World.Vendor, "servicePrincipals?$top=2&$count=true&$select=displayName");
        var second = await served.SendAsync(
            HttpMethod.Get, (string)first.Body["@odata.nextLink"]!, served.Operator(World.Vendor, "https://graph.microsoft.com"));

        Assert.Equal((2, 1, 3), (first.Value.Count, second.Value.Count, first.Body["@odata.count"]!.GetValue<int>()));
        Assert.Null(second.Body["@odata.nextLink"]);
    }

    [Theory]
    [InlineData("applications?$filter=startswith(displayName,'a')", "Request_UnsupportedQuery")]
    [InlineData("applications?$filter=owner eq 'a'", "Request_UnsupportedQuery")]
    [InlineData("applications?$select=web", "Request_BadRequest")]
    [InlineData("applications?$expand=owners", "Request_BadRequest")]
    [InlineData("applications?$top=0", "Request_BadRequest")]
    [InlineData("applications?$top=1000", "Request_BadRequest")]
    [InlineData("applications?$skiptoken=%25", "Request_BadRequest")]
    public async Task A_query_that_is_not_known_is_refused(string path, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());

        Assert.Equal((400, code), (await served.GraphAsync(World.Vendor, path)).Refusal);
    }

    [Fact]
    public async Task An_error_has_the_members_of_Graphs_errors()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.GraphAsync(World.Customer, $"servicePrincipals/{World.Vendor}");

        Assert.Equal((404, "Request_ResourceNotFound"), answer.Refusal);
        Assert.Equal(
            ["error", "error.code", "error.message", "error.innerError", "error.innerError.date", "error.innerError.request-id",
                "error.innerError.client-request-id"],
            HttpAnswer.Paths(answer.Body));
    }

    [Theory]
    [InlineData("me")]
    [InlineData("applications(appId='x')/owners")]
    [InlineData("auditLogs/signIns")]
    public async Task An_unknown_call_returns_404_and_is_reported(string path)
    {
        await using var served = await Served.StartAsync(World.Complete());

        Assert.Equal((404, "Request_ResourceNotFound"), (await served.GraphAsync(World.Vendor, path)).Refusal);
        Assert.True(Assert.Single(served.Server.Requests).IsUnknown);
    }

    [Theory]
    [InlineData("https://management.azure.com")]
    [InlineData(null)]
    public async Task A_token_for_something_else_or_none_is_refused(string? audience)
    {
        await using var served = await Served.StartAsync(World.Complete());
        var token = audience is null ? null : served.Operator(World.Vendor, audience);

        var answer = await served.SendAsync(HttpMethod.Get, "https://graph.microsoft.com/v1.0/applications", token);

        Assert.Equal((401, "InvalidAuthenticationToken"), answer.Refusal);
        Assert.NotNull(answer.Challenge);
    }
}

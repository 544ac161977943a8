using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_service_principal
{
    private readonly World _world = new World().WithIdentity();

    private Graph Customer => _world.Azure.Graph(World.Customer);

    [Fact]
    public void Has_the_application_id_of_its_application_and_an_object_id_of_its_own()
    {
        _world.WithServicePrincipal();

        var principal = Customer.Get(_world.ServicePrincipalPath);

        Assert.Equal(_world.Application.Value, principal.Text("appId"));
        Assert.Equal("contoso-cmk", principal.Text("displayName"));
        Assert.Equal(World.Vendor.Value, principal.Text("appOwnerOrganizationId"));
        Assert.True(principal["accountEnabled"]!.GetValue<bool>());
        Assert.NotEqual(_world.Azure.Graph(World.Vendor).Get(_world.ApplicationPath).Text("id"), principal.Text("id"));
    }

    [Fact]
    public void Is_refused_where_there_is_one()
    {
        _world.WithServicePrincipal();

        Refusal.Is(409, "Request_MultipleObjectsWithSameKeyValue", _world, () => _world.WithServicePrincipal());
    }

    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "appId": "contoso-cmk" }""")]
    [InlineData("""{ "appId": "33333333-3333-4333-8333-333333333333" }""")]
    public void Is_refused_for_an_application_that_there_is_not(string body) => Refusal.Is(
        400, "Request_BadRequest", _world, () => Customer.Post("servicePrincipals", World.Body(body)));

    [Fact]
    public void Is_refused_for_an_application_of_another_tenant_only()
    {
        _world.Azure.Graph(World.Vendor).Patch(_world.ApplicationPath, World.Body("""{ "signInAudience": "AzureADMyOrg" }"""));

        Refusal.Is(400, "Request_BadRequest", _world, () => _world.WithServicePrincipal());
        _world.Azure.Graph(World.Vendor).Post("servicePrincipals", new JsonObject { ["appId"] = _world.Application.Value });
    }

    [Fact]
    public void Is_refused_for_an_application_of_another_cloud()
    {
        var world = new World(Cloud.USGovernment).WithIdentity();

        Refusal.Is(400, "Request_BadRequest", world, () => world.WithServicePrincipal());
    }

    [Fact]
    public void Is_created_by_administrators_alone_where_the_tenant_requires_it()
    {
        var body = new JsonObject { ["appId"] = _world.Application.Value };
        _world.Azure.LetUsersInstallApplications(World.Customer, allowed: false);

        Refusal.Is(403, "Authorization_RequestDenied", _world, () => Customer.Post("servicePrincipals", body));
        _world.Azure.Graph(World.Customer, asAdministrator: true).Post("servicePrincipals", body);
    }

    [Fact]
    public void Is_not_to_be_changed_in_ways_that_would_do_nothing()
    {
        _world.WithServicePrincipal();

        Refusal.Is(501, "NotImplemented", _world, () => Customer.Patch(
            _world.ServicePrincipalPath, World.Body("""{ "appId": "33333333-3333-4333-8333-333333333333" }""")));
        Refusal.Is(
            400, "Request_BadRequest", _world, () => Customer.Patch(_world.ServicePrincipalPath, World.Body("""{ "notes": "x" }""")));
    }
}

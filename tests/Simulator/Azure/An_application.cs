using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class An_application
{
    private readonly World _world = new World().WithIdentity();

    private Graph Vendor => _world.Azure.Graph(World.Vendor);

    [Fact]
    public void Is_returned_in_the_shape_of_microsoft_graph()
    {
        var application = Vendor.Get(_world.ApplicationPath);

        Assert.Equal("contoso-cmk", application.Text("displayName"));
        Assert.Equal("AzureADMultipleOrgs", application.Text("signInAudience"));
        Assert.NotEqual(application.Text("id"), application.Text("appId"));
        Assert.Empty(application["passwordCredentials"]!.AsArray());
        Assert.Empty(application["keyCredentials"]!.AsArray());
    }

    [Fact]
    public void Is_for_its_own_tenant_by_default() => Assert.Equal(
        "AzureADMyOrg",
        Vendor.Post("applications", World.Body("""{ "displayName": "inhouse" }""")).Text("signInAudience"));

    [Fact]
    public void Is_found_by_object_id_and_by_application_id()
    {
        var id = Vendor.Get(_world.ApplicationPath).Text("id");

        Assert.Equal(_world.Application.Value, Vendor.Get($"applications/{id}").Text("appId"));
        Assert.Single(Vendor.List("applications"));
    }

    [Fact]
    public void Is_found_only_in_its_own_tenant()
    {
        Refusal.Is(404, "Request_ResourceNotFound", _world, () => _world.Azure.Graph(World.Customer).Get(_world.ApplicationPath));
        Assert.Empty(_world.Azure.Graph(World.Customer).List("applications"));
    }

    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "displayName": "" }""")]
    [InlineData("""{ "displayName": "a", "signInAudience": "Everybody" }""")]
    [InlineData("""{ "displayName": "a", "appId": "33333333-3333-4333-8333-333333333333" }""")]
    public void Is_refused_where_it_cannot_be(string body) => Refusal.Is(
        400, "Request_BadRequest", _world, () => Vendor.Post("applications", World.Body(body)));

    [Fact]
    public void Can_be_renamed_and_closed_to_other_tenants()
    {
        Vendor.Patch(_world.ApplicationPath, World.Body("""{ "signInAudience": "AzureADMyOrg" }"""));

        Assert.Equal("AzureADMyOrg", Vendor.Get(_world.ApplicationPath).Text("signInAudience"));
        Assert.Equal("contoso-cmk", Vendor.Get(_world.ApplicationPath).Text("displayName"));
        Refusal.Is(
            400, "Request_BadRequest", _world, () => Vendor.Patch(_world.ApplicationPath, World.Body("""{ "signInAudience": "No" }""")));
    }

    [Fact]
    public void Shows_its_passwords_until_they_are_removed()
    {
        var password = Vendor.Post(
            $"{_world.ApplicationPath}/addPassword", World.Body("""{ "passwordCredential": { "displayName": "left behind" } }"""));
        Assert.Equal("left behind", Vendor.Get(_world.ApplicationPath).Text("passwordCredentials.0.displayName"));

        Vendor.Post($"{_world.ApplicationPath}/removePassword", new JsonObject { ["keyId"] = password.Text("keyId") });
        Assert.Empty(Vendor.Get(_world.ApplicationPath)["passwordCredentials"]!.AsArray());
        Refusal.Is(400, "Request_BadRequest", _world, () => Vendor.Post(
            $"{_world.ApplicationPath}/removePassword", new JsonObject { ["keyId"] = password.Text("keyId") }));
    }

    [Fact]
    public void Shows_its_certificates()
    {
        Vendor.Patch(_world.ApplicationPath, World.Body("""
            { "keyCredentials": [ { "type": "AsymmetricX509Cert", "usage": "Verify", "key": "AAAA", "displayName": "old" } ] }
            """));

        Assert.Equal("old", Vendor.Get(_world.ApplicationPath).Text("keyCredentials.0.displayName"));
    }

    [Fact]
    public void That_is_deleted_takes_its_own_service_principal_along_but_not_those_of_other_tenants()
    {
        Vendor.Post("servicePrincipals", new JsonObject { ["appId"] = _world.Application.Value });
        _world.WithServicePrincipal();
        var (application, path) = (_world.Application, _world.ServicePrincipalPath);

        Vendor.Delete($"applications(appId='{application}')");

        Refusal.Is(404, "Request_ResourceNotFound", _world, () => Vendor.Get(path));
        Assert.NotNull(_world.Azure.Graph(World.Customer).Get(path));
        Refusal.Is(404, "Request_ResourceNotFound", _world, () => Vendor.Get($"applications(appId='{application}')"));
    }

    [Theory]
    [InlineData("me")]
    [InlineData("applications/x/owners")]
    [InlineData("applications//federatedIdentityCredentials")]
    [InlineData("")]
    public void Is_the_only_thing_there_is_besides_what_is_modelled(string path) => Refusal.Is(
        400, "BadRequest", _world, () => Vendor.Get(path));
}

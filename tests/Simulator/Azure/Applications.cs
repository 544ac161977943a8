using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class An_application
{
    private readonly World _world = new World().WithIdentity();

    private Graph Vendor => _world.Azure.Graph(World.Vendor);

    [Fact]
    public void Is_answered_in_the_shape_of_microsoft_graph()
    {
        var application = Vendor.Get(_world.ApplicationPath);

        Assert.Equal("contoso-cmk", application.Text("displayName"));
        Assert.Equal("AzureADMultipleOrgs", application.Text("signInAudience"));
        Assert.NotEqual(application.Text("id"), application.Text("appId"));
        Assert.Empty(application["passwordCredentials"]!.AsArray());
        Assert.Empty(application["keyCredentials"]!.AsArray());
    }

    [Fact]
    public void Is_for_its_own_tenant_unless_told_otherwise() => Assert.Equal(
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
        Refusal.Is(400, "Request_BadRequest", _world, () => Vendor.Patch(_world.ApplicationPath, World.Body("""{ "signInAudience": "No" }""")));
    }

    [Fact]
    public void Shows_its_passwords_until_they_are_removed()
    {
        var password = Vendor.Post($"{_world.ApplicationPath}/addPassword", World.Body("""{ "passwordCredential": { "displayName": "left behind" } }"""));
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

public sealed class A_federated_credential
{
    private readonly World _world = new World().WithIdentity();

    private string Credentials => $"{_world.ApplicationPath}/federatedIdentityCredentials";

    private Graph Vendor => _world.Azure.Graph(World.Vendor);

    [Fact]
    public void Is_found_by_name_and_by_id()
    {
        var credential = Vendor.Get($"{Credentials}/id-cmk");

        Assert.Equal(_world.IdentityPrincipal.Value, credential.Text("subject"));
        Assert.Equal("id-cmk", Vendor.Get($"{Credentials}/{credential.Text("id")}").Text("name"));
        Assert.Single(Vendor.List(Credentials));
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/nowhere", "somebody", "api://something")]
    [InlineData(" https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0", "x", "api://AzureADTokenExchange")]
    public void Is_taken_with_an_issuer_subject_or_audience_that_nobody_has(string issuer, string subject, string audience)
    {
        _world.WithFederatedCredential(issuer, subject, audience, "wrong");

        Assert.Equal(2, Vendor.List(Credentials).Count);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("-abc")]
    [InlineData("a b c")]
    [InlineData("an.identity")]
    [InlineData("ümlaut")]
    public void Is_refused_with_a_name_that_is_none(string name) => Refusal.Is(
        400, "Request_BadRequest", _world, () => _world.WithFederatedCredential(subject: "s", name: name));

    [Fact]
    public void Is_refused_with_a_name_that_is_too_long()
    {
        Refusal.Is(400, "Request_BadRequest", _world, () => _world.WithFederatedCredential(subject: "s", name: new string('a', 121)));
        _world.WithFederatedCredential(subject: "s", name: new string('a', 120));
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""["api://AzureADTokenExchange", "api://AzureADTokenExchangeChina"]""")]
    [InlineData("""[""]""")]
    public void Is_refused_unless_it_has_exactly_one_audience(string audiences) => Refusal.Is(
        400, "Request_BadRequest", _world, () => Vendor.Post(Credentials, new JsonObject
        {
            ["name"] = "other",
            ["issuer"] = "https://issuer.example",
            ["subject"] = "subject",
            ["audiences"] = JsonNode.Parse(audiences),
        }));

    [Theory]
    [InlineData("""{ "name": "other", "subject": "s", "audiences": ["a"] }""")]
    [InlineData("""{ "name": "other", "issuer": "i", "audiences": ["a"] }""")]
    [InlineData("""{ "issuer": "i", "subject": "s", "audiences": ["a"] }""")]
    [InlineData("""{ "name": "other", "issuer": "i", "subject": "s", "audiences": ["a"], "claimsMatchingExpression": {} }""")]
    public void Is_refused_where_something_is_missing_or_unknown(string body) => Refusal.Is(
        400, "Request_BadRequest", _world, () => Vendor.Post(Credentials, World.Body(body)));

    [Fact]
    public void Is_refused_with_a_name_or_an_issuer_and_subject_that_are_taken()
    {
        Refusal.Is(409, "Request_MultipleObjectsWithSameKeyValue", _world, () => _world.WithFederatedCredential(subject: "s", name: "ID-cmk"));
        Refusal.Is(409, "Request_MultipleObjectsWithSameKeyValue", _world, () => _world.WithFederatedCredential(name: "other"));
    }

    [Fact]
    public void Is_refused_after_twenty_of_them()
    {
        for (var number = 2; number <= 20; number++)
            _world.WithFederatedCredential(subject: $"subject-{number}", name: $"number-{number}");

        Refusal.Is(400, "Request_BadRequest", _world, () => _world.WithFederatedCredential(subject: "subject-21", name: "number-21"));

        Vendor.Delete($"{Credentials}/number-20");
        _world.WithFederatedCredential(subject: "subject-21", name: "number-21");
    }

    [Fact]
    public void Can_change_all_but_its_name()
    {
        Vendor.Patch($"{Credentials}/id-cmk", World.Body("""{ "subject": "somebody else", "description": "moved" }"""));

        Assert.Equal("somebody else", Vendor.Get($"{Credentials}/id-cmk").Text("subject"));
        Refusal.Is(400, "Request_BadRequest", _world, () => Vendor.Patch($"{Credentials}/id-cmk", World.Body("""{ "name": "other" }""")));
        Refusal.Is(400, "Request_BadRequest", _world, () => Vendor.Patch($"{Credentials}/id-cmk", World.Body("""{ "audiences": [] }""")));
    }

    [Fact]
    public void That_is_not_there_cannot_be_deleted() => Refusal.Is(
        404, "Request_ResourceNotFound", _world, () => Vendor.Delete($"{Credentials}/none"));
}

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
    public void Is_made_by_administrators_only_where_the_tenant_says_so()
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
        Refusal.Is(400, "Request_BadRequest", _world, () => Customer.Patch(_world.ServicePrincipalPath, World.Body("""{ "notes": "x" }""")));
    }
}

public sealed class Users_and_groups
{
    private readonly World _world = new World().WithVault();

    [Fact]
    public void Can_be_given_roles()
    {
        _world.WithRole(Assignment(1), Roles.KeyVaultCryptoOfficer, _world.User(), "User");
        _world.WithRole(Assignment(2), Roles.KeyVaultReader, _world.Group(), "Group");

        Assert.Equal(2, _world.Azure.ResourceManager.List(World.VaultId, "Microsoft.Authorization/roleAssignments", World.Assignments).Count);
    }

    [Fact]
    public void Are_found_in_their_collections_only()
    {
        var user = _world.User();
        var graph = _world.Azure.Graph(World.Customer);

        Assert.Equal("ada", graph.Get($"users/{user}").Text("displayName"));
        Refusal.Is(404, "Request_ResourceNotFound", _world, () => graph.Get($"groups/{user}"));
        graph.Delete($"users/{user}");
        Assert.Empty(graph.List("users"));
    }

    [Fact]
    public void Are_refused_where_something_is_missing_or_taken()
    {
        var graph = _world.Azure.Graph(World.Customer);
        _world.User();

        Refusal.Is(409, "Request_MultipleObjectsWithSameKeyValue", _world, () => _world.User());
        Refusal.Is(400, "Request_BadRequest", _world, () => graph.Post("users", World.Body("""{ "displayName": "ada" }""")));
        Refusal.Is(400, "Request_BadRequest", _world, () => graph.Post("groups", World.Body("""{ "displayName": "keepers" }""")));
    }

    private static string Assignment(int number) =>
        $"{World.VaultId}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-00000000000{number}";
}

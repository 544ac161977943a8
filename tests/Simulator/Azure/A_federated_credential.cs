using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

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
        Refusal.Is(
            409, "Request_MultipleObjectsWithSameKeyValue", _world, () => _world.WithFederatedCredential(subject: "s", name: "ID-cmk"));
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
